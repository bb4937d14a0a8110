"""The versions of an article that can be compared: every save, what readers see, what is not saved."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.admin.form_data import typed_snapshot
from articles.admin.keeping import form_of
from articles.comparing import Snapshot, latest_snapshot
from articles.models import Article, Revision
from articles.refusals import in_words
from articles.status import live_edition
from articles.unsaved import unsaved_texts
from newsportal.accounts.models import User

WORKING, LIVE, UNSAVED = "working", "live", "unsaved-"
# Of the saves, the latest are offered to be chosen; every other can be asked for by its number.
OFFERED = 100


@dataclass(frozen=True)
class Version:
    """A version by the name that an address uses, and in words. `number` is that of its revision."""

    name: str
    label: str
    snapshot: Snapshot
    number: int | None = None


def find_version(article: Article, user: User, name: str) -> Version | None:
    """The version of that name: a number, `working`, `live`, or `unsaved-` and a key."""
    if name.startswith(UNSAVED):
        return _unsaved(article, user, name)
    revisions = article.revisions.select_related("created_by")
    if name == LIVE:
        edition = live_edition(article)
        revision = revisions.filter(pk=edition.revision_id).first() if edition else None
        words = "What readers see now"
    elif name == WORKING:
        revision, words = revisions.order_by("-number").first(), "The latest version"
    else:
        number = int(name) if name.isdecimal() and len(name) < 9 else 0
        revision, words = revisions.filter(number=number).first(), ""
    if revision is None:
        return None
    label = ": ".join(filter(None, (words, described(revision))))
    return Version(name, label, revision.snapshot, revision.number)


def offered_versions(article: Article) -> Iterator[tuple[str, str]]:
    """Names and labels for a list to choose from: what readers see first, then the latest saves."""
    if live_edition(article):
        yield LIVE, "What readers see now"
    yield WORKING, "The latest version"
    revisions = article.revisions.select_related("created_by").defer("snapshot")
    for revision in revisions.order_by("-number")[:OFFERED]:
        yield str(revision.number), described(revision)


def described(revision: Revision) -> str:
    """A save in a line: its number, when, by whom, and what they noted."""
    by = f" by {revision.created_by}" if revision.created_by else ""
    note = f": {revision.note}" if revision.note else ""
    return f"Version {revision.number}, {in_words(revision.created_at)}{by}{note}"


def _unsaved(article: Article, user: User, name: str) -> Version | None:
    key: Any = name.removeprefix(UNSAVED)
    text = unsaved_texts(user, article.pk).filter(pk=key).first() if key.isdecimal() else None
    if text is None or text.text_at is None:
        return None
    snapshot = typed_snapshot(form_of(text), latest_snapshot(article))
    return Version(name, f"Your unsaved text, {in_words(text.text_at)}", snapshot)
