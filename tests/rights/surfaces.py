"""Every place where something can be done with an article, and the right that it takes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from articles.admin.steps import STEPS
from articles.admin.windows import new_token
from articles.embargoes import set_embargo
from articles.models import Article, Edition, Revision
from articles.publishing import update
from newsportal.accounts.roles import Role
from tests.articles.admin.pages import typed_in
from tests.makers import make_image, make_person, make_staff
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
    """A request: a write if there is something `sent`; else it shows the headline, or must not.

    `done_in` are the states in which it does its act for whoever has the right, and for nobody else;
    `prepare` brings about what the act needs beyond the state.
    """

    name: str
    right: str
    address: Callable[[Newsroom], str]
    sent: Callable[[Newsroom], Fields] | None = None
    states: frozenset[str] = field(default=ALL_STATES)
    done_in: frozenset[str] | None = None
    prepare: Callable[[Newsroom], object] | None = None

    def is_possible(self, room: Newsroom) -> bool:
        """Whether somebody with the right does the act, which leaves its row in the record."""
        # What somebody else has submitted can't be taken back.
        is_theirs = self.name != "take_back" or room.article.created_by == room.user
        return self.done_in is not None and room.state in self.done_in and is_theirs


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


def _framed(room: Newsroom) -> str:
    return reverse("admin:articles_article_preview_page", args=[room.article.pk, 1])


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
    "correction": "2",
    "reason": "A reason",
    "at_0": f"{timezone.now().year + 1}-01-01",
    "at_1": "12:00",
    "until_0": f"{timezone.now().year + 1}-01-01",
    "until_1": "12:00",
    "due_at_0": "",
    "due_at_1": "",
}


SHARED: Fields = {"version": "1", "note": "Dr Weiss", "hours": "1"}


def _reading() -> Iterator[Surface]:
    form = _at("articles_article_change", _article)
    yield Surface("form", "article.view", form)
    yield Surface("history", "article.view", _at("articles_article_history", _article))
    yield Surface("preview", "article.view", _at("articles_article_preview", _article))
    yield Surface("framed preview", "article.view", _framed)
    yield Surface("preview links", "article.share", _at("articles_article_share", _article))
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
    yield Surface("restore", "article.change", restoring, _version)
    keeping = _at("articles_article_unsaved")
    yield Surface("unsaved text", "article.change", keeping, _unsaved)
    # The database keeps articles that have editions.
    delete = _at("articles_article_delete", _article)
    share = _at("articles_article_share", _article)
    yield Surface("share", "article.share", share, lambda room: SHARED)
    yield Surface("delete", "article.delete", delete, _confirmed, done_in=ALL_STATES - HAS_EDITIONS)
    yield from _steps()
    for step in STEPS:
        if not step.button:
            continue
        button = _typed(headline="Other words", **{f"_step_{step.name}": ""})
        yield Surface(f"button {step.name}", step.right, form, button)


def _steps() -> Iterator[Surface]:
    for step in STEPS:
        yield _step(step.name, step.name, step.right, prepare=PREPARED.get(step.name))
    yield _step("correction", "update", "article.correct", kind="correction")


def _step(
    name: str,
    page: str,
    right: str,
    *,
    prepare: Callable[[Newsroom], object] | None = None,
    **typed: Any,
) -> Surface:
    """A step's page, opened, filled in and confirmed; by who can't open it, sent all the same."""
    address = _at(f"articles_article_{page}", _article)

    def sent(room: Newsroom) -> Fields:
        opened = room.browser.get(address(room))
        form = typed_in(opened) if opened.status_code == 200 else {"version": room.article.version}
        return form | STEP_FIELDS | typed

    return Surface(name, right, address, sent, done_in=DONE_IN[name], prepare=prepare)


def _embargo(room: Newsroom) -> None:
    until = timezone.now() + timedelta(days=1)
    set_embargo(room.article, by=make_staff(Role.CHIEF_EDITOR), until=until)


def _correct(room: Newsroom) -> None:
    update(room.article, by=None, kind="correction", note="It was 31.")


# Lifting needs an embargo, and other words need a correction.
PREPARED = {"lift": _embargo, "reword": _correct}
_UNSEEN = frozenset({"draft", "submitted", "approved", "withdrawn"})
_LIVE, _PLANNED = frozenset({"live"}), frozenset({"scheduled"})
# In which states of an article each step is taken; in the others it is refused.
DONE_IN = {
    "publish": _UNSEEN,
    # Of a live article it is the hour of its changes.
    "schedule": _UNSEEN | _LIVE,
    "update": _LIVE,
    "correction": _LIVE,
    "reword": _LIVE,
    "withdraw": _LIVE,
    "reschedule": _PLANNED,
    "cancel": _PLANNED,
    "submit": ALL_STATES - {"submitted", "approved"},
    "take_back": frozenset({"submitted"}),
    "approve": frozenset({"submitted"}),
    "return": frozenset({"submitted", "approved"}),
    "embargo": _UNSEEN | _LIVE,
    "lift": _UNSEEN | _LIVE,
}


def _unsaved(room: Newsroom) -> Fields:
    token = new_token(room.user, room.article)
    return unchanged(room.article) | {"headline": "Other", "window": token, "state": "typed"}


def _version(room: Newsroom) -> Fields:
    return {"version": room.article.version}


def _confirmed(room: Newsroom) -> Fields:
    return {"post": "yes"}


def _commenting() -> Iterator[Surface]:
    decide = _at("comments_comment_decide", lambda room: "hide")
    thread = _at("comments_thread_change", _article)
    comment = _at("comments_comment_change", lambda room: room.comment.pk)
    listed = _at("comments_comment_changelist")
    for name, address in (("comment", comment), ("comments", listed)):
        yield Surface(name, "comment.view", address, states=PUBLISHED)
    moderate = "comment.moderate"
    public: Any = {"states": PUBLISHED, "done_in": PUBLISHED}
    yield Surface("decide", moderate, decide, _hidden, **public)
    pick = _at("comments_comment_pick", lambda room: room.comment.pk)
    yield Surface("pick", "comment.pick", pick, _confirmed, **public)
    yield Surface("decide several", moderate, listed, _action, **public)
    yield Surface("thread", "thread.view", thread, states=PUBLISHED)
    yield Surface("close", "thread.change", thread, lambda room: CLOSED, **public)


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
