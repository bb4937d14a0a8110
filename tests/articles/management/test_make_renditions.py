from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Rendition
from tests.articles.darkroom.drawing import drawn
from tests.articles.pictures.test_library import add, completed

pytestmark = pytest.mark.django_db


class Terminal(StringIO):
    """An output that somebody looks at."""

    def isatty(self):
        return True


def run(*arguments, **options):
    stdout, stderr = StringIO(), Terminal()
    call_command("make_renditions", *arguments, stdout=stdout, stderr=stderr, **options)
    return stdout.getvalue(), stderr.getvalue()


def test_missing_renditions_of_the_library_are_made():
    complete, one, two = completed(drawn("PNG")), completed(drawn("JPEG")), completed(drawn("WEBP"))
    one.renditions.all().delete()
    two.renditions.filter(width=320).delete()

    said, shown = run()

    assert said == "7 renditions made for 2 pictures.\n"
    assert shown.endswith(" 2 of 2\n")
    assert {image.renditions.count() for image in (complete, one, two)} == {5}


def test_dry_run_lists_and_makes_nothing():
    image = add(drawn("JPEG"))
    image.renditions.all().delete()

    said, shown = run("--dry-run")

    assert said == (
        f"Picture {image.pk} (A red field on blue ground): "
        "avif 320, avif 640, webp 320, webp 640, jpeg 640\n"
        "1 pictures lack renditions; nothing was made.\n"
    )
    assert shown == ""
    assert not Rendition.objects.exists()


def test_complete_library_needs_nothing():
    completed(drawn())

    assert run() == ("0 renditions made for 0 pictures.\n", "")


def test_picture_that_fails_is_named_and_the_others_are_made(media_folder):
    lost, sound = add(drawn("PNG")), add(drawn("JPEG"))
    Rendition.objects.all().delete()
    (media_folder / lost.original.name).unlink()

    with pytest.raises(CommandError, match=rf"^Picture {lost.pk} \(.*Restore the media") as error:
        run()

    assert error.value.returncode == 1
    assert sound.renditions.count() == 5


def test_quiet_run_draws_no_bar():
    add(drawn()).renditions.all().delete()

    assert run(verbosity=0)[1] == ""
