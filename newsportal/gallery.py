"""The component gallery: every piece that pages are built of, in every state, on one page.

It is for those who change the face of the paper, so it is served in development only and shows made-up
stories; nothing is read from the database.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.corrections import Correction
from articles.differences import blocks_as_html, compare_bodies, compare_texts, runs_as_html
from articles.history import Difference
from articles.past import Past
from articles.pictures.shown import Picture, Source, Sources
from comments.discussion import OrderLink
from comments.models import Thread
from comments.shown import WrittenBefore
from newsportal.gallery_forms import SpecimenChoice, SpecimenForm
from newsportal.http.addresses import static_path

FIRST_PUBLISHED = datetime(2025, 11, 22, 12, 5, tzinfo=UTC)


class SpecimenSource(Source):
    """One drawing of the portal's own, at any width."""

    @property
    def url(self) -> str:
        """The address of the drawing."""
        return static_path(self.name)


class SpecimenSources(Sources):
    """The drawing in two widths."""

    def all(self) -> tuple[Source, ...]:
        """Both of them."""
        return tuple(SpecimenSource("webp", width, "img/specimen.svg") for width in (480, 960))


SPECIMEN_PICTURE = Picture(
    width=1200,
    height=800,
    alt_text="A range of hills at dawn with two trees before it",
    caption="The hills above the river, drawn for this page.",
    credit="Drawing: the newsroom",
    licence="CC0-1.0",
    focal_x=0.7,
    focal_y=0.5,
    renditions=SpecimenSources(),
)


@dataclass
class SpecimenSection:
    """A section of the paper."""

    name: str = "World"
    slug: str = "world"
    url: str = "/world/"


@dataclass
class SpecimenEdition:
    """A story as its card and its page show it."""

    summary: str = ""
    headline: str = "River towns agree on one warning system for floods"
    standfirst: str = (
        "Nine councils on both banks share gauges, sirens and a telephone number after two springs "
        "of high water."
    )
    section: SpecimenSection = field(default_factory=SpecimenSection)
    picture: Picture | None = SPECIMEN_PICTURE
    published_at: datetime = FIRST_PUBLISHED
    updated_at: datetime | None = None
    bylines: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {
                "label": "By",
                "people": [
                    {"name": "Ada Marlow", "url": "/people/ada-marlow/"},
                    {"name": "Ilya Brandt", "url": "/people/ilya-brandt/"},
                    {"name": "Noor Haddad", "url": ""},
                ],
            },
            {"label": "Photos by", "people": [{"name": "June Okafor", "url": ""}]},
        ]
    )
    article_id: int = 1
    path: str = "/world/2025/11/22/river-towns/"


@dataclass
class SpecimenComment:
    """A comment, a reply, or the mark that a removed one leaves."""

    id: int = 1
    nickname: str = "Mariposa"
    body_html: str = (
        "<p>About time. Our cellar was under water twice before anybody rang.</p>"
        "<p>Who pays for the sirens?</p>"
    )
    created_at: datetime = FIRST_PUBLISHED
    time_is_known: bool = True
    is_tombstone: bool = False
    tombstone_text: str = ""
    parent_nickname: str = ""
    is_namesake: bool = False
    is_picked: bool = False
    edited_at: datetime | None = None
    written_before: WrittenBefore | None = None
    folded_html: str = ""
    replies: list["SpecimenComment"] = field(default_factory=list)
    has_more_replies: bool = False
    recommended: int | None = 12
    url: str = "/comments/1/"
    address: str = ""


@dataclass
class SpecimenDiscussion:
    """A thread with more comments than a page shows."""

    comments: list[SpecimenComment]
    thread: Thread = field(default_factory=lambda: Thread(article_id=1))
    count_label: str = "4 Comments"
    is_shown: bool = True
    is_open: bool = True
    closing_words: str = ""
    form_url: str = "/comments/new/1/"
    more_url: str = "/comments/on/1/?order=oldest&after=2025-11-22T18:00:00Z~1"
    back_url: str = ""
    feed_url: str = "/comments/on/1/feed.xml"
    since_url: str = ""
    count: int = 4
    orders: tuple[OrderLink, ...] = (
        OrderLink("Newest", "/comments/on/1/?order=newest", is_current=False),
        OrderLink("Oldest", "/comments/on/1/?order=oldest", is_current=True),
        OrderLink("Best", "/comments/on/1/?order=best", is_current=False),
        OrderLink("Editors’ picks", "/comments/on/1/?order=picks", is_current=False),
    )


