"""A newspaper that shows every part of every public page, with the texts that break layouts."""

from datetime import timedelta
from io import BytesIO

import PIL.Image
from django.db import transaction

from articles.models import Article, Byline, Image, Source
from articles.pictures.library import add_picture
from articles.publishing import correct, publish, withdraw
from comments.models import Comment, Thread
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_comment,
    make_mention,
    make_organisation,
    make_person,
    make_section,
    make_thread,
)

# Longer than a telephone's screen is wide, and with no place to break.
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
HEADLINE = f"Lovelace and Babbage Open the {LONG_WORD} in London"
BODY = f"""
<p>Ada Lovelace met Charles Babbage of the Royal Society in London.</p>
<h2>The first engine</h2><p>It is called {LONG_WORD}{LONG_WORD}.</p><ul><li>Brass</li></ul>
<h2>The second engine</h2><blockquote><p>It does whatever we know how to order.</p></blockquote>
<h2>The third engine</h2><p>Nobody has seen it yet.</p>
"""

# A page of every kind that readers meet, by its kind.
type Addresses = dict[str, str]


@transaction.atomic
def make_newspaper() -> Addresses:
    """Fill the database and the media folder, and say where the pages are."""
    section = make_section(name="Science", slug="science", description="How things are found out.")
    for number in range(4):
        make_section(name=f"{LONG_WORD[:20]} {number}")
    lead = _lead(section)
    for number in range(3):
        publish(
            make_article(section=section, standfirst="A second story.", picture=_picture(number)),
            by=None,
            at=PUBLISHED_AT - timedelta(days=number, hours=1),
        )
    gone = publish(make_article(section=section), by=None, at=PUBLISHED_AT)
    withdraw(gone.article, by=None, reason="It named somebody who was not there.")
    comment = _thread(lead)
    return {
        "front": "/",
        "section": "/science/",
        "article": lead.editions.get(number=1).path,
        "person": "/people/ada-lovelace/",
        "disputed person": "/people/charles-babbage/",
        "organisation": "/organisations/royal-society/",
        "people": "/people/",
        "organisations": "/organisations/",
        "archive": "/archive/",
        "day": f"/archive/{PUBLISHED_AT:%Y/%m/%d}/",
        "search": "/search/?q=lovelace",
        "empty search": "/search/?q=nobodyknows",
        "comment": comment.get_absolute_url(),
        "comments": f"/comments/on/{lead.pk}/",
        "comment form": f"/comments/new/{lead.pk}/",
        "reply form": f"/comments/new/{lead.pk}/?reply_to={comment.pk}",
        "missing": "/no/such/page/",
        "withdrawn": gone.path,
        "history of withdrawn": f"{gone.path}history/",
    } | _of_the_past(lead)


def _of_the_past(lead: Article) -> Addresses:
    """Where readers look back: at the story's editions, and at pages as they were."""
    story = lead.editions.get(number=1).path
    at = f"?at={PUBLISHED_AT:%Y-%m-%dT%H:%M:%SZ}"
    return {
        "history": f"{story}history/",
        "comparison": f"{story}history/?from=1&to=2",
        "front as it was": f"/{at}",
        "section as it was": f"/science/{at}",
        "article as it was": f"{story}{at}",
        "before the first": "/?at=1999-12-31",
    }


def _lead(section: object) -> Article:
    """A corrected story with everything that a story can have."""
    ada = make_person(name="Ada Lovelace", slug="ada-lovelace", summary="Mathematician.")
    society = make_organisation(name="Royal Society", slug="royal-society", place="London")
    ada.names.create(name=f"Countess of {LONG_WORD}")
    ada.affiliations.create(organisation=society, role="Fellow", source_url="https://example.org/")
    article = make_article(
        section=section,
        headline=HEADLINE,
        standfirst="Two mathematicians, three engines.",
        dateline="London",
        body=BODY,
        picture=_picture(9),
    )
    Byline.objects.create(article=article, person=ada)
    Source.objects.create(article=article, title="Minutes", url="https://example.org/minutes")
    make_mention(article, ada, salience="about")
    make_mention(article, society, certainty="reported", note="As the society itself says.")
    babbage = make_person(name="Charles Babbage", slug="charles-babbage")
    make_mention(article, babbage, make_person(name="His brother"), certainty="disputed")
    publish(article, by=None, at=PUBLISHED_AT)
    article.headline = f"{HEADLINE} at Last"
    article.save()
    correct(article, by=None, note="An earlier edition did not say that it had taken long.")
    return article


def _picture(number: int) -> Image:
    file = BytesIO()
    PIL.Image.new("RGB", (640, 400), (20 * number, 120, 90)).save(file, "JPEG")
    file.seek(0)
    return add_picture(
        file, alt_text=f"Engine {number}", credit="Somebody", focal_x=0.1 * number, focal_y=0.3
    )


def _thread(article: Article) -> Comment:
    """A comment of one long word, its answer, and the mark of a removed one."""
    thread = make_thread(article=article)
    first = make_comment(thread, nickname=LONG_WORD[:50], body_html=f"<p>{LONG_WORD * 3}</p>")
    make_comment(thread, parent=first, root=first)
    make_comment(thread, state=Comment.State.REMOVED, state_reason="It named a private person.")
    Thread.objects.filter(pk=thread.pk).update(visible_count=2)
    return first
