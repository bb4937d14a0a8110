"""Three versions of an article side by side: as it was opened, as it was typed, as it was saved since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from articles.admin.form_data import offers_rows, row_identity, set_rows, typed_snapshot
from articles.comparing import ROWS, Names, Snapshot, compare_versions, field_of
from articles.differences import blocks_as_html
from articles.editing import FIELDS
from articles.merging import MergedField, merge_versions
from articles.models import Article, Revision

MINE, THEIRS, MERGED = "mine", "theirs", "merged"
SHOWN = "shown_version"


@dataclass(frozen=True)
class Choice:
    """One of the versions that a field may get, with what it changes of the text as it was opened."""

    value: str
    label: str
    change: SafeString
    is_chosen: bool


@dataclass(frozen=True)
class Conflict:
    """A field that stands in two versions, and the choices that its editor has."""

    name: str
    label: str
    choices: Sequence[Choice]
    conflicts: int


@dataclass(frozen=True)
class NewerText:
    """What was saved since the form was opened, and where it differs from the form."""

    revision: Revision
    opened_version: int
    fields: Sequence[Conflict]


def newer_text(article: Article, data: QueryDict) -> NewerText | None:
    """Compare a form with what is stored now; None for an article whose versions are not kept yet."""
    latest = (
        article.revisions.select_related("created_by").order_by("-number").defer("note").first()
    )
    if latest is None:
        return None
    merged = merged_fields(article, data, latest.snapshot)
    names = Names(
        {field.name: value}
        for field in merged
        for value in (field.base, field.mine, field.theirs, field.merged)
    )
    opened = data.get("opened_version", "")
    return NewerText(
        latest,
        int(opened) if opened.isdecimal() else 0,
        [
            Conflict(
                field_of(field.name), field.label, list(_choices(field, names)), field.conflicts
            )
            for field in merged
        ],
    )


def merged_fields(article: Article, data: QueryDict, theirs: Snapshot) -> list[MergedField]:
    """The fields in which a form and a saved version differ, seen from what was opened."""
    opened = data.get("opened_version", "")
    base = article.revisions.filter(number=int(opened)).first() if opened.isdecimal() else None
    mine = typed_snapshot(data, theirs)
    return merge_versions(base.snapshot if base else {}, mine, theirs, identity=row_identity)


def with_choices(article: Article, posted: QueryDict) -> tuple[QueryDict, bool]:
    """The form as its editor put it together from both versions, as one of the newer version.

    A field about which nothing was chosen stays as typed. The second value says whether it leaves out
    something that was typed.
    """
    shown = posted.get(SHOWN, "")
    theirs = article.revisions.filter(number=int(shown)).first() if shown.isdecimal() else None
    data = posted.copy()
    for name in [name for name in data if name.startswith("choice-")]:
        del data[name]
    if theirs is None:
        return data, False
    leaves_out = False
    for field in merged_fields(article, posted, theirs.snapshot):
        choice = posted.get(f"choice-{field_of(field.name)}", MINE)
        leaves_out |= choice == THEIRS and not field.is_theirs_alone
        _take(data, article, field, choice)
    data["opened_version"] = str(theirs.number)
    return data, leaves_out


def _take(data: QueryDict, article: Article, field: MergedField, choice: str) -> None:
    """Put the chosen version of a field into the form."""
    merged = field.mine if field.merged is None else field.merged
    value: Any = {THEIRS: field.theirs, MERGED: merged}.get(choice, field.mine)
    if field.name in ROWS:
        if offers_rows(data, field.name):
            set_rows(data, field.name, value or [], article)
    elif field.name in FIELDS and field_of(field.name) in data and choice != MINE:
        data[field_of(field.name)] = "" if value is None else str(value)


def _choices(field: MergedField, names: Names) -> Iterator[Choice]:
    """The best comes first and is chosen: what both changed, else what only one of them changed."""
    offered = [(MINE, "Yours", field.mine), (THEIRS, "The saved one", field.theirs)]
    if field.is_theirs_alone:
        offered.reverse()
    if field.merged is not None:
        offered.insert(0, (MERGED, "Both together", field.merged))
    for place, (value, label, version) in enumerate(offered):
        differences = compare_versions({field.name: field.base}, {field.name: version}, names)
        change = blocks_as_html(block for one in differences for block in one.blocks)
        yield Choice(value, label, change, is_chosen=place == 0)


def as_lines(html: str) -> str:
    """Text without its marks, a paragraph a line, a footnote in brackets where it stands."""
    for end in ("</p>", "</h2>", "</h3>", "</li>", "<br>", "</blockquote>", "</figcaption>"):
        html = html.replace(end, f"{end}\n\n")
    html = html.replace('<small class="footnote">', " [").replace("</small>", "]")
    return unescape(strip_tags(html)).strip()
