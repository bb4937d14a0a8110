"""Every place where something can be done with an article, and the right that it takes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone

from articles.admin.steps import STEPS
from articles.admin.windows import new_token
from articles.models import Article, Edition, Revision
from tests.makers import make_image, make_person
from tests.rights.table import STATES
from tests.rights.world import Newsroom

type Fields = dict[str, Any]
ALL_STATES = frozenset(STATES)
PUBLISHED = frozenset({"live", "withdrawn"})
HAS_EDITIONS = PUBLISHED | {"scheduled"}
# The rows below the form, none of which is sent.
NO_ROWS = {
    f"{prefix}-{what}_FORMS": "0"
    for prefix in ("bylines", "mentions", "sources", "thread")
    for what in ("TOTAL", "INITIAL")
}


@dataclass(frozen=True)
class Surface:
    """A request: a write if there is something `sent`; else it shows the headline, or must not."""

    name: str
    right: str
    address: Callable[[Newsroom], str]
    sent: Callable[[Newsroom], Fields] | None = None
    states: frozenset[str] = field(default=ALL_STATES)


def _at(
    view: str, key: Callable[[Newsroom], Any] | None = None, *further: Any
) -> Callable[[Newsroom], str]:
    return lambda room: reverse(f"admin:{view}", args=[key(room), *further] if key else [])


def _article(room: Newsroom) -> int:
    return room.article.pk


def _list(model: str, query: str) -> Callable[[Newsroom], str]:
    address = _at(f"articles_{model}_changelist")
    return lambda room: f"{address(room)}?{query}"


def _chooser(room: Newsroom) -> str:
    asked = "term=like+no+other&app_label=articles&model_name=redirect&field_name=article"
    return f"{reverse('admin:autocomplete')}?{asked}"


def _picture(room: Newsroom) -> str:
    image = make_image()
    Article.objects.filter(pk=room.article.pk).update(picture=image)
    return reverse("admin:articles_image_change", args=[image.pk])


def unchanged(article: Article) -> Fields:
    """The article's form as it was opened, from whoever could open it."""
    names = ("headline", "slug", "standfirst", "dateline", "body", "picture_caption")
    return {
        **{name: getattr(article, name) for name in names},
        "section": article.section_id,
        "picture": article.picture_id or "",
        "opened_version": article.version,
        **NO_ROWS,
        "_continue": "",
    }


def _typed(**changed: Any) -> Callable[[Newsroom], Fields]:
    return lambda room: unchanged(room.article) | changed


def _row(prefix: str, fields: Callable[[], Fields]) -> Callable[[Newsroom], Fields]:
    def sent(room: Newsroom) -> Fields:
        row = {f"{prefix}-0-{name}": value for name, value in fields().items()}
        return unchanged(room.article) | row | {f"{prefix}-TOTAL_FORMS": "1"}

    return sent


ROWS: dict[str, Callable[[], Fields]] = {
    "bylines": lambda: {"person": make_person().pk, "role": "by", "position": 0},
    "mentions": lambda: {
        "people": [make_person().pk],
        "salience": "about",
        "certainty": "confirmed",
        "position": 0,
    },
    "sources": lambda: {"title": "A report", "publisher": "", "url": "", "position": 0},
}
STEP_FIELDS: Fields = {
    "when": "now",
    "kind": "update",
    "note": "A note",
    "reason": "A reason",
    "at_0": f"{timezone.now().year + 1}-01-01",
    "at_1": "12:00",
    "until_0": f"{timezone.now().year + 1}-01-01",
    "until_1": "12:00",
    "due_at_0": "",
    "due_at_1": "",
}


