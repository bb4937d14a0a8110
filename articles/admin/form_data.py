"""An article's form as a version of its text, and a version as the form that would send it.

What is typed is read as it stands, valid or not: it may have come from a browser that has crashed since.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import QueryDict

from articles.admin.rows import ABSOLUTE_MAX
from articles.comparing import ROWS, Snapshot, field_of
from articles.editing import FIELDS, snapshot
from articles.models import Article
from articles.sanitising import clean_body

ONE_LINE = frozenset({"headline", "slug", "standfirst", "dateline", "picture_caption"})
# The fields of a row, those in which somebody types first: a new row without them says nothing.
TYPED = {
    "bylines": ("person",),
    "mentions": ("phrase", "people", "organisations", "note"),
    "sources": ("title", "publisher", "url"),
}
CHOSEN = {"bylines": ("role",), "mentions": ("salience", "certainty"), "sources": ()}
KEYS = frozenset({"person"})
LISTS_OF_KEYS = frozenset({"people", "organisations"})


def typed_snapshot(data: QueryDict, stored: Snapshot) -> Snapshot:
    """What a form says, in the shape of a revision; what it does not offer stays as it is stored."""
    typed = {name: _typed(data, name, stored) for name in FIELDS}
    typed["slug"] = typed["slug"] or stored.get("slug", "")
    return typed | {
        prefix: list(_rows(data, prefix)) if offers_rows(data, prefix) else stored.get(prefix, [])
        for prefix in ROWS
    }


def offers_rows(data: QueryDict, prefix: str) -> bool:
    """Whether the form lets its editor change these rows: those that are only read have no fields."""
    if f"{prefix}-TOTAL_FORMS" not in data:
        return False
    numbers = _numbers(data, prefix)
    return not numbers or any(f"{prefix}-{number}-position" in data for number in numbers)


def form_data(version: Snapshot, article: Article) -> QueryDict:
    """The form as it would be sent to make the stored article say what a version says.

    Rows that are stored and not in the version are marked for deletion.
    """
    data = QueryDict(mutable=True)
    for name in FIELDS:
        value = version.get(name)
        data[field_of(name)] = "" if value is None else str(value)
    for prefix in ROWS:
        set_rows(data, prefix, version.get(prefix) or [], article)
    return data


def set_rows(data: QueryDict, prefix: str, wanted: list[dict[str, Any]], article: Article) -> None:
    """Replace the rows of a form; those that the article has already keep their keys."""
    for name in [name for name in data if name.startswith(f"{prefix}-")]:
        del data[name]
    keys = list(getattr(article, prefix).order_by("position", "pk").values_list("pk", flat=True))
    stored = snapshot(article)[prefix] if keys else []
    places = _places(stored, wanted, prefix)
    new = [place for place in range(len(wanted)) if place not in places]
    data[f"{prefix}-INITIAL_FORMS"] = str(len(keys))
    data[f"{prefix}-TOTAL_FORMS"] = str(len(keys) + len(new))
    for number, place in enumerate([*places, *new]):
        row = f"{prefix}-{number}"
        if number < len(keys):
            data[f"{row}-id"] = str(keys[number])
        if place is None:
            data[f"{row}-DELETE"] = "on"
        shown = stored[number] if place is None else wanted[place]
        data[f"{row}-position"] = str(number if place is None else place)
        for name in (*TYPED[prefix], *CHOSEN[prefix]):
            value = shown[name]
            data.setlist(
                f"{row}-{name}",
                [str(one) for one in (value if isinstance(value, list) else [value])],
            )


def _places(
    stored: list[dict[str, Any]], wanted: list[dict[str, Any]], prefix: str
) -> list[int | None]:
    """For each stored row its place among the wanted: first the same row, then one that it became."""
    places: list[int | None] = [None] * len(stored)
    for says_same in (lambda one, other: one == other, _same_identity(prefix)):
        for number, row in enumerate(stored):
            if places[number] is None:
                free = (
                    i for i, one in enumerate(wanted) if i not in places and says_same(row, one)
                )
                places[number] = next(free, None)
    return places


def _same_identity(prefix: str) -> Any:
    return lambda one, other: row_identity(prefix, one) == row_identity(prefix, other)


def row_identity(prefix: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes two versions of a row the same row: whom or what it names."""
    if prefix == "bylines":
        return row["person"], row["role"]
    if prefix == "sources":
        return row["title"], row["url"]
    return row["phrase"] or (*row["people"], 0, *row["organisations"])


def _typed(data: QueryDict, name: str, stored: Snapshot) -> Any:
    field = field_of(name)
    if field not in data:
        return stored.get(name)
    value = data.get(field, "")
    if name == "body":
        return clean_body(value)
    if name in ONE_LINE:
        return " ".join(value.split())
    return _key(value)


def _rows(data: QueryDict, prefix: str) -> Iterator[dict[str, Any]]:
    """The rows in the order of their positions, without those that are deleted or still empty."""
    rows = []
    for number in _numbers(data, prefix):
        row = f"{prefix}-{number}"
        if data.get(f"{row}-DELETE"):
            continue
        said = {name: _value(data, row, name) for name in (*TYPED[prefix], *CHOSEN[prefix])}
        if any(said[name] for name in TYPED[prefix]):
            position = data.get(f"{row}-position", "")
            rows.append((int(position) if position.isdecimal() else 0, said))
    yield from (said for _, said in sorted(rows, key=lambda one: one[0]))


def _value(data: QueryDict, row: str, name: str) -> Any:
    if name in LISTS_OF_KEYS:
        keys = {_key(value) for value in data.getlist(f"{row}-{name}")}
        return sorted(keys - {None}, key=str if any(isinstance(k, str) for k in keys) else None)
    value = data.get(f"{row}-{name}", "").strip()
    return _key(value) if name in KEYS else value


def _numbers(data: QueryDict, prefix: str) -> range:
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    return range(min(int(total), ABSOLUTE_MAX) if total.isdecimal() else 0)


def _key(value: str) -> int | str | None:
    """A chosen row's key; what is no number stays as it came, since it was typed by somebody."""
    return int(value) if value.isdecimal() else value or None
