"""What was withdrawn can't be read again, at whatever moment readers look back."""

from datetime import timedelta

import pytest
import time_machine

from articles.models import Article, Placement
from articles.publishing import LegalOrder, publish, withdraw
from tests.articles.views.paper import make_correction, make_paper
from tests.makers import PUBLISHED_AT, make_article

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOW = PUBLISHED_AT + timedelta(days=2)
AT = "2025-11-22T18:30:00Z"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def paper():
    """A story of 18:00 that is corrected at 20:00."""
    made = make_paper()
    make_correction(made.edition, at=PUBLISHED_AT + 2 * HOUR)
    return made


def text_of(client, address, at=AT):
    answer = client.get(address, {"at": at})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def withdrawn(paper, clock):
    """The story was withdrawn at 21:00."""
    withdraw(
        Article.objects.get(pk=paper.edition.article_id),
        by=None,
        reason="It was not true.",
        at=PUBLISHED_AT + 3 * HOUR,
    )
    return paper


@pytest.mark.parametrize("at", [AT, "2025-11-22T20:30:00Z"])
def test_what_was_withdrawn_can_not_be_read_again(client, withdrawn, at):
    answer = client.get(withdrawn.edition.path, {"at": at})
    assert answer.status_code == 410
    assert "It was not true." in answer.content.decode()
    assert "Charles Babbage" not in answer.content.decode()

    for address in ("/", "/science/"):
        text = text_of(client, address, at)
        assert "This story has been withdrawn since" in text
        assert withdrawn.edition.headline not in text
        assert f'href="{withdrawn.edition.path}?at={at}"' in text


def test_what_an_order_forbids_is_not_even_linked(client, paper):
    order = LegalOrder(authority="District Court", url="https://court.example/7")
    article = Article.objects.get(pk=paper.edition.article_id)
    withdraw(
        article,
        by=None,
        reason="A court forbids it.",
        legal_order=order,
        at=PUBLISHED_AT + 3 * HOUR,
    )

    answer = client.get(paper.edition.path, {"at": AT})
    assert answer.status_code == 451
    assert paper.edition.headline not in answer.content.decode()
    for address in ("/", "/science/"):
        text = text_of(client, address)
        assert "This story has been withdrawn since" in text
        assert paper.edition.headline not in text
        assert paper.edition.path not in text


def test_a_withdrawal_that_is_planned_hides_nothing_yet(client, paper):
    withdraw(
        Article.objects.get(pk=paper.edition.article_id),
        by=None,
        reason="It will not be true.",
        at=NOW + HOUR,
    )

    for kind in ("front", "section", "article"):
        assert paper.edition.headline in text_of(client, paper.addresses[kind])


def test_at_the_second_of_its_withdrawal_a_story_leaves_its_own_past(client, paper, clock):
    article = Article.objects.get(pk=paper.edition.article_id)
    withdraw(article, by=None, reason="It was not true.", at=NOW + HOUR)

    clock.move_to(NOW + HOUR)

    assert client.get(paper.edition.path, {"at": AT}).status_code == 410
    assert paper.edition.headline not in text_of(client, "/")


def test_to_publish_again_gives_nothing_back(client, withdrawn):
    article = Article.objects.get(pk=withdrawn.edition.article_id)
    article.headline = "Said anew"
    article.save()
    again = publish(article, by=None, at=PUBLISHED_AT + 5 * HOUR)

    for at in (AT, "2025-11-22T22:00:00Z"):
        answer = client.get(again.path, {"at": at})
        assert answer.status_code == 410
        assert "It was not true." in answer.content.decode()
    assert "Said anew" in text_of(client, again.path, "2025-11-22T23:00:00Z")
    assert "Said anew" in text_of(client, "/", "2025-11-22T23:00:00Z")
    assert withdrawn.edition.headline not in text_of(client, "/")


def test_a_withdrawn_story_keeps_its_place_among_others(client, withdrawn):
    other = make_article(section=withdrawn.section, headline="Another lead")
    publish(other, by=None, at=PUBLISHED_AT - HOUR)
    for section in (None, withdrawn.section):
        Placement.objects.create(
            section=section,
            slot=1,
            article=withdrawn.edition.article,
            starts_at=PUBLISHED_AT,
        )

    for address in ("/", "/science/"):
        text = text_of(client, address)
        assert text.index("This story has been withdrawn since") < text.index("Another lead")