def _subjects() -> list[dict[str, Any]]:
    def candidate(name: str, summary: str = "") -> dict[str, str]:
        return {"name": name, "url": "/people/somebody/", "summary": summary}

    return [
        {
            "anchor": "subject-1",
            "salience": "about",
            "certainty": "confirmed",
            "note": "",
            "candidates": [candidate("Ada Marlow", "Mayor of Overwater since 2019.")],
        },
        {
            "anchor": "subject-2",
            "salience": "mentioned",
            "certainty": "reported",
            "note": "Named by one of the councils; not yet confirmed.",
            "candidates": [candidate("Hydrographic Office", "State body for rivers and coasts.")],
        },
        {
            "anchor": "subject-3",
            "salience": "mentioned",
            "certainty": "disputed",
            "note": "The two accounts of the meeting name different people.",
            "candidates": [candidate("Ilya Brandt"), candidate("Igor Brandt")],
        },
    ]


def _comments() -> list[SpecimenComment]:
    change = WrittenBefore("correction", FIRST_PUBLISHED, "/world/2025/", is_same_day=False)
    reply = SpecimenComment(
        id=2,
        nickname="Habibi",
        body_html="<p>The county.</p>",
        parent_nickname="Mariposa",
        is_picked=True,
        edited_at=FIRST_PUBLISHED,
        written_before=change,
        folded_html="<p>And the towns below, each by its length of the river.</p>",
    )
    removed = SpecimenComment(
        id=3, is_tombstone=True, tombstone_text="Removed by a moderator: it named a private person."
    )
    untimed = SpecimenComment(id=4, nickname="Africa", time_is_known=False, is_namesake=True)
    return [SpecimenComment(replies=[reply, removed]), untimed]


def _corrections() -> list[Correction]:
    """A clarification in other words than the first ones, and a grave correction."""
    return [
        Correction(
            number=3,
            kind="clarification",
            starts_at=datetime(2025, 11, 23, 9, 30, tzinfo=UTC),
            first_told_at=FIRST_PUBLISHED,
            note="The councils share the gauges; each keeps its own sirens.",
            is_grave=False,
        ),
        Correction(
            number=2,
            kind="correction",
            starts_at=FIRST_PUBLISHED,
            first_told_at=None,
            note="An earlier edition said that ten councils agreed.",
            is_grave=True,
        ),
    ]


def _affiliations() -> list[SimpleNamespace]:
    council = SimpleNamespace(name="Overwater Council", url="/organisations/council/")
    return [
        SimpleNamespace(
            role="Mayor",
            organisation=council,
            starts=date(2019, 5, 2),
            ends=None,
            source_url="/sources/council/",
        ),
        SimpleNamespace(
            role="Engineer",
            organisation=None,
            starts=date(2004, 1, 1),
            ends=date(2019, 5, 1),
            source_url="",
        ),
    ]


def _differences() -> list[Difference]:
    """A headline of which a word was changed, and a text of which a paragraph was."""
    blocks = compare_bodies(
        "<p>Nine councils share gauges.</p><p>Who pays is open.</p>",
        "<p>Ten councils share gauges and sirens.</p><h2>Money</h2>",
    )
    return [
        Difference("Headline", runs_as_html(compare_texts("Nine sirens", "Ten sirens"))),
        Difference("Text", blocks_as_html(blocks)),
    ]


def _context() -> dict[str, Any]:
    edition = SpecimenEdition()
    return {
        "edition": edition,
        "updated": SpecimenEdition(updated_at=datetime(2025, 11, 22, 15, 40, tzinfo=UTC)),
        "plain": SpecimenEdition(picture=None),
        "band_editions": [edition, SpecimenEdition(picture=None), SpecimenEdition(picture=None)],
        "section": SpecimenSection(),
        "days": [
            {"date": date(2025, 11, 22), "editions": [edition, SpecimenEdition(picture=None)]}
        ],
        "counts": Counter[int](),
        "image": SPECIMEN_PICTURE,
        "subjects": _subjects(),
        "subheads": [
            {"id": "gauges", "text": "Gauges"},
            {"id": "sirens", "text": "Sirens"},
            {"id": "money", "text": "Who pays"},
        ],
        "corrections": _corrections(),
        "moment_of_the_past": Past(FIRST_PUBLISHED, FIRST_PUBLISHED),
        "differences": _differences(),
        "sources": [
            {"title": "Minutes of the joint meeting", "publisher": "Overwater Council", "url": "/"},
            {"title": "Two residents, interviewed by telephone", "publisher": "", "url": ""},
        ],
        "names": [
            {"name": "Ada Marlow", "url": "/people/ada-marlow/", "count": 12},
            {"name": "Ilya Brandt", "url": "/people/ilya-brandt/", "count": 1},
        ],
        "affiliations": _affiliations(),
        "discussion": SpecimenDiscussion(_comments()),
        "empty_form": SpecimenForm(auto_id="empty_%s"),
        "wrong_form": SpecimenForm({"nickname": "", "place": "Overwater"}, auto_id="wrong_%s"),
        "empty_choice": SpecimenChoice(auto_id="empty_%s"),
        "wrong_choice": SpecimenChoice({"rule": ""}, auto_id="wrong_%s"),
    }


def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery page; the addresses allow it in development only."""
    return render(request, "gallery/gallery.html", _context())
