from datetime import timedelta

import pytest
import time_machine

from articles.addresses import remember_address
from articles.models import Article, Redirect
from articles.publishing import LegalOrder, correct, publish, update, withdraw
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_edition,
    make_mention,
    make_organisation,
    make_person,
    make_section,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
ASK_AGAIN = "public, max-age=0, s-maxage=1, stale-while-revalidate=2, stale-if-error=86400"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(PUBLISHED_AT + 9 * HOUR, tick=False) as traveller:
        yield traveller


def change(edition, *, at=None, **fields):
    """The edition after a change of the working copy."""
    Article.objects.filter(pk=edition.article_id).update(**fields)
    return update(Article.objects.get(pk=edition.article_id), by=None, at=at)


def follow(client, address):
    """Where one redirect leads; it is permanent, and browsers have to ask again."""
    response = client.get(address)
    assert response.status_code == 301
    assert response.headers["Cache-Control"] == ASK_AGAIN
    assert not response.cookies
    return response.headers["Location"]


def covered(subject):
    article = make_article()
    make_mention(article, subject)
    make_edition(article)
    return subject


def rename(thing, slug):
    old = thing.get_absolute_url()
    thing.slug = slug
    thing.save()
    remember_address(thing, old)


def test_a_changed_slug_and_section_answer_with_one_redirect(client):
    first = make_edition(slug="first")
    second = change(first, slug="second")
    third = change(first, section=make_section(slug="elsewhere"), at=PUBLISHED_AT + 10 * HOUR)

    assert follow(client, first.path) == second.path
    with time_machine.travel(PUBLISHED_AT + 10 * HOUR, tick=False):
        assert follow(client, first.path) == third.path
        assert follow(client, second.path) == third.path
        assert third.path.startswith("/elsewhere/2025/11/22/")
        assert client.get(third.path).status_code == 200


def test_a_slug_that_comes_back_is_no_loop(client):
    first = make_edition(slug="first")
    second = change(first, slug="second", at=PUBLISHED_AT + HOUR)
    change(first, slug="first", at=PUBLISHED_AT + 2 * HOUR)

    assert client.get(first.path).status_code == 200
    assert follow(client, second.path) == first.path


def test_a_planned_address_is_unknown_until_its_time(client):
    first = make_edition(slug="first")
    planned = change(first, slug="second", at=PUBLISHED_AT + 10 * HOUR)

    assert client.get(planned.path).status_code == 404
    assert client.get(first.path).status_code == 200


def test_a_withdrawn_story_says_why(client):
    edition = make_edition(headline="Too early", slug="first")
    later = change(edition, slug="second", headline="Still too early", at=PUBLISHED_AT + HOUR)
    withdraw(edition.article, by=None, reason="The source took it back.")

    for address in (edition.path, later.path):
        response = client.get(address)
        assert response.status_code == 410
        assert "The source took it back." in response.text
        assert "Still too early" in response.text
        assert response.headers["Cache-Control"] == ASK_AGAIN


def test_a_story_that_an_order_forbids_says_whose_and_not_what(client, settings):
    edition = make_edition(headline="The forbidden words", slug="first")
    correct(edition.article, by=None, note="The forbidden number.", at=PUBLISHED_AT + HOUR)
    order = LegalOrder("Court of Minsk", "https://court.example.org/orders/1")
    withdraw(edition.article, by=None, reason="We have appealed.", legal_order=order)

    response = client.get(edition.path)

    assert (response.status_code, response.reason_phrase) == (451, "Unavailable For Legal Reasons")
    assert response.headers["Link"] == f'<{settings.SITE_URL}/>; rel="blocked-by"'
    assert response.headers["Cache-Control"] == ASK_AGAIN
    for told in ("Court of Minsk", order.url, "We have appealed."):
        assert told in response.text
    assert "forbidden" not in response.text


def test_an_order_may_have_to_stay_secret(client):
    edition = make_edition()
    withdraw(edition.article, by=None, reason="We may not say more.", legal_order=LegalOrder())

    response = client.get(edition.path)

    assert response.status_code == 451
    assert "We may not say more." in response.text
    assert "Ordered by" not in response.text
    assert "Read the order" not in response.text


def test_a_story_whose_order_was_lifted_is_back(client):
    edition = make_edition()
    withdraw(edition.article, by=None, reason="Ordered.", legal_order=LegalOrder())
    publish(Article.objects.get(pk=edition.article_id), by=None)

    assert client.get(edition.path).status_code == 200


def test_a_story_that_is_published_again_is_back(client):
    edition = make_edition()
    withdraw(edition.article, by=None, reason="Not ready.", at=PUBLISHED_AT + HOUR)
    publish(Article.objects.get(pk=edition.article_id), by=None)

    assert client.get(edition.path).status_code == 200


