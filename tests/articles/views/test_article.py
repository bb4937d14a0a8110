import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles.models import Article, Source
from articles.publishing import update
from tests.articles.views.paper import make_correction, make_paper
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_edition,
    make_mention,
    make_organisation,
    make_person,
    make_section,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(PUBLISHED_AT + DAY, tick=False) as traveller:
        yield traveller


def data_of(response):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', response.text, re.S)
    return json.loads(found[1])


def test_a_story_shows_what_readers_need(client, settings):
    paper = make_paper()
    article = Article.objects.get(pk=paper.edition.article_id)
    Source.objects.create(article=article, title="Minutes of the society")
    article.standfirst = "Two people met."
    article.save()
    edition = update(article, by=None)

    page = client.get(edition.path).text

    assert edition.headline in page
    assert "Two people met." in page
    assert '<a href="/science/">Science</a>' in page
    assert 'href="/people/ada-lovelace/"' in page
    assert "Minutes of the society" in page
    assert "Sources differ" in page
    assert f'<link rel="canonical" href="{settings.SITE_URL}{edition.path}">' in page
    assert '<meta property="og:type" content="article">' in page
    assert f'<meta property="og:image" content="{settings.SITE_URL}/media/renditions/' in page


def test_an_edit_shows_only_once_it_is_published(client):
    edition = make_edition(headline="Before")
    article = Article.objects.get(pk=edition.article_id)
    article.headline = "After"
    article.save()
    assert "After" not in client.get(edition.path).text

    update(article, by=None)

    page = client.get(edition.path).text
    assert "After" in page
    assert "Before" not in page


@pytest.mark.parametrize(
    ("days", "notice"),
    [
        (0, None),
        (30, None),
        (31, "This story is 1 month old."),
        (75, "This story is 2 months old."),
        (364, "This story is 12 months old."),
        (365, "This story is 1 year old."),
        (800, "This story is 2 years old."),
    ],
)
def test_an_old_story_says_how_old_it_is(client, clock, days, notice):
    edition = make_edition()
    clock.move_to(PUBLISHED_AT + DAY * days)

    page = client.get(edition.path).text

    assert (notice or "This story is") in page if notice else "This story is" not in page


def test_corrections_are_told_once_they_are_shown(client, clock):
    edition = make_edition()
    make_correction(edition, at=PUBLISHED_AT + DAY / 2, note="The year was 1833.")
    make_correction(edition, at=PUBLISHED_AT + DAY * 2, note="The month was June.")

    corrections = client.get(edition.path).context["corrections"]
    assert [correction.note for correction in corrections] == ["The year was 1833."]
    assert corrections[0].starts_at == PUBLISHED_AT + DAY / 2

    clock.move_to(PUBLISHED_AT + DAY * 2)
    page = client.get(edition.path)
    newest_first = ["The month was June.", "The year was 1833."]
    assert [correction.note for correction in page.context["corrections"]] == newest_first
    assert [one["text"] for one in data_of(page)["correction"]] == newest_first


def make_story(*subjects, section, age=0, salience="mentioned", certainty="confirmed"):
    article = make_article(section=section)
    for subject in subjects:
        others = [make_person()] if certainty == "disputed" else []
        make_mention(article, subject, *others, salience=salience, certainty=certainty)
    return make_edition(article, at=PUBLISHED_AT - timedelta(hours=age))


def test_related_stories_share_people_first_and_then_the_section(client):
    section, elsewhere = make_section(), make_section()
    person, organisation = make_person(), make_organisation()
    story = make_article(section=section)
    make_mention(story, person, salience="about")
    make_mention(story, organisation)
    edition = make_edition(story)
    both = make_story(person, organisation, section=elsewhere, age=90)
    about = make_story(person, section=elsewhere, age=99, salience="about")
    mentions = make_story(organisation, section=elsewhere, age=80)
    neighbour = make_story(section=section, age=1)
    make_story(section=section, age=2)
    make_story(section=elsewhere)

    related = client.get(edition.path).context["related"]

    closest = [about, both, mentions, neighbour]
    assert [one.pk for one in related] == [edition.pk for edition in closest]


def test_what_is_disputed_or_unseen_relates_nothing(client):
    section, person = make_section(), make_person()
    story = make_article(section=section)
    make_mention(story, person)
    edition = make_edition(story)
    make_story(person, section=make_section(), certainty="disputed")
    make_story(person, section=make_section(), age=-999)

    assert client.get(edition.path).context["related"] == []


def test_a_story_describes_itself_to_machines(client, settings):
    paper = make_paper()
    article = Article.objects.get(pk=paper.edition.article_id)
    article.headline, article.dateline = "</script> & so on", "London, England"
    article.save()
    edition = update(article, by=None, at=PUBLISHED_AT + timedelta(hours=2))

    data = data_of(client.get(edition.path))

    site = settings.SITE_URL
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "</script> & so on"
    assert data["mainEntityOfPage"]["@id"] == f"{site}{edition.path}"
    assert datetime.fromisoformat(data["datePublished"]) == PUBLISHED_AT
    assert datetime.fromisoformat(data["dateModified"]) == datetime(2025, 11, 22, 20, tzinfo=UTC)
    assert data["dateline"] == "London, England"
    assert data["contentLocation"] == {"@type": "Place", "name": "London, England"}
    assert data["articleSection"] == "Science"
    ada = {"@type": "Person", "name": "Ada Lovelace", "url": f"{site}/people/ada-lovelace/"}
    assert data["author"] == [ada]
    assert data["about"] == [ada]
    assert [named["name"] for named in data["mentions"]] == ["Royal Society"]
    assert data["image"][0].startswith(f"{site}/media/renditions/2025/11/")
    assert data["isAccessibleForFree"] is True
    crumbs = data["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    assert [crumb["name"] for crumb in crumbs] == ["Front page", "Science", "</script> & so on"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3]


def test_a_story_asserts_nothing_that_is_unknown(client):
    data = data_of(client.get(make_edition().path))

    assert not {"dateline", "contentLocation", "image", "about", "mentions", "correction"} & set(
        data
    )
    assert data["author"]["@type"] == "NewsMediaOrganization"
