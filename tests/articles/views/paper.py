"""A small newspaper that has something on every public page, and the addresses of those pages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from articles.models import Article, Byline, Edition, Organisation, Person, Rendition, Section
from articles.publishing import correct, publish
from articles.sitemaps import KEYS_IN_A_FILE, Kind
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_comment,
    make_image,
    make_mention,
    make_organisation,
    make_person,
    make_section,
    make_thread,
)

BODY = "<p>Ada Lovelace met Charles Babbage of the Royal Society in London.</p>"


@dataclass
class Paper:
    """What the stories have in common, and the newest of them."""

    section: Section
    person: Person
    disputed: Person
    organisation: Organisation
    edition: Edition

    @property
    def addresses(self) -> dict[str, str]:
        """A public page of every kind."""
        day = "/archive/" + "/".join(self.edition.path.split("/")[2:5]) + "/"
        return {
            "front": "/",
            "section": self.section.get_absolute_url(),
            "article": self.edition.get_absolute_url(),
            "history": f"{self.edition.get_absolute_url()}history/",
            "corrections": "/corrections/",
            "person": self.person.get_absolute_url(),
            "person with disputed stories": self.disputed.get_absolute_url(),
            "organisation": self.organisation.get_absolute_url(),
            "people": "/people/",
            "organisations": "/organisations/",
            "archive": "/archive/",
            "day": day,
            "empty search": "/search/",
            "search": "/search/?q=Lovelace",
            "feed": "/feed.xml",
            "corrections feed": "/corrections/feed.xml",
            "section feed": f"{self.section.get_absolute_url()}feed.xml",
            "person feed": f"{self.person.get_absolute_url()}feed.xml",
            "organisation feed": f"{self.organisation.get_absolute_url()}feed.xml",
            "sitemap": "/sitemap.xml",
            "sitemap of pages": "/sitemap-pages.xml",
            "sitemap of people": _sitemap_of("people", self.person),
            "sitemap of organisations": _sitemap_of("organisations", self.organisation),
            "sitemap of stories": _sitemap_of("stories", self.edition.article),
            "robots": "/robots.txt",
        }


def make_paper(*, stories: int = 1, at: datetime = PUBLISHED_AT) -> Paper:
    """Stories that each show all there is: picture, byline, mentions, correction, comments.

    They are published a minute apart, the newest at `at`.
    """
    section = make_section(name="Science", slug="science")
    person = make_person(name="Ada Lovelace", slug="ada-lovelace")
    disputed = make_person(name="Charles Babbage", slug="charles-babbage")
    organisation = make_organisation(name="Royal Society", slug="royal-society")
    for number in reversed(range(stories)):
        article = make_article(section=section, body=BODY, picture=_picture())
        Byline.objects.create(article=article, person=person)
        make_mention(article, person, salience="about")
        make_mention(article, organisation)
        make_mention(article, disputed, make_person(), certainty="disputed")
        edition = publish(article, by=None, at=at - timedelta(minutes=number))
        thread = make_thread(article=article)
        make_comment(thread)
    return Paper(section, person, disputed, organisation, edition)


def make_correction(edition: Edition, *, at: datetime, note: str = "It was 1833.") -> Edition:
    """The article's next edition, which corrects it."""
    article = Article.objects.get(pk=edition.article_id)
    article.headline = f"{article.headline}, corrected"
    article.save()
    return correct(article, by=None, note=note, at=at)


def _sitemap_of(kind: Kind, row: Article | Organisation | Person) -> str:
    """The sitemap that lists a row."""
    return f"/sitemap-{kind}-{row.pk // KEYS_IN_A_FILE[kind] + 1}.xml"


def _picture():
    image = make_image()
    for width, kind in ((480, "webp"), (1200, "jpeg"), (1280, "webp")):
        Rendition.objects.create(
            image=image,
            file=f"renditions/2025/11/{image.pk}-{width}.{kind}",
            format=kind,
            width=width,
            height=width // 2,
        )
    return image


def headers_of(answer):
    """The headers of an answer but for its request's id, which no two have in common."""
    return {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