def _reading() -> Iterator[Surface]:
    form = _at("articles_article_change", _article)
    yield Surface("form", "article.view", form)
    yield Surface("history", "article.view", _at("articles_article_history", _article))
    yield Surface("list", "article.view", _list("article", ""))
    yield Surface("search", "article.view", _list("article", "q=like+no+other"))
    yield Surface("chooser", "article.view", _chooser)
    yield Surface("picture's uses", "article.view", _picture)
    revision = _at("articles_revision_change", lambda room: _first(Revision, room))
    yield Surface("revisions", "revision.view", _list("revision", "q=like+no+other"))
    yield Surface("revision", "revision.view", revision)
    yield Surface("comparison", "revision.view", _at("articles_article_compare", _article))
    edition = _at("articles_edition_change", lambda room: _first(Edition, room))
    yield Surface("editions", "edition.view", _list("edition", ""), states=HAS_EDITIONS)
    yield Surface("edition", "edition.view", edition, states=HAS_EDITIONS)


def _first(model: Any, room: Newsroom) -> int:
    return int(model.objects.filter(article=room.article).values_list("pk", flat=True)[0])


def _writing() -> Iterator[Surface]:
    form = _at("articles_article_change", _article)
    for name in ("headline", "standfirst", "dateline"):
        yield Surface(name, f"article.{name}", form, _typed(**{name: "Other words"}))
    yield Surface("body", "article.body", form, _typed(body="<p>Other words</p>"))
    yield Surface("slug", "article.slug", form, _typed(slug="as-it-is"))
    for name in ("status", "version", "created_by", "starts_at"):
        yield Surface(name, f"article.{name}", form, _typed(**{name: "9"}))
    for name, row in ROWS.items():
        yield Surface(name, f"article.{name}", form, _row(name, row))
    restoring = _at("articles_article_restore", _article, 1)
    yield Surface("restore", "article.change", restoring, lambda room: {"version": 1})
    keeping = _at("articles_article_unsaved")
    yield Surface("unsaved text", "article.change", keeping, _unsaved)
    yield Surface("delete", "article.delete", _at("articles_article_delete", _article), _confirmed)
    for step in STEPS:
        address = _at(f"articles_article_{step.name}", _article)
        yield Surface(step.name, step.right, address, _step_fields)
        if not step.button:
            continue
        button = _typed(headline="Other words", **{f"_step_{step.name}": ""})
        yield Surface(f"button {step.name}", step.right, form, button)


def _step_fields(room: Newsroom) -> Fields:
    """What is typed on a step's page, after looking at the article as it is."""
    return STEP_FIELDS | {"version": 1, "hand_over": room.article.hand_overs.count()}


def _unsaved(room: Newsroom) -> Fields:
    token = new_token(room.user, room.article)
    return unchanged(room.article) | {"headline": "Other", "window": token, "state": "typed"}


def _confirmed(room: Newsroom) -> Fields:
    return {"post": "yes"}


def _commenting() -> Iterator[Surface]:
    decide = _at("comments_comment_decide", lambda room: "hide")
    thread = _at("comments_thread_change", _article)
    comment = _at("comments_comment_change", lambda room: room.comment.pk)
    listed = _at("comments_comment_changelist")
    for name, address in (("comment", comment), ("comments", listed)):
        yield Surface(name, "comment.view", address, states=PUBLISHED)
    yield Surface("decide", "comment.moderate", decide, _hidden, states=PUBLISHED)
    yield Surface("decide several", "comment.moderate", listed, _action, states=PUBLISHED)
    yield Surface("thread", "thread.view", thread, states=PUBLISHED)
    yield Surface("close", "thread.change", thread, lambda room: CLOSED, states=PUBLISHED)


CLOSED = {
    "mode": "closed",
    "opens_at_0": "",
    "opens_at_1": "",
    "closes_at_0": "",
    "closes_at_1": "",
}


def _hidden(room: Newsroom) -> Fields:
    return {"comment": f"{room.comment.pk}:{room.comment.revision_number}"}


def _action(room: Newsroom) -> Fields:
    return {"action": "hide", "_selected_action": [room.comment.pk]}


SURFACES = [*_reading(), *_writing(), *_commenting()]
