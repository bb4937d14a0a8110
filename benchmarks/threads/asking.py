"""What the pages of a thread ask the database, told by auto_explain as they are answered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client

from articles.models import Edition
from benchmarks.wrong import WrongAnswer
from comments.models import Comment
from comments.orders import Order
from comments.reading import shown_comment

TOLD = re.compile(r"duration: ([0-9.]+) ms\s+plan:\n(.*)", re.DOTALL)
# What a page is known by is asked before it, of every page; the rest is what the thread costs.
VALIDATOR = "articles_publicversion"
EXPLAIN_YOURSELF = """
LOAD 'auto_explain';
SET auto_explain.log_min_duration = 0;
SET auto_explain.log_analyze = on;
SET auto_explain.log_timing = off;
SET client_min_messages = log;
"""


@dataclass
class Asked:
    """One answer: its bytes, those of its comments, and the milliseconds of each query of comments."""

    path: str
    length: int
    thread_length: int
    queries: list[float] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        return sum(self.queries)


class Watch:
    """Asks for pages over the connection of this thread, and keeps what the database tells."""

    def __init__(self) -> None:
        self._told: list[str] = []
        site = urlsplit(settings.SITE_URL)
        self._client = Client(headers={"host": site.netloc})
        connection.ensure_connection()
        raw: Any = connection.connection
        raw.add_notice_handler(lambda one: self._told.append(one.message_primary or ""))
        with connection.cursor() as cursor:
            cursor.execute(EXPLAIN_YOURSELF)

    def ask(self, path: str) -> Asked:
        """A page, which has to be there."""
        self._client.get(path)
        self._finish()
        self._told.clear()
        response = self._client.get(path)
        if response.status_code not in {200, 410}:
            raise WrongAnswer(f"{response.status_code} for {path}")
        self._finish()
        page = response.content
        start, end = page.find(b'<section class="thread"'), page.rfind(b"</section>")
        thread = len(page[start:end]) if start >= 0 else 0
        return Asked(path, len(page), thread, list(self._times()))

    def _finish(self) -> None:
        """The plan of the last statement is told when the next one begins."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT 'nothing'")

    def _times(self) -> Iterator[float]:
        for text in self._told:
            found = TOLD.search(text)
            if found and VALIDATOR not in found[2] and "comments_" in found[2]:
                yield float(found[1])


def paths(article_id: int, *, places: int) -> dict[str, list[str]]:
    """The addresses of each kind of page: the first ones, and many from everywhere in the thread."""
    random = Random("pages")  # noqa: S311 -- no secret
    story = Edition.objects.filter(article=article_id).order_by("-number")[0].path
    thread = f"/comments/on/{article_id}/"
    comments = Comment.objects.filter(thread=article_id).order_by("id")
    heads = list(comments.filter(parent=None, state="published").values_list("pk", flat=True))
    picked = list(comments.filter(picked_at__isnull=False).values_list("pk", flat=True))
    replies = list(comments.published().exclude(parent=None).values_list("pk", flat=True))
    found = {"article": [story], "feed": [f"{thread}feed.xml"]}
    for order in Order:
        first = f"{thread}?order={order.value}"
        found[f"{order.value}, first"] = [first]
        among = picked if order is Order.PICKS else heads
        found[f"{order.value}, anywhere"] = [
            f"{first}&{side}={order.place_of(shown_comment(comments.get(pk=key)))}"
            for key in random.sample(among, min(places, len(among)))
            for side in ("after", "before")
        ]
    for kind, keys in (("conversation", heads), ("reply", replies)):
        found[f"permalink, {kind}"] = [
            f"/comments/{key}/" for key in random.sample(keys, min(places, len(keys)))
        ]
    latest = random.sample(heads[-1000:], min(places, len(heads[-1000:])))
    seen = [shown_comment(comments.get(pk=key)) for key in latest]
    found["since"] = [f"{thread}since/{Order.NEWEST.place_of(one)}/" for one in seen]
    return found