def test_an_address_that_another_story_has_now_is_that_story(client):
    section = make_section()
    former = make_edition(section=section, slug="same")
    change(former, slug="other", at=PUBLISHED_AT + HOUR)
    present = make_article(section=section, slug="same")
    edition = publish(present, by=None, at=PUBLISHED_AT + HOUR)

    assert client.get(former.path).context["edition"].path == edition.path


def test_of_two_former_stories_the_visible_one_is_meant(client):
    section = make_section()
    visible = make_edition(section=section, slug="same")
    moved = change(visible, slug="other", at=PUBLISHED_AT + HOUR)
    withdrawn = publish(make_article(section=section, slug="same"), by=None, at=PUBLISHED_AT + HOUR)
    withdraw(withdrawn.article, by=None, reason="Not true.", at=PUBLISHED_AT + 2 * HOUR)

    assert follow(client, visible.path) == moved.path


@pytest.mark.parametrize("make", [make_person, make_organisation])
def test_a_renamed_person_or_organisation_is_found_at_the_old_address(client, make):
    subject = covered(make(slug="first"))
    old = subject.get_absolute_url()
    rename(subject, "second")
    rename(subject, "third")

    assert follow(client, old) == subject.get_absolute_url()
    assert follow(client, old.replace("first", "second")) == subject.get_absolute_url()
    assert follow(client, f"{old}feed.xml") == f"{subject.get_absolute_url()}feed.xml"
    assert follow(client, old.rstrip("/")) == subject.get_absolute_url()


def test_a_renamed_section_is_found_at_the_old_address(client):
    section = make_section(slug="first")
    edition = make_edition(section=section)
    rename(section, "second")

    assert follow(client, "/first/") == "/second/"
    assert follow(client, "/first/feed.xml") == "/second/feed.xml"
    assert client.get(edition.path).status_code == 200


def test_a_renamed_person_of_an_unpublished_story_is_not_told_of(client):
    person = make_person(slug="first")
    rename(person, "second")

    assert client.get("/people/first/").status_code == 404
    assert client.get("/people/first/feed.xml").status_code == 404


def test_there_and_back_leaves_one_redirect(client):
    person = covered(make_person(slug="a"))
    rename(person, "b")
    rename(person, "a")

    assert [row.path for row in Redirect.objects.all()] == ["/people/b/"]
    assert client.get("/people/a/").status_code == 200
    assert follow(client, "/people/b/") == "/people/a/"


def test_an_address_that_is_in_use_again_is_not_redirected(client):
    first, second = covered(make_person(slug="a")), covered(make_person(slug="x"))
    rename(first, "b")
    rename(second, "a")
    assert client.get("/people/a/").context["person"].pk == second.pk

    rename(second, "c")
    assert follow(client, "/people/a/") == "/people/c/"


def test_an_unchanged_address_is_not_remembered():
    person = make_person()
    remember_address(person, person.get_absolute_url())

    assert not Redirect.objects.exists()


def test_an_address_from_elsewhere_leads_to_its_story(client):
    edition = make_edition()
    Redirect.objects.create(path="/old/story.html", article=edition.article)
    assert follow(client, "/old/story.html") == edition.path

    withdraw(edition.article, by=None, reason="Not true.")
    assert client.get("/old/story.html").status_code == 410


def test_an_address_from_elsewhere_does_not_tell_of_a_planned_story(client):
    edition = make_edition(at=PUBLISHED_AT + 99 * HOUR)
    Redirect.objects.create(path="/old/story.html", article=edition.article)

    assert client.get("/old/story.html").status_code == 404


def test_a_missing_slash_is_one_redirect_to_where_the_page_is(client):
    first = make_edition(slug="first")
    second = change(first, slug="second")

    assert follow(client, first.path.rstrip("/")) == second.path
    assert follow(client, second.path.rstrip("/")) == second.path
    assert follow(client, f"{second.path.rstrip('/')}?utm=1") == second.path
    assert follow(client, "/people") == "/people/"
    assert follow(client, "/search?q=x%26y&utm=1") == "/search/?q=x%26y"
    assert follow(client, "/admin") == "/admin/"


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/nothing/",
        "/people/nobody",
        "/people/nobody/",
        "/people/nobody/feed.xml",
        "/organisations/nothing/",
        "/nothing/feed.xml",
        "/science/2025/11/22/nothing",
        "/science/2025/11/22/nothing/",
        "/science/2025/1/2/nothing/",
        "/science/2025/99/99/nothing/",
        "/wp-login.php",
        "/a%00b/",
        "/a%00b",
        "/a%0Ab",
        "/a%0Ab/",
        "/%ff%fe",
        "/" + "x" * 5000,
    ],
)
def test_what_never_was_is_not_found(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert response.headers["Cache-Control"] == ASK_AGAIN
    assert "There is no such page" in response.text


@pytest.mark.parametrize("path", ["//example.org", "//example.org/", "//people", "/\\example.org"])
def test_no_address_leads_to_another_site(client, path):
    assert client.get("/", PATH_INFO=path).status_code == 404
