"""Where a picture is used, and that it is not deleted while it is."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Image
from articles.publishing import update
from tests.articles.admin.pages import address_of, tree_of
from tests.articles.admin.stepping import change
from tests.makers import make_article, make_image, make_organisation, make_person


def uses_of(desk, image):
    """What the picture's page says of each use, by address."""
    rows = tree_of(desk.get(address_of(image))).xpath("//ul[@class='uses']/li[a]")
    return {row.find("a").get("href"): row.text_content() for row in rows}


def test_a_picture_names_where_it_is_used(desk):
    image = make_image()
    article = make_article(picture=image, headline="On a bus")
    person, society = make_person(picture=image), make_organisation(picture=image)
    unused = make_image()

    uses = uses_of(desk, image)

    assert uses[address_of(article)] == "On a bus (Draft)"
    assert uses[address_of(person)].endswith("(person)")
    assert uses[address_of(society)].endswith("(organisation)")
    assert uses_of(desk, unused) == {}
    assert "Nothing yet" in desk.get(address_of(unused)).content.decode()


def test_a_picture_in_a_text_counts_as_used(desk, live):
    image = make_image()
    figure = f'<figure data-picture="{image.pk}"><figcaption></figcaption></figure>'
    change(live, body=f"<p>Text.</p>{figure}")
    address = address_of(live)
    assert uses_of(desk, image)[address].endswith("(Live, changes not published)")

    update(live, by=None, kind="update")
    assert uses_of(desk, image)[address].endswith("(Live; readers see the picture now)")

    change(live, body="<p>Other text.</p>")
    update(live, by=None, kind="update")
    assert uses_of(desk, image)[address].endswith("(Live; an earlier edition had it)")
    desk.post(address_of(image, "delete"), {"post": "yes"})
    assert Image.objects.filter(pk=image.pk).exists()


def test_a_picture_names_what_readers_see_of_it(desk, live):
    first, second = make_image(), make_image()
    change(live, picture=first)
    update(live, by=None, kind="update")
    change(live, picture=second)
    address = address_of(live)

    assert uses_of(desk, first)[address].endswith(
        "(Live, changes not published; readers see the picture now)"
    )
    assert uses_of(desk, second)[address].endswith("(Live, changes not published)")

    update(live, by=None, kind="update")

    assert uses_of(desk, first)[address].endswith("(Live; an earlier edition had it)")
    assert uses_of(desk, second)[address].endswith("(Live; readers see the picture now)")


def test_a_long_list_of_uses_is_cut(desk, monkeypatch):
    monkeypatch.setattr("articles.admin.picture_uses.LISTED", 2)
    image = make_image()
    for _ in range(2):
        make_article(picture=image)

    assert "and more" not in desk.get(address_of(image)).content.decode()
    make_person(picture=image)

    assert len(uses_of(desk, image)) == 2
    assert "and more" in desk.get(address_of(image)).content.decode()


def test_uses_are_asked_for_as_often_for_many_as_for_one(desk):
    image = make_image()
    make_article(picture=image)
    desk.get(address_of(image))
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address_of(image))
    for _ in range(5):
        make_article(picture=image)

    with CaptureQueriesContext(connection) as for_many:
        desk.get(address_of(image))

    assert len(for_many) == len(for_one)


def test_a_picture_in_use_is_not_deleted(desk):
    image = make_image()
    make_article(picture=image)

    desk.post(address_of(image, "delete"), {"post": "yes"})

    assert Image.objects.filter(pk=image.pk).exists()
