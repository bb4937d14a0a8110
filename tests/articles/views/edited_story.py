"""A story with an edition of each kind, for the tests of its public history."""

from datetime import timedelta

from lxml import html

from articles.publishing import correct, publish, update
from tests.makers import PUBLISHED_AT, make_article, make_section

HOUR = timedelta(hours=1)
NOW = PUBLISHED_AT + timedelta(days=2)


def make_story_of_four_editions():
    """A story of 18:00 with an edition of each kind, an hour after the other."""
    made = make_article(
        section=make_section(name="Science", slug="science"),
        headline="Engine of 1834",
        slug="engine",
        body="<p>The first words.</p><p>The engine was built in 1834 by Babbage.</p>",
    )
    publish(made, by=None, at=PUBLISHED_AT)
    change(made, at=PUBLISHED_AT + HOUR, kind="minor", headline="Engine of 1834?")
    change(made, at=PUBLISHED_AT + 2 * HOUR, standfirst="It computed.")
    body = "<p>The first words.</p><p>The engine was built in 1833 by Babbage.</p>"
    change(made, at=PUBLISHED_AT + 3 * HOUR, kind="correction", note="It was 1833.", body=body)
    return made


def change(article, *, at, kind="update", note="", **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    if kind == "correction":
        return correct(article, by=None, note=note, at=at)
    return update(article, by=None, kind=kind, at=at)


def path_of(article):
    return article.editions.order_by("-number")[0].path


def ask(client, article, status=200, **query):
    answer = client.get(f"{path_of(article)}history/", query)
    assert answer.status_code == status
    return html.fromstring(answer.content)


def words_of(element):
    return " ".join(element.text_content().split())


def entries_in(page):
    return {entry.get("id"): entry for entry in page.cssselect(".history__entry")}
