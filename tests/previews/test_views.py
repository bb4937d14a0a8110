"""What somebody with a link sees, and what they can write."""

from uuid import uuid4

import pytest
from django.test import Client

from articles.editing import record_revision
from articles.models import Article
from articles.publishing import publish, withdraw
from comments.allowances import COMMENTING
from previews.links import address_of, revoke_link
from previews.models import Remark
from tests.articles.admin.pages import tree_of
from tests.makers import make_article, make_preview_link, make_staff

pytestmark = pytest.mark.django_db
HEADLINE = "A headline like no other"


@pytest.fixture
def link():
    return make_preview_link(make_article(headline=HEADLINE))


@pytest.fixture
def address(link):
    return "/" + address_of(link).split("/", 3)[3]


def written(**overrides):
    fields = {"nickname": "Dr Weiss", "text": "It is 32.", "quote": "", "website": ""}
    return fields | {"submission_id": str(uuid4())} | overrides


def test_whoever_has_the_link_reads_the_draft(client, address, link):
    page = client.get(address)

    words = " ".join(tree_of(page).text_content().split())
    assert page.status_code == 200
    assert HEADLINE in words
    assert "A draft, not published. You see version 1" in words
    assert "It ends in 6 days 23 hours: " in words
    assert "(UTC)" in words


def test_nobody_keeps_lists_or_passes_on_a_draft(client, address):
    page = client.get(address)

    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Frame-Options"] == "DENY"
    assert not page.cookies
    words = page.content.decode()
    assert '<meta name="robots" content="noindex">' in words
    for told in ('rel="canonical"', "og:title", "application/ld+json"):
        assert told not in words
    assert "Disallow: /preview/" in client.get("/robots.txt").content.decode()


def test_a_later_version_is_not_shown(client, address, link):
    article = link.revision.article
    Article.objects.filter(pk=article.pk).update(headline="Other words")
    article.refresh_from_db()
    record_revision(article, by=None)

    words = client.get(address).content.decode()

    assert HEADLINE in words
    assert "Other words" not in words


def test_a_withdrawn_article_can_be_previewed(client, address, link):
    publish(link.revision.article, by=None)
    withdraw(link.revision.article, by=None, reason="It was wrong.")

    assert client.get(address).status_code == 200


def test_openings_are_counted(client, address, link):
    client.get(address)
    client.get(address)
    client.head(address)

    link.refresh_from_db()
    assert link.opened_count == 2
    assert link.last_opened_at is not None


@pytest.mark.parametrize("why", ["revoked", "deleted", "unknown"])
def test_a_dead_link_says_nothing_about_the_article(client, address, link, why):
    if why == "revoked":
        revoke_link(link, by=make_staff())
    if why == "deleted":
        link.revision.article.delete()
    if why == "unknown":
        address = address[:-3] + "/"

    for page in (client.get(address), client.post(address, written(text="Many words."))):
        assert page.status_code == (404 if why == "unknown" else 410)
        assert page["Cache-Control"] == "private, no-store"
        assert page["Referrer-Policy"] == "no-referrer"
        words = page.content.decode()
        assert HEADLINE not in words
        assert "ask the person who sent it to you" in words
    assert "Many words." in words
    assert not Remark.objects.exists()


def test_all_dead_links_look_alike(client, address, link):
    revoke_link(link, by=make_staff())
    revoked = client.get(address).content
    link.revision.article.delete()

    assert client.get(address).content == revoked


def test_what_is_written_reaches_the_newsroom_and_stands_below(address, link):
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(address, written(quote="  of \n article "), follow=True)

    remark = Remark.objects.get()
    assert answer.redirect_chain == [(f"{address}#remark-{remark.pk}", 303)]
    assert (remark.link, remark.name, remark.text) == (link, "Dr Weiss", "It is 32.")
    assert remark.quote == "of article"
    assert "It is 32." in answer.content.decode()


def test_what_is_written_is_text_and_no_page(client, address):
    answer = client.post(address, written(text="<b>Bold</b> & <script>1</script>"), follow=True)

    assert "&lt;script&gt;1&lt;/script&gt;" in answer.content.decode()


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"nickname": ""}, "Write the name"),
        ({"text": " "}, "Write a comment"),
        ({"text": "x" * 5001}, "at most 5,000 characters"),
        ({"quote": "x" * 301}, "Quote at most 300 characters"),
        ({"quote": "a\0b"}, "NUL character"),
        ({"website": "https://spam.example"}, "A field that people do not see"),
        ({"submission_id": "1"}, "The form was not complete"),
    ],
)
def test_what_is_refused_comes_back_with_its_text(client, address, bad, words):
    answer = client.post(address, {"text": "Dear newsroom"} | written() | bad)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    typed = (written() | bad)["text"]
    assert typed.strip() in page
    assert "\0" not in page
    assert not Remark.objects.exists()


def test_sending_twice_stores_one_remark(client, address):
    sent = written()
    first, second = client.post(address, sent), client.post(address, sent)
    other = client.post(address, sent | {"text": "Another thought."})

    assert first.url == second.url
    assert other.status_code == 422
    assert "Another thought." in other.content.decode()
    assert Remark.objects.count() == 1
    (key,) = tree_of(other).xpath("//input[@name='submission_id']/@value")
    assert client.post(address, sent | {"text": "Another thought.", "submission_id": key}).url


def test_many_remarks_at_once_have_to_wait(client, address):
    for number in range(COMMENTING.at_once):
        assert client.post(address, written(text=f"{number}")).status_code == 303
    answer = client.post(address, written(text="One more"))

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "One more" in answer.content.decode()
    assert Remark.objects.count() == COMMENTING.at_once


def test_other_methods_are_refused(client, address):
    assert client.put(address).status_code == 405


def test_a_page_with_many_remarks_costs_as_many_queries(
    client, address, link, django_assert_num_queries
):
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)
    for number in range(20):
        link.remarks.create(
            name="Dr Weiss", text=f"{number}", submission_id=uuid4(), created_at=link.created_at
        )
    with django_assert_num_queries(QUERIES):
        client.get(address)


QUERIES = 8
