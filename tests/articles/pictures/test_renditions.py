import PIL.Image
import pytest

from articles.models import Image, Rendition
from articles.pictures import PictureRefused, make_renditions, missing
from tests.articles.darkroom.drawing import drawn, looks, opened, saved, see_through
from tests.articles.pictures.test_library import completed, files

pytestmark = pytest.mark.django_db


def test_files_have_the_format_and_size_of_their_rows(media_folder):
    image = completed(drawn("JPEG", 1000, 700))

    rows = image.renditions.order_by("format", "width")
    assert [(one.format, one.width, one.height) for one in rows] == [
        ("avif", 320, 224),
        ("avif", 640, 448),
        ("avif", 960, 672),
        ("jpeg", 1000, 700),
        ("webp", 320, 224),
        ("webp", 640, 448),
        ("webp", 960, 672),
    ]
    for row in rows:
        with opened((media_folder / row.file.name).read_bytes()) as picture:
            assert (picture.format.lower(), *picture.size) == (row.format, row.width, row.height)
            assert looks(picture.convert("RGB").getpixel((10, 10))) == "red"
            assert looks(picture.convert("RGB").getpixel((row.width - 10, 10))) == "blue"


def test_readers_get_no_metadata(media_folder):
    exif = PIL.Image.Exif()
    exif[0x010E] = "taken at home"
    image = completed(
        drawn("JPEG", exif=exif, comment="secret", xmp=b"<x:xmpmeta>secret</x:xmpmeta>")
    )

    for row in image.renditions.all():
        data = (media_folder / row.file.name).read_bytes()
        assert b"home" not in data
        assert b"secret" not in data
        assert not opened(data).getexif()


def test_transparency_stays_and_is_white_in_jpeg(media_folder):
    image = completed(saved(see_through(), "PNG"))

    corners = {}
    for row in image.renditions.filter(width=640):
        with opened((media_folder / row.file.name).read_bytes()) as picture:
            corners[row.format] = picture.getpixel((600, 380))
    assert corners["avif"][3] == corners["webp"][3] == 0
    assert looks(corners["jpeg"]) == "white"


def test_address_names_the_original_and_the_bytes():
    _, second = completed(drawn("PNG")), completed(drawn("JPEG"))

    names = [row.file.name for row in Rendition.objects.all()]
    assert len(set(names)) == len(names) == 2 * second.renditions.count()
    assert all(
        row.file.name.rpartition("/")[2].startswith(row.image.content_hash[:20])
        for row in second.renditions.all()
    )


def test_second_run_makes_nothing(media_folder):
    image = completed(drawn())
    stored = files(media_folder)

    assert make_renditions(image) == []
    assert files(media_folder) == stored


def test_only_what_is_missing_is_made(media_folder):
    image = completed(drawn("JPEG", 1000, 700))
    kept = set(image.renditions.exclude(width=640, format="webp"))
    image.renditions.filter(width=640, format="webp").delete()

    (made,) = make_renditions(image)

    assert (made.format, made.width) == ("webp", 640)
    assert set(image.renditions.all()) == {*kept, made}
    assert (media_folder / made.file.name).exists()


def test_stale_prefetch_does_not_make_a_rendition_twice():
    image = completed(drawn())
    Rendition.objects.all().delete()
    image = Image.objects.prefetch_related("renditions").get()
    make_renditions(image)

    assert make_renditions(image) == []


def test_missing_renditions_are_named_without_a_further_query(django_assert_num_queries):
    completed(drawn())
    with django_assert_num_queries(2):
        (image,) = Image.objects.prefetch_related("renditions")
        assert missing(image) == []


def test_lost_original_is_said_kindly(media_folder):
    image = completed(drawn())
    image.renditions.all().delete()
    (media_folder / image.original.name).unlink()

    with pytest.raises(PictureRefused, match="Restore the media folder"):
        make_renditions(image)

    assert not image.renditions.exists()
