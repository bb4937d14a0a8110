"""Whatever the newsroom does, `?at=` shows what readers were served at that moment.

Random acts happen while a clock is moved. After each of them the pages are read as on any day; in the end
they are asked for once more, as they were. What was withdrawn in between is the only difference.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import html

from articles.models import Article, Placement, Section
from articles.past import WITHDRAWN_SINCE
from articles.publishing import PublishingRefused, correct, publish, schedule, update, withdraw
from tests.makers import PUBLISHED_AT, make_article, make_section

pytestmark = pytest.mark.django_db

ACTS = ("publish", "minor", "update", "correct", "withdraw", "move", "plan", "place", "replace")
STORIES = 4
LATER = timedelta(days=3)
FEW = settings(
    max_examples=15,
    deadline=None,
    # To shorten an example takes minutes; it is short enough to be read.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

type Served = dict[str, Any]


class Newsroom:
    """Four stories in two sections, and when each was withdrawn."""

    def __init__(self) -> None:
        self.sections = [make_section(name=name, slug=name.lower()) for name in ("One", "Two")]
        self.stories = [
            make_article(section=self.sections[number % 2], headline=f"Story {number}: 0")
            for number in range(STORIES)
        ]
        self.withdrawn: dict[int, list[datetime]] = {number: [] for number in range(STORIES)}

    def act(self, act: str, number: int, now: datetime) -> None:
        """Do something with a story; what the rules refuse did not happen."""
        with transaction.atomic():
            article = Article.objects.get(pk=self.stories[number].pk)
            with suppress(PublishingRefused), transaction.atomic():
                getattr(self, act)(article, number, now)

    def _rewrite(self, article: Article) -> None:
        title, _, count = article.headline.partition(": ")
        article.headline = f"{title}: {int(count) + 1}"
        article.save()

    def publish(self, article: Article, number: int, now: datetime) -> None:
        self._rewrite(article)
        publish(article, by=None)

    def minor(self, article: Article, number: int, now: datetime) -> None:
        self._rewrite(article)
        update(article, by=None, kind="minor")

    def update(self, article: Article, number: int, now: datetime) -> None:
        self._rewrite(article)
        update(article, by=None)

    def correct(self, article: Article, number: int, now: datetime) -> None:
        self._rewrite(article)
        correct(article, by=None, note=f"Until {now:%H:%M} it was wrong.")

    def withdraw(self, article: Article, number: int, now: datetime) -> None:
        withdraw(article, by=None, reason="Not true.")
        self.withdrawn[number].append(now)

    def move(self, article: Article, number: int, now: datetime) -> None:
        self._rewrite(article)
        article.slug = f"{article.slug}-again"[-50:].strip("-")
        article.section = self.sections[(number + 1) % 2]
        article.save()
        update(article, by=None)

    def plan(self, article: Article, number: int, now: datetime) -> None:
        self._rewrite(article)
        schedule(article, by=None, at=now + timedelta(minutes=7))

    def place(self, article: Article, number: int, now: datetime) -> None:
        self._end_placements(now)
        for section in (None, *self.sections):
            Placement.objects.create(section=section, slot=1, article=article, starts_at=now)

    def replace(self, article: Article, number: int, now: datetime) -> None:
        self._end_placements(now)

    def _end_placements(self, now: datetime) -> None:
        standing = Placement.objects.filter(ends_at__isnull=True)
        standing.filter(starts_at=now).delete()
        standing.update(ends_at=now)

    def is_withdrawn_since(self, headline: str, at: datetime) -> bool:
        """Whether the story with that headline was withdrawn after readers had seen it."""
        number = int(headline.removeprefix("Story ").partition(":")[0])
        return any(moment > at for moment in self.withdrawn[number])


def read(client: Client, sections: list[Section], at: datetime | None = None) -> Served:
    """What readers get: the stories of each front in their order, and each story's own page."""
    query = {"at": at.strftime("%Y-%m-%dT%H:%M:%SZ")} if at else {}
    fronts = {"/": _front(client.get("/", query))}
    for section in sections:
        fronts[section.url] = _front(client.get(section.url, query))
    return fronts


def _front(answer: Any) -> list[tuple[str, str, str]]:
    """Headline, address and look of each card; none where there is no page."""
    if answer.status_code != 200:
        return []
    cards = html.fromstring(answer.content).cssselect("main .card")
    return [_card(card) for card in cards]


def _card(card: Any) -> tuple[str, str, str]:
    (headline,) = card.cssselect(".card__headline")
    link = headline.find("a")
    path = "" if link is None else link.get("href").partition("?")[0]
    return headline.text_content(), path, card.get("class")


def story_of(client: Client, path: str, at: datetime | None = None) -> tuple[int, str]:
    """The status of a story's page and its own text, without comments and what else there is to read."""
    query = {"at": at.strftime("%Y-%m-%dT%H:%M:%SZ")} if at else {}
    answer = client.get(path, query)
    if answer.status_code != 200:
        return answer.status_code, ""
    article: Any = html.fromstring(answer.content).cssselect("main > article")[0]
    return 200, " ".join(article.text_content().split())


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens inside is undone, so that examples know nothing of each other."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@FEW
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(ACTS), st.integers(0, STORIES - 1), st.integers(1, 30 * 60)),
        min_size=2,
        max_size=14,
    )
)
def test_every_moment_is_shown_as_it_was(acts):
    client = Client()
    with taken_back(), time_machine.travel(PUBLISHED_AT, tick=False) as clock:
        room = Newsroom()
        served = []
        now = PUBLISHED_AT
        for act, number, seconds in (("publish", 0, 60), *acts):
            # Later than what was last read, within its second or not.
            now += timedelta(seconds=1.25)
            clock.move_to(now)
            room.act(act, number, now)
            now = (now + timedelta(seconds=seconds)).replace(microsecond=0)
            clock.move_to(now)
            fronts = read(client, room.sections)
            paths = {path for cards in fronts.values() for _, path, _ in cards}
            served.append((now, fronts, {path: story_of(client, path) for path in paths}))

        clock.move_to(now + LATER)
        for at, fronts, stories in served:
            assert read(client, room.sections, at) == _without_withdrawn(room, fronts, at)
            for path, (status, text) in stories.items():
                headline = next(
                    one for cards in fronts.values() for one, where, _ in cards if where == path
                )
                gone = room.is_withdrawn_since(headline, at)
                assert story_of(client, path, at) == ((410, "") if gone else (status, text))


def _without_withdrawn(room: Newsroom, fronts: Served, at: datetime) -> Served:
    return {
        address: [
            (WITHDRAWN_SINCE, path, look)
            if room.is_withdrawn_since(headline, at)
            else (headline, path, look)
            for headline, path, look in cards
        ]
        for address, cards in fronts.items()
    }
