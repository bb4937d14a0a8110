"""Whenever the bytes of a public page differ, so does its tag: every page over every kind of change.

What this is about happens at commits, so these tests have real transactions.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import (
    Affiliation,
    Article,
    Identifier,
    Image,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Placement,
    Publication,
    Rendition,
    Section,
)
from articles.publishing import schedule, withdraw
from comments.models import Comment, Thread
from comments.moderation import hide, remove
from comments.posting import post_comment
from comments.section_rules import set_rules
from comments.threads import set_thread
from tests.articles.views.paper import BODY, Paper, make_correction, make_paper
from tests.makers import PUBLISHED_AT, make_article, make_edition, make_mention, make_section

pytestmark = pytest.mark.django_db(transaction=True)

MINUTE = timedelta(minutes=1)
NOW = PUBLISHED_AT + timedelta(hours=1)

type Pages = dict[str, tuple[int, bytes, str | None]]


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def paper(clock) -> Paper:
    """Two stories with everything, and a second section that stays empty."""
    make_section(name="Empty", slug="empty")
    with transaction.atomic():
        return make_paper(stories=2)


def addresses_of(paper: Paper) -> dict[str, str]:
    comment = comment_on(paper)
    return paper.addresses | {
        "comment": comment.get_absolute_url(),
        "comments of an article": f"/comments/on/{comment.thread_id}/",
    }


def ask(addresses: dict[str, str]) -> Pages:
    client = Client()
    answers = {kind: client.get(address) for kind, address in addresses.items()}
    return {
        kind: (answer.status_code, answer.content, answer.headers.get("ETag"))
        for kind, answer in answers.items()
    }


def story(paper: Paper) -> Article:
    return Article.objects.get(pk=paper.edition.article_id)


def comment_on(paper: Paper) -> Comment:
    return Comment.objects.filter(thread=paper.edition.article_id).order_by("pk")[0]


def place(paper: Paper, **times: Any) -> Placement:
    older = Article.objects.exclude(pk=paper.edition.article_id).order_by("pk")[0]
    for section in (None, paper.section):
        placed = Placement.objects.create(section=section, slot=1, article=older, **times)
    return placed


def write_comment(paper: Paper) -> Comment:
    return post_comment(
        article=story(paper), nickname="Anna", text="Hello", submission_id=uuid4(), now=NOW
    )


@transaction.atomic
def publish_another(paper: Paper) -> None:
    article = make_article(section=paper.section, body=BODY)
    make_mention(article, paper.person, salience="about")
    make_mention(article, paper.organisation)
    make_edition(article, at=PUBLISHED_AT + MINUTE)


def of(rows: Any, **values: Any) -> Callable[[Paper], Any]:
    """A change of rows by an update that no code of ours sees."""
    return lambda paper: rows.update(**values)


# What an editor, a moderator or a reader does, with pages that must show it.
CHANGES: dict[str, tuple[Callable[[Paper], Any], set[str]]] = {
    "the paper is named": (
        lambda paper: Publication.objects.create(id=1, name="The Herald"),
        {"front", "article", "feed", "search", "comment"},
    ),
    "a section is renamed": (of(Section.objects, name="Sciences"), {"front", "article", "feed"}),
    "a section is added": (lambda paper: make_section(), {"front", "people", "sitemap of pages"}),
    "a section is dropped": (
        lambda paper: Section.objects.get(slug="empty").delete(),
        {"front", "archive", "sitemap of pages"},
    ),
    "a person is described": (of(Person.objects, summary="Mathematician"), {"person", "people"}),
    "a person is kept from search engines": (
        of(Person.objects, is_indexed=False),
        {"sitemap of people"},
    ),
    "an organisation is renamed": (of(Organisation.objects, name="The Society"), {"organisation"}),
    "a person has another name": (
        lambda paper: PersonName.objects.create(person=paper.person, name="Countess of Lovelace"),
        {"person"},
    ),
    "an organisation has another name": (
        lambda paper: OrganisationName.objects.create(organisation=paper.organisation, name="RS"),
        {"organisation"},
    ),
    "a person is identified": (
        lambda paper: Identifier.objects.create(
            person=paper.person, scheme="wikidata", value="Q7259"
        ),
        {"person"},
    ),
    "a person has a role": (
        lambda paper: Affiliation.objects.create(
            person=paper.person, organisation=paper.organisation, role="Fellow"
        ),
        {"person", "organisation"},
    ),
    "pictures are described": (of(Image.objects, alt_text="A portrait"), {"article"}),
    "a rendition is lost": (lambda paper: Rendition.objects.all().delete(), {"front", "article"}),
    "a story is placed": (lambda paper: place(paper, starts_at=PUBLISHED_AT), {"front", "section"}),
    "another story is published": (publish_another, {"front", "section", "person", "feed", "day"}),
    "a story is corrected": (
        lambda paper: make_correction(paper.edition, at=NOW - MINUTE),
        {"front", "article", "day", "feed", "search", "comment", "sitemap of stories"},
    ),
    "a comment is posted": (write_comment, {"front", "article", "comments of an article"}),
    "a comment is hidden": (
        lambda paper: hide(comment_on(paper), by=None),
        {"article", "comment", "comments of an article"},
    ),
    "a comment is removed": (
        lambda paper: remove(comment_on(paper), by=None, reason="Insults"),
        {"article", "comment", "comments of an article"},
    ),
    "a section's comments have hours": (
        lambda paper: set_rules(
            paper.section,
            by=None,
            mode="post",
            close_after=14,
            open_from=time(7),
            open_until=time(23),
        ),
        {"article", "comments of an article"},
    ),
    "comments are closed": (
        lambda paper: set_thread(
            story(paper).pk, by=None, mode="closed", opens_at=None, closes_at=None
        ),
        {"article", "comments of an article"},
    ),
    "counts are corrected by hand": (of(Thread.objects, visible_count=42), {"front", "article"}),
    "comments are taken off": (
        lambda paper: set_thread(
            story(paper).pk, by=None, mode="off", opens_at=None, closes_at=None
        ),
        {"article", "comment", "comments of an article"},
    ),
    "a story is withdrawn": (
        lambda paper: withdraw(story(paper), by=None, reason="Not true."),
        {"front", "article", "sitemap"},
    ),
}
# What was planned and happens with no write at all.
PLANS: dict[str, tuple[Callable[[Paper, datetime], Any], set[str]]] = {
    "a placement begins": (
        lambda paper, at: place(paper, starts_at=at, ends_at=at + MINUTE),
        {"front", "section"},
    ),
    "a placement ends": (lambda paper, at: None, {"front", "section"}),
    "comments open": (
        lambda paper, at: set_thread(
            story(paper).pk, by=None, mode="post", opens_at=at, closes_at=None
        ),
        {"article", "comments of an article"},
    ),
    "comments close": (
        lambda paper, at: set_thread(
            story(paper).pk, by=None, mode="post", opens_at=None, closes_at=at
        ),
        {"article", "comments of an article"},
    ),
    "an update begins": (
        lambda paper, at: rewrite(paper, at=at),
        {"front", "article", "feed", "search"},
    ),
    "a story ends": (
        lambda paper, at: withdraw(story(paper), by=None, reason="Not true.", at=at),
        {"front", "article", "person", "sitemap", "comment"},
    ),
}


def rewrite(paper: Paper, *, at: datetime) -> None:
    article = story(paper)
    article.headline = "Quite another headline"
    article.save()
    schedule(article, by=None, at=at)


def assert_tags_tell(event: str, before: Pages, after: Pages, shown_on: set[str]) -> None:
    different = {kind for kind, page in before.items() if page[:2] != after[kind][:2]}
    assert shown_on <= different, event
    for kind in different:
        assert before[kind][2] is None or before[kind][2] != after[kind][2], (event, kind)


def test_a_change_makes_new_tags_wherever_it_shows(paper):
    """One after the other on one paper, as on any day."""
    addresses = addresses_of(paper)
    before = ask(addresses)

    for change, (act, shown_on) in CHANGES.items():
        act(paper)
        after = ask(addresses)
        assert_tags_tell(change, before, after, shown_on)
        before = after


def test_what_was_planned_makes_new_tags_at_its_second(paper, clock):
    addresses = addresses_of(paper)
    at = NOW

    for plan, (act, shown_on) in PLANS.items():
        at += MINUTE
        act(paper, at)
        before = ask(addresses)

        clock.move_to(at - timedelta(seconds=1))
        assert ask(addresses) == before, plan

        clock.move_to(at)
        assert_tags_tell(plan, before, ask(addresses), shown_on)


def test_midnight_makes_new_tags(paper, clock):
    addresses = addresses_of(paper)
    before = ask(addresses)

    clock.move_to(NOW + timedelta(days=1))
    assert_tags_tell("midnight", before, ask(addresses), {"front", "section", "search"})

    clock.move_to(NOW + timedelta(days=400))
    assert_tags_tell("a year later", before, ask(addresses), {"article"})


def test_what_is_known_costs_one_question_and_no_page(paper, client, monkeypatch):
    addresses = addresses_of(paper)
    tags = {kind: page[2] for kind, page in ask(addresses).items()}
    monkeypatch.setattr("django.template.loader.get_template", None)

    for kind, address in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address, headers={"If-None-Match": tags[kind]})
        assert (answer.status_code, answer.content) == (304, b""), kind
        assert len(queries) == (0 if kind == "robots" else 1), kind


def test_a_comment_elsewhere_leaves_an_articles_page_as_it_was(paper):
    elsewhere = make_edition(at=PUBLISHED_AT - timedelta(days=60)).article
    assert (elsewhere.pk - story(paper).pk) % 64, "they would share a scope"
    addresses = {kind: addresses_of(paper)[kind] for kind in ("article", "comment")}
    before = ask(addresses)

    post_comment(article=elsewhere, nickname="Anna", text="Hello", submission_id=uuid4(), now=NOW)

    assert ask(addresses) == before
