"""One story with a thread that no newsroom would wish for: 50,000 comments, nested twelve deep."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.db.models import Max

from articles.models import Article, Edition, Section
from articles.publishing import correct, publish
from benchmarks.data.words import nicknames, sentences
from comments.counting import recount
from comments.models import Comment, Thread
from comments.rendering import render_text

ROOTS = 0.3  # of all comments
DEEPEST = 12
PICKED = 0.02
CHANGED_AFTER = 0.5  # of all comments
AT_ONCE = 5_000
STATES = ["published"] * 94 + ["removed"] * 2 + ["hidden", "held", "withdrawn", "spam"]


@transaction.atomic
def fill(comments: int, *, at: datetime) -> int:
    """A story published at that instant, with so many comments, one a second; its key."""
    section, _ = Section.objects.get_or_create(slug="world", defaults={"name": "World"})
    article = Article.objects.create(
        section=section, headline="A long day", slug="a-long-day", body="<p>It was long.</p>"
    )
    first = publish(article, by=None, at=at)
    article.refresh_from_db()
    article.headline = "A very long day"
    article.save()
    changed = at + timedelta(seconds=comments * CHANGED_AFTER)
    second = correct(article, by=None, note="The day was longer than we wrote.", at=changed)
    Thread.objects.update_or_create(article=article, defaults={"mode": Thread.Mode.POST_MODERATED})
    made: list[Comment] = []
    for one in _comments(comments, [first, second], at=at):
        made.append(one)
        if len(made) == AT_ONCE:
            Comment.objects.bulk_create(made)
            made.clear()
    Comment.objects.bulk_create(made)
    recount(article.pk)
    return article.pk


def _comments(count: int, editions: list[Edition], *, at: datetime) -> Iterator[Comment]:
    """The comments, whose keys follow those that are there."""
    random = Random("a long thread")  # noqa: S311 -- no secret
    first = (Comment.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    is_root = [place < count * ROOTS for place in range(count)]
    random.shuffle(is_root)
    is_root[0] = True
    roots, depths = [0] * count, [1] * count
    for place in range(count):
        parent = None if is_root[place] else _parent(random, place, depths)
        roots[place] = place if parent is None else roots[parent]
        depths[place] = 1 if parent is None else depths[parent] + 1
        written = at + timedelta(seconds=place + 1)
        state = random.choice(STATES)
        text = " ".join(random.choices(sentences(), k=min(30, int(random.paretovariate(1.0)))))
        is_picked = state == "published" and random.random() < PICKED
        yield Comment(
            pk=first + place,
            thread_id=editions[0].article_id,
            edition=editions[place >= count * CHANGED_AFTER],
            parent_id=None if parent is None else first + parent,
            root_id=None if parent is None else first + roots[place],
            nickname=random.choice(nicknames()),
            text=text,
            body_html=render_text(text),
            state=state,
            state_reason="Off the subject" if state == "removed" else "",
            created_at=written,
            published_at=None if state == "held" else written,
            picked_at=written if is_picked else None,
            edited_at=written if random.random() < 0.05 else None,
            rank=round(max(0.0, random.gauss(0, 0.2)), 3),
        )


def _parent(random: Random, place: int, depths: list[int]) -> int:
    """What a comment answers: rather something recent, and nothing that is too deep already."""
    while True:
        parent = place - min(place, int(random.paretovariate(0.6)))
        if depths[parent] < DEEPEST:
            return parent
