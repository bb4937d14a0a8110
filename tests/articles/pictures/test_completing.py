import pytest
from django_tasks_db.models import DBTaskResult

from articles.models import Image
from articles.pictures import AlreadyInLibrary, PictureRefused, missing
from articles.pictures.completing import complete_picture
from tests.articles.darkroom.drawing import drawn
from tests.articles.pictures.test_library import add

pytestmark = pytest.mark.django_db


def _waiting():
    rows = DBTaskResult.objects.filter(task_path__endswith=".complete_picture")
    return [row.args_kwargs["args"] for row in rows]


def test_new_picture_has_at_once_what_pages_need():
    image = add(drawn("JPEG", 1000, 700))

    assert {one.format for one in image.renditions.all()} == {"webp", "jpeg"}
    assert {size.format for size in missing(image)} == {"avif"}


def test_the_rest_is_left_to_a_task_of_the_same_transaction():
    image = add(drawn("PNG"))
    with pytest.raises(AlreadyInLibrary):
        add(drawn("PNG"))

    assert _waiting() == [[image.pk]]


def test_task_completes_a_picture_and_does_no_harm_twice():
    image = add(drawn("JPEG", 1000, 700))

    assert complete_picture.call(image.pk) == 3
    assert complete_picture.call(image.pk) == 0
    assert missing(Image.objects.get()) == []


def test_task_for_a_picture_that_is_gone_has_nothing_to_do():
    image = add(drawn())
    image.delete()

    assert complete_picture.call(image.pk) == 0


def test_task_says_what_to_do_where_the_original_is_lost(media_folder):
    image = add(drawn())
    (media_folder / image.original.name).unlink()

    with pytest.raises(PictureRefused, match="Restore the media folder"):
        complete_picture.call(image.pk)
