"""A picture offers every rendition and keeps its place on the page."""

import re

import pytest

from articles.markup.pictures import picture
from articles.models import Image, Rendition

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    """A landscape with three renditions in each of two formats, added out of order."""
    picture = Image.objects.create(
        original="originals/hills.png",
        content_hash="0" * 64,
        width=1200,
        height=800,
        alt_text='Hills at "dawn"',
        credit="Drawing: the newsroom",
        focal_x=0.72,
        focal_y=0.5,
    )
    Rendition.objects.bulk_create(
        Rendition(
            image=picture,
            file=f"renditions/{width}.{kind}",
            format=kind,
            width=width,
            height=width * 2 // 3,
        )
        for kind in ("jpeg", "webp")
        for width in (960, 480, 1200)
    )
    return picture


def rendered(image, **arguments):
    """The attributes of the one `<img>` that is written."""
    html = picture(image, **arguments)
    assert html.startswith("<img ")
    assert html.endswith(">")
    return dict(re.findall(r'([a-z]+)="([^"]*)"', html))


def test_every_width_of_the_better_format_is_offered_smallest_first(image):
    assert rendered(image)["srcset"] == (
        "/media/renditions/480.webp 480w, /media/renditions/960.webp 960w, "
        "/media/renditions/1200.webp 1200w"
    )


def test_the_other_format_is_offered_where_there_is_no_better_one(image):
    image.renditions.filter(format="webp").delete()

    assert rendered(image)["srcset"].startswith("/media/renditions/480.jpeg 480w, ")


def test_the_picture_seen_first_is_also_offered_in_avif(image):
    Rendition.objects.bulk_create(
        Rendition(
            image=image, file=f"renditions/{width}.avif", format="avif", width=width, height=width
        )
        for width in (960, 480)
    )

    first, later = picture(image, sizes="50vw", priority=True), picture(image, sizes="50vw")

    assert first == (
        '<picture><source type="image/avif" srcset="/media/renditions/480.avif 480w, '
        '/media/renditions/960.avif 960w" sizes="50vw">'
        f"{later.replace('loading="lazy"', 'fetchpriority="high"')}</picture>"
    )
    assert rendered(image, sizes="50vw")["srcset"].startswith("/media/renditions/480.webp 480w")


def test_a_browser_without_srcset_gets_a_middling_size(image):
    assert rendered(image)["src"] == "/media/renditions/960.webp"


def test_a_picture_without_renditions_yet_keeps_its_place_and_words(image):
    image.renditions.all().delete()

    attributes = rendered(image)

    assert "srcset" not in attributes
    assert (attributes["src"], attributes["width"], attributes["height"]) == ("", "1200", "800")
    assert attributes["alt"] == "Hills at &quot;dawn&quot;"


def test_the_place_is_kept_by_width_and_height(image):
    attributes = rendered(image, sizes="50vw")

    assert (attributes["width"], attributes["height"]) == ("1200", "800")
    assert attributes["sizes"] == "50vw"


def test_pictures_wait_until_they_are_near_except_the_first(image):
    assert rendered(image)["loading"] == "lazy"
    assert "fetchpriority" not in rendered(image)
    first = rendered(image, priority=True)
    assert "loading" not in first
    assert first["fetchpriority"] == "high"


def test_a_picture_beside_its_own_headline_says_nothing_twice(image):
    assert rendered(image, decorative=True)["alt"] == ""


@pytest.mark.parametrize(
    ("x", "y", "classes"),
    [
        (0.72, 0.5, "focal-x-70"),
        (0.0, 1.0, "focal-x-0 focal-y-100"),
        (0.5, 0.5, None),
        (0.54, 0.46, None),
    ],
)
def test_the_focal_point_is_a_class(image, x, y, classes):
    image.focal_x, image.focal_y = x, y

    assert rendered(image).get("class") == classes


def test_prefetched_renditions_need_no_query(image, django_assert_num_queries):
    prefetched = Image.objects.prefetch_related("renditions").get()

    with django_assert_num_queries(0):
        rendered(prefetched)
