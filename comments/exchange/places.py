"""Which article a conversation from elsewhere belongs to: by the newsroom's map, by address, by slug."""

import csv
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from articles.models import Article, Edition, Redirect
from comments.exchange.entries import FileUnreadable, Place

# What stands in a map for "bring none of these".
NOTHING = "-"


class Atlas:
    """Finds articles that readers have seen, and remembers nothing of what it was asked."""

    def __init__(self, given: Mapping[str, int | None] | None = None) -> None:
        self.given = given or {}

    def find(self, place: Place) -> int | None:
        """The article's key, or None; raises LeftOutByMap where the map says that none is wanted."""
        for name in (place.address, place.key, *place.names):
            if name in self.given:
                article = self.given[name]
                if article is None:
                    raise LeftOutByMap
                return article
        return article_at(place.address) or _by_slug(place)


class LeftOutByMap(Exception):
    """The newsroom's map says that this conversation stays behind."""


def read_map(path: Path) -> dict[str, int | None]:
    """A file of lines `old,new`: address, id or name there, and address or number of the article here.

    Lines that begin with # are notes. Raises FileUnreadable with the line of the first mistake.
    """
    found: dict[str, int | None] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        try:
            for row in rows:
                if row and not row[0].startswith("#"):
                    old, article = _pair(row, rows.line_num)
                    found[old] = article
        except (csv.Error, UnicodeDecodeError) as error:
            message = f"The map can't be read: {error}. Save it as CSV in UTF-8."
            raise FileUnreadable(rows.line_num, message) from error
    return found


def _pair(row: list[str], line: int) -> tuple[str, int | None]:
    if len(row) != 2 or not all(cell.strip() for cell in row):
        raise FileUnreadable(
            line, "Write two things, with a comma between: old address, new address."
        )
    old, new = (cell.strip() for cell in row)
    if new == NOTHING:
        return old, None
    article = article_named(new)
    if article is None:
        raise FileUnreadable(
            line,
            f"No story that was published here has the address or number “{new}”. Write another, or "
            f"“{NOTHING}” to leave these comments out.",
        )
    return old, article


def article_at(address: str) -> int | None:
    """The article that readers have found at an address, on whatever host, now or earlier."""
    path = _path(address)
    if not path or path == "/":
        return None
    paths = [path, path.removesuffix("/") if path.endswith("/") else f"{path}/"]
    editions = Edition.objects.filter(path__in=paths).order_by("-starts_at", "-pk")
    article = editions.values_list("article_id", flat=True).first()
    if article is not None:
        return article
    redirects = Redirect.objects.filter(path__in=paths, article__editions__isnull=False)
    return redirects.order_by("pk").values_list("article_id", flat=True).first()


def article_named(name: str) -> int | None:
    """The published article with this address, or with this number."""
    if not name.isdecimal():
        return article_at(name)
    return Edition.objects.filter(article=int(name)).values_list("article_id", flat=True).first()


def _by_slug(place: Place) -> int | None:
    """The one published article with this slug; where two have it, neither."""
    slug = place.slug or _path(place.address).rstrip("/").rpartition("/")[2].partition(".")[0]
    if not slug:
        return None
    articles = Article.objects.filter(slug=slug, editions__isnull=False).distinct()
    found = list(articles.order_by("pk").values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def _path(address: str) -> str:
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""
