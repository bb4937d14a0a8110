"""Odd and good texts of every class on every page: none is refused, none changes what is around it."""

import re
from itertools import batched
from typing import Any

import pytest
from lxml import etree, html

from comments.models import Comment
from comments.text import clean_text
from newsportal.accounts.roles import Role
from tests.comments.naughty import GOOD_NAMES, TEXTS
from tests.comments.posting import post
from tests.comments.views.forms import FormPage, open_form, send
from tests.makers import make_edition, make_staff

pytestmark = pytest.mark.django_db
NOT_TEXT = re.compile("[\\s>]|[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


def bare(text: str) -> str:
    """The characters that every page has to show; marks of quotations are drawn."""
    return NOT_TEXT.sub("", text)


def texts_of(page: str) -> list[str]:
    """What stands in the comments of a page, as a browser reads it."""
    parsed: Any = html.document_fromstring(page)
    return [bare(one.text_content()) for one in parsed.xpath("//*[@class='comment__text']")]


@pytest.mark.parametrize("kind", TEXTS)
def test_the_form_takes_it_shows_it_and_gives_it_back(client, article, kind):
    typed = TEXTS[kind].replace("\ud83d", "")  # no browser sends half of a pair
    stored = clean_text(typed)
    form = open_form(client, article.pk)

    preview = FormPage(send(client, form, nickname="Anna", text=typed, preview="1"))

    assert (preview.status, preview.error) == (200, "")
    assert texts_of(preview.text) == [bare(stored)]
    assert clean_text(preview.values["text"]) == stored
    sent = send(client, preview)
    assert sent.status_code == 303
    assert Comment.objects.get().text == stored
    own = client.get(sent["Location"]).content.decode()
    assert texts_of(own) == [bare(stored)]
    assert (
        open_form(client, article.pk, f"?reply_to={Comment.objects.get().pk}&quote=1").error == ""
    )


def test_all_of_them_stand_on_one_page_each_as_it_was_written(client, article):
    comments = [post(article, text=text) for text in list(TEXTS.values())]

    page = client.get(f"/comments/on/{article.pk}/").content.decode()

    shown = texts_of(page)
    expected = [bare(comment.text) for comment in comments]
    assert len(shown) == 25
    assert [text for text in shown if text not in expected] == []
    for comment in comments:
        own = client.get(comment.get_absolute_url())
        assert own.status_code == 200
        assert bare(comment.text) in texts_of(own.content.decode())


def test_moderators_see_them_in_the_admin(client, article):
    comments = [post(article, text=text) for text in TEXTS.values()]
    client.force_login(make_staff(Role.MODERATOR))

    assert client.get("/admin/comments/comment/").status_code == 200
    for comment in comments:
        page = client.get(f"/admin/comments/comment/{comment.pk}/change/")
        parsed: Any = html.document_fromstring(page.content.decode())
        assert page.status_code == 200
        assert bare(comment.text) in bare(parsed.text_content())


def entries_of(feed: bytes) -> list[tuple[str, str]]:
    """The names and the HTML of a feed's entries, as a strict reader of XML finds them."""
    atom = "{http://www.w3.org/2005/Atom}"
    root: Any = etree.fromstring(feed)
    return [
        (one.findtext(f"{atom}author/{atom}name"), one.findtext(f"{atom}content"))
        for one in root.iter(f"{atom}entry")
    ]


@pytest.mark.parametrize("texts", list(batched(TEXTS.values(), 20)))
def test_feeds_of_them_are_whole_and_say_the_same(client, article, texts):
    comments = [post(article, text=text) for text in texts]
    said = {(comment.nickname, comment.body_html) for comment in comments}

    for address in (f"/comments/on/{article.pk}/feed.xml", _feed_of_section(article)):
        assert set(entries_of(client.get(address).content)) == said


@pytest.mark.parametrize("names", list(batched(GOOD_NAMES, 20)))
def test_feeds_of_odd_names_are_whole(client, names):
    article = make_edition(headline="<b>&amp; “x” ]]> \u202e").article
    comments = [post(article, nickname=name) for name in names]

    found = entries_of(client.get(f"/comments/on/{article.pk}/feed.xml").content)

    assert {name for name, _ in found} == {comment.nickname for comment in comments}


def _feed_of_section(article: Any) -> str:
    return f"/comments/in/{article.section.slug}/feed.xml"
