"""What pages say about themselves to machines, as schema.org's JSON-LD.

Only what the newsroom knows is asserted: a disputed or merely reported mention says nothing here.
Addresses are absolute, with the host of SITE_URL and not of the request.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from articles.cards import SectionName
from articles.corrections import Correction
from articles.models import Image, Organisation, Publication
from articles.pictures import open_graph_source
from articles.pictures.shown import Picture
from articles.profiles import OrganisationProfile, PersonProfile, Role
from articles.story import Story

CONTEXT = "https://schema.org"
KINDS = {"person": "Person", "organisation": "Organization"}
KINDS_OF_ORGANISATION = {
    Organisation.Kind.STATE: "GovernmentOrganization",
    Organisation.Kind.COMPANY: "Corporation",
    Organisation.Kind.CHARITY: "NGO",
    Organisation.Kind.MEDIA: "NewsMediaOrganization",
    Organisation.Kind.PARTY: "PoliticalParty",
    Organisation.Kind.UNIVERSITY: "CollegeOrUniversity",
    Organisation.Kind.CLUB: "SportsClub",
}

type Data = dict[str, Any]


def absolute(path: str) -> str:
    """The address of a path on this site."""
    return path if path.startswith(("https://", "http://")) else f"{settings.SITE_URL}{path}"


def front_data(publication: Publication) -> Data:
    """The site, its publisher, and how to search it."""
    search = f"{absolute(reverse('search'))}?q={{search_term_string}}"
    return _known(
        {
            "@context": CONTEXT,
            "@type": "WebSite",
            "@id": f"{absolute('/')}#website",
            "url": absolute("/"),
            "name": publication.name,
            "description": publication.description or publication.motto,
            "inLanguage": get_language(),
            "publisher": publisher(publication),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": search},
                "query-input": "required name=search_term_string",
            },
        }
    )


def publisher(publication: Publication) -> Data:
    """The newspaper as an organisation."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{absolute('/')}#publisher",
        "name": publication.name,
        "url": absolute("/"),
    }


def article_data(edition: Story, publication: Publication) -> Data:
    """A story as readers see it now. The number of comments is added by the template, which has it."""
    address = absolute(edition.path)
    return _known(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "@id": f"{address}#article",
            "url": address,
            "mainEntityOfPage": {
                "@type": "WebPage",
                "@id": address,
                "breadcrumb": breadcrumbs([edition.section, (edition.headline, edition.path)]),
            },
            "headline": edition.headline,
            "description": edition.summary,
            "datePublished": _moment(edition.published_at),
            "dateModified": _moment(edition.updated_at or edition.published_at),
            "dateline": edition.dateline,
            "contentLocation": edition.dateline and {"@type": "Place", "name": edition.dateline},
            "articleSection": edition.section.name,
            "author": authors(edition) or publisher(publication),
            "publisher": publisher(publication),
            "image": picture_addresses(edition.picture),
            "about": _subjects(edition, "about"),
            "mentions": _subjects(edition, "mentioned"),
            "correction": [_correction(one, address) for one in edition.corrections],
            "isAccessibleForFree": True,
            "inLanguage": get_language(),
        }
    )


def authors(edition: Story) -> list[Data]:
    """Who wrote a story, in the printed order."""
    return [
        _known({"@type": "Person", "name": person["name"], "url": _page_of(person)})
        for byline in edition.bylines
        if byline["role"] == "by"
        for person in byline["people"]
    ]


def breadcrumbs(places: Iterable[SectionName | tuple[str, str]]) -> Data:
    """Where a page stands, from the front page down."""
    named = [
        (place.name, place.url) if isinstance(place, SectionName) else place for place in places
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
            for position, (name, path) in enumerate([("Front page", "/"), *named], start=1)
        ],
    }


def person_data(person: PersonProfile, roles: Iterable[Role]) -> Data:
    """A person's page; the roles are those of today."""
    address = absolute(person.url)
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "url": address,
        "mainEntity": _known(
            {
                "@type": "Person",
                "@id": f"{address}#person",
                "url": address,
                "name": person.name,
                "alternateName": person.other_names,
                "description": person.summary,
                "birthDate": person.born and person.born.isoformat(),
                "deathDate": person.died and person.died.isoformat(),
                "image": picture_addresses(person.picture),
                "jobTitle": [role.role for role in roles],
                "sameAs": [identifier.url for identifier in person.identifiers],
            }
        ),
    }


def organisation_data(organisation: OrganisationProfile) -> Data:
    """An organisation's page."""
    address = absolute(organisation.url)
    parent = organisation.parent
    return _known(
        {
            "@context": CONTEXT,
            "@type": KINDS_OF_ORGANISATION.get(
                Organisation.Kind(organisation.kind), "Organization"
            ),
            "@id": f"{address}#organisation",
            "url": address,
            "name": organisation.name,
            "alternateName": organisation.other_names,
            "description": organisation.summary,
            "foundingDate": organisation.founded and organisation.founded.isoformat(),
            "dissolutionDate": organisation.dissolved and organisation.dissolved.isoformat(),
            "location": organisation.place and {"@type": "Place", "name": organisation.place},
            "image": picture_addresses(organisation.picture),
            "parentOrganization": parent
            and {
                "@type": "Organization",
                "name": parent.name,
                "url": absolute(parent.url),
            },
            "sameAs": [
                address
                for address in (
                    organisation.website,
                    *(one.url for one in organisation.identifiers),
                )
                if address
            ],
        }
    )


def picture_addresses(picture: Image | Picture | None) -> list[str]:
    """The address of the rendition for machines, or none."""
    source = open_graph_source(picture) if picture else None
    return [absolute(source.url)] if source else []


def _subjects(edition: Story, salience: str) -> list[Data]:
    return [
        {"@type": KINDS[candidate["kind"]], "name": candidate["name"], "url": _page_of(candidate)}
        for subject in edition.subjects
        if subject["salience"] == salience and subject["certainty"] == "confirmed"
        for candidate in subject["candidates"]
    ]


def _correction(correction: Correction, address: str) -> Data:
    """What schema.org knows as a comment on what was wrong; a clarification is one, too."""
    is_reworded = correction.first_told_at is not None
    return _known(
        {
            "@type": "CorrectionComment",
            "name": correction.label,
            "text": correction.note,
            "url": f"{address}#{correction.anchor}",
            "datePublished": _moment(correction.told_at),
            "dateModified": _moment(correction.starts_at) if is_reworded else None,
        }
    )


def _page_of(named: Data) -> str:
    return named["url"] and absolute(named["url"])


def _moment(value: datetime) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds")


def _known(data: Data) -> Data:
    """Without what is unknown: an empty value would be an assertion."""
    return {key: value for key, value in data.items() if value not in (None, "", [])}
