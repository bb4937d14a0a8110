"""The pages that are compared: every kind, its first page and one far behind, in a made newspaper.

Where an archive has no page as far behind as another one's, the last that it has is taken. Of some kinds
several are named: the large newspaper's page is the first, and the small one's is one that shows as much.
The best known of a million stories has a page full of them, the best known of a thousand may have not.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from articles.models import Credit, Edition, Organisation, Person, Section, Subject
from articles.paging import Cursor, page_path
from articles.search import MOST_PAGES
from benchmarks.data.plan import BUSY_DAY
from benchmarks.data.words import COMMON, vocabulary
from comments.discussion import page_beside
from comments.models import Comment, Thread

# Rows that are left behind the cursor of a deep page: enough for a whole one.
LEFT = 60
SHORT_THREAD = 7
# How many somebodies of each kind are named.
CHOICE = 30


def addresses(at: datetime) -> dict[str, list[str]]:
    """Kind of page and address, or several addresses from which one is chosen."""
    of_one = _of_stories(at) | _of_comments() | _of_days() | _of_the_record(at) | _of_machines()
    return {kind: [path] for kind, path in of_one.items()} | _of_many() | _of_subjects(at)


def _of_stories(at: datetime) -> dict[str, str]:
    large = Section.objects.order_by("id")[0]
    deep = Edition.objects.visible(at=at).in_section(large).order_by("published_at", "article_id")
    oldest = deep[0]
    return {
        "front": "/",
        "section": large.get_absolute_url(),
        "section, deep": page_path(large.get_absolute_url(), _cursor(deep, "article_id")),
        "article, the oldest": oldest.path,
        "search, a word of most stories": f"/search/?q={COMMON[0]}",
        "search, its last page": f"/search/?q={COMMON[0]}&page={MOST_PAGES}",
        "search, a word of one story": f"/search/?q={oldest.article_id}",
        "search, either of four words": "/search/?q=" + "+or+".join(vocabulary()[10:74:16]),
        "search, a name": f"/search/?q={Person.objects.get(pk=1).name.replace(' ', '+')}",
        "search, nothing found": "/search/?q=zyxwvutsrq",
    }


def _of_comments() -> dict[str, str]:
    threads = Thread.objects.order_by("-visible_count")
    long = threads[0].pk
    short = threads.filter(visible_count=SHORT_THREAD).order_by("-pk")[0].pk
    heads = Comment.objects.filter(thread=long, parent=None).order_by("-created_at", "-id")
    busiest = (
        Comment.objects.filter(root__thread=long)
        .values("root")
        .annotate(replies=Count("pk"))
        .order_by("-replies")[0]["root"]
    )
    replies = Comment.objects.shown().filter(root=busiest).order_by("-created_at", "-id")
    page = reverse("article-comments", args=[long])
    comment = reverse("comment", args=[busiest])
    return {
        "article, 7 comments": _path_of(short),
        "article, the longest thread": _path_of(long),
        "comments, the longest thread": page,
        "comments, deep": page_beside(page, "after", _cursor_of_comment(heads)),
        "comment with many replies": comment,
        "comment with many replies, deep": page_beside(
            comment, "after", _cursor_of_comment(replies)
        ),
        "comment, a reply": reverse("comment", args=[replies[0].pk]),
    }


def _of_many() -> dict[str, list[str]]:
    """The section and the word that few stories have; in a small newspaper they have hardly one.

    And the archive far behind: a page of it lists the days of a year that had stories.
    """
    sections = Section.objects.order_by("-id")
    words = [vocabulary()[2_000], *vocabulary()[10:2_000:50]]
    return {
        "section, rarely used": [section.get_absolute_url() for section in sections],
        "search, a word of few stories": [f"/search/?q={word}" for word in words],
        "archive, deep": [
            f"/archive/?before={year}-{month:02}-01"
            for year in range(BUSY_DAY.year - 8, BUSY_DAY.year)
            for month in range(1, 13)
        ],
    }


def _of_subjects(at: datetime) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    kinds: dict[str, Any] = {"person": Person, "organisation": Organisation}
    for kind, model in kinds.items():
        found |= _of_known(kind, model, at) | _of_register(kind, model)
        rare = Subject.objects.visible(at=at).filter(**{f"{kind}__isnull": False})
        least = rare.order_by(f"-{kind}").values_list(f"{kind}__slug", flat=True)
        found[f"{kind}, little known"] = [reverse(kind, args=[slug]) for slug in least[:CHOICE]]
    writers = Person.objects.filter(pk__in=Credit.objects.order_by("-pk").values("person")[:CHOICE])
    return found | {"person, a writer": [one.get_absolute_url() for one in writers.order_by("pk")]}


def _of_known(kind: str, model: Any, at: datetime) -> dict[str, list[str]]:
    """Pages of the best known; keys are ranks."""
    known = list(model.objects.order_by("pk")[:CHOICE])
    paths = [one.get_absolute_url() for one in known]
    deep = []
    for one in known:
        named = Subject.objects.visible(at=at).filter(**{kind: one}).confirmed()
        cursor = _cursor(named.order_by("published_at", "edition_id"), "edition_id")
        deep.append(page_path(one.get_absolute_url(), cursor))
    return {
        f"{kind}, well known": paths,
        f"{kind}, well known, deep": deep,
        f"feed, {kind}": [f"{path}feed.xml" for path in paths],
    }


def _of_register(kind: str, model: Any) -> dict[str, list[str]]:
    register = reverse("people" if kind == "person" else "organisations")
    last = model.objects.by_name().reverse()[min(LEFT, model.objects.count() - 1)]
    return {
        f"register, {kind}": [register],
        f"register, {kind}, deep": [f"{register}?after={last.slug}"],
    }


def _of_days() -> dict[str, str]:
    day = f"/archive/{BUSY_DAY:%Y/%m/%d}/"
    of_day = Edition.objects.filter(
        published_at__date=BUSY_DAY.date(), number=1, ends_at=None
    ).order_by("published_at", "article_id")
    return {
        "archive": "/archive/",
        "day": day,
        "day, its second page": page_path(day, _cursor(of_day, "article_id", left=30)),
    }


def _of_the_record(at: datetime) -> dict[str, str]:
    """The histories of stories, corrections, and pages as they were a while ago."""
    oldest = Edition.objects.visible(at=at).order_by("published_at", "article_id")[0]
    updated = Edition.objects.visible(at=at).filter(number__gt=1).order_by("-starts_at", "-pk")[0]
    section = Section.objects.order_by("id")[0].get_absolute_url()
    corrections = Edition.objects.filter(kind=Edition.Kind.CORRECTION).order_by("starts_at", "pk")
    behind = corrections[min(LEFT, corrections.count() - 1)]
    then = f"?at={updated.starts_at - timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}"
    return {
        "history": f"{updated.path}history/",
        "history, the oldest": f"{oldest.path}history/",
        "corrections": "/corrections/",
        "corrections, deep": page_path("/corrections/", Cursor(behind.starts_at, behind.pk)),
        "feed, corrections": "/corrections/feed.xml",
        "front, before an update": f"/{then}",
        "section, before an update": f"{section}{then}",
        "article, before an update": f"{updated.path}{then}",
    }


def _of_machines() -> dict[str, str]:
    return {
        "feed": "/feed.xml",
        "feed, section": f"{Section.objects.order_by('id')[0].get_absolute_url()}feed.xml",
        "sitemap": "/sitemap.xml",
        "sitemap of pages": "/sitemap-pages.xml",
        "sitemap of people": "/sitemap-people-1.xml",
        "sitemap of stories": "/sitemap-stories-1.xml",
        "redirect": "/people/former-1/",
        "nothing there": "/world/2020/01/01/nothing/",
    }


def _cursor(oldest_first: QuerySet[Any], key: str, left: int = LEFT) -> Cursor:
    rows = list(oldest_first.values_list("published_at", key)[: left + 1])
    return Cursor(*rows[-1])


def _cursor_of_comment(newest_first: QuerySet[Comment]) -> Cursor:
    last = list(newest_first.values_list("created_at", "pk")[: LEFT + 1])[-1]
    return Cursor(*last)


def _path_of(article: int) -> str:
    return Edition.objects.filter(article=article, ends_at=None)[0].path
