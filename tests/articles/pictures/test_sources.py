import pytest

from articles.models import Image, Rendition
from articles.pictures import default_source, open_graph_source, srcset
from tests.makers import make_image

pytestmark = pytest.mark.django_db


def make_renditions_of(image, *sizes):
    for file_format, width in sizes:
        Rendition.objects.create(
            image=image,
            format=file_format,
            width=width,
            height=width // 2,
            file=f"renditions/{image.pk}-{width}.{file_format}",
        )


@pytest.fixture
def image():
    """An image whose renditions were made in no order."""
    image = make_image()
    make_renditions_of(
        image, ("webp", 1280), ("webp", 320), ("jpeg", 1200), ("webp", 960), ("webp", 640)
    )
    return image


def test_srcset_lists_webp_by_width(image):
    pk = image.pk

    assert srcset(image) == (
        f"/media/renditions/{pk}-320.webp 320w, /media/renditions/{pk}-640.webp 640w, "
        f"/media/renditions/{pk}-960.webp 960w, /media/renditions/{pk}-1280.webp 1280w"
    )


def test_default_is_the_largest_that_suits_a_column(image):
    assert default_source(image).width == 960


def test_default_of_a_large_picture_only_is_its_smallest():
    image = make_image()
    make_renditions_of(image, ("webp", 1600), ("webp", 1280), ("jpeg", 900))

    assert default_source(image).width == 1280


def test_jpeg_is_offered_where_there_is_nothing_better():
    image = make_image()
    make_renditions_of(image, ("jpeg", 900))

    assert srcset(image) == f"/media/renditions/{image.pk}-900.jpeg 900w"
    assert default_source(image).width == 900


def test_preview_of_a_link_is_the_jpeg(image):
    assert open_graph_source(image).width == 1200


def test_row_without_files_shows_nothing():
    image = make_image()

    assert (srcset(image), default_source(image), open_graph_source(image)) == ("", None, None)


def test_prefetched_renditions_cost_no_query(image, django_assert_num_queries):
    with django_assert_num_queries(2):
        (read,) = Image.objects.prefetch_related("renditions")
        shown = srcset(read), default_source(read), open_graph_source(read)

    assert all(shown)
