"""However the process that reads a picture ends, there is a picture or a kind word."""

import logging
import os
import subprocess
import sys
from io import BytesIO
from threading import BoundedSemaphore

import PIL.Image
import pytest

from articles.darkroom.order import Order
from articles.darkroom.refusals import PictureRefused
from articles.models import Image
from articles.pictures import developing
from articles.pictures.developing import develop
from tests.articles.darkroom.drawing import draw, drawn, opened, saved, see_through
from tests.articles.pictures.test_library import add, files

ORDER = Order((320, 640))


@pytest.fixture
def started(monkeypatch):
    """The processes that were started."""
    processes = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            self.options = options
            processes.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    return processes


def darkroom_is(monkeypatch, program):
    """Put another program in the place of the darkroom."""
    monkeypatch.setattr(developing, "_COMMAND", (sys.executable, "-c", program))


def is_running(process):
    try:
        os.kill(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def two_pictures_in_one():
    """A photograph as phones write it: several pictures in a JPEG, with notes about each."""
    written = BytesIO()
    first = draw()
    first.save(written, "MPO", save_all=True, append_images=[draw(160, 100)])
    return written.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        drawn("JPEG"),
        drawn("JPEG", progressive=True, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"),
        saved(draw().convert("CMYK"), "JPEG"),
        two_pictures_in_one(),
        drawn("PNG"),
        saved(draw().convert("L").convert("I;16"), "PNG"),
        drawn("WEBP"),
        saved(see_through(), "WEBP", lossless=True),
        drawn("AVIF"),
        saved(see_through(), "AVIF"),
    ],
    ids=[
        "jpeg",
        "jpeg-exif",
        "jpeg-cmyk",
        "jpeg-two",
        "png",
        "png-16",
        "webp",
        "webp-lossless",
        "avif",
        "avif-alpha",
    ],
)
def test_a_confined_process_has_all_that_it_needs_at_hand(data):
    developed = develop(data, ORDER)

    assert (developed.width, developed.height) == (640, 400)
    assert [size.width for size, _ in developed.renditions] == [320, 640, 320, 640, 640]
    for size, content in developed.renditions:
        assert opened(content).size == (size.width, size.height)
    assert opened(developed.original).size == (640, 400)


def test_only_what_is_ordered_is_made():
    order = Order(
        (320, 640),
        there=frozenset({("avif", 320), ("avif", 640), ("webp", 320), ("jpeg", 640)}),
        with_original=False,
    )

    developed = develop(drawn(), order)

    assert [(size.format, size.width) for size, _ in developed.renditions] == [("webp", 640)]
    assert developed.original == b""


def test_no_secret_of_the_site_reaches_the_process(monkeypatch, started):
    monkeypatch.setenv("SECRET_KEY", "a secret")

    develop(drawn(), ORDER)

    (process,) = started
    assert set(process.options["env"]) <= {"PATH", "LD_LIBRARY_PATH", "MALLOC_ARENA_MAX"}
    assert process.returncode == 0


HANGS = "import sys, time\nsys.stdin.buffer.read()\ntime.sleep(600)"
HANGS_BEFORE_READING = "import time\ntime.sleep(600)"
TURNS = (
    "from articles.darkroom import confinement\nconfinement.PROCESSOR_SECONDS = 1\n"
    "confinement.confine()\nwhile True: pass"
)
DIES = "import os\nos.kill(os.getpid(), 9)"
DIES_HALFWAY = 'import os\nos.write(1, b\'{"width": 640, "height"\')\nos.kill(os.getpid(), 9)'
TALKS = "print('[1, 2, 3]')"
ANSWERS_SHORT = (
    'print(\'{"width": 1, "height": 1, "pixel_hash": "", "extension": "png", "original": 99,'
    ' "renditions": []}\')'
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("program", "seconds", "returncode", "words"),
    [
        (HANGS, 1.0, -9, "It took too long to read the picture"),
        (HANGS_BEFORE_READING, 1.0, -9, "It took too long to read the picture"),
        (TURNS, 60.0, -24, "It took too long to read the picture"),
        (DIES, 60.0, -9, "The program that reads pictures broke down"),
        (DIES_HALFWAY, 60.0, -9, "The program that reads pictures broke down"),
        ("raise SystemExit(3)", 60.0, 3, "The program that reads pictures broke down"),
        (TALKS, 60.0, 0, "The program that reads pictures broke down"),
        (ANSWERS_SHORT, 60.0, 0, "The program that reads pictures broke down"),
    ],
    ids=["hangs", "hangs-early", "turns", "dies", "dies-halfway", "fails", "talks", "too-short"],
)
def test_process_that_fails_stores_nothing_and_leaves_nothing(
    monkeypatch, started, media_folder, caplog, program, seconds, returncode, words
):
    darkroom_is(monkeypatch, program)
    monkeypatch.setattr(developing, "SECONDS", seconds)

    with (
        caplog.at_level(logging.WARNING, "articles.pictures.developing"),
        pytest.raises(PictureRefused, match=words),
    ):
        add(drawn("PNG"))

    (process,) = started
    assert process.returncode == returncode
    assert not is_running(process)
    assert "darkroom" in caplog.text
    assert not Image.objects.exists()
    assert files(media_folder) == []


def test_picture_that_needs_too_much_memory_is_refused_kindly(monkeypatch):
    darkroom_is(
        monkeypatch,
        "import runpy\nfrom articles.darkroom import confinement, development\n"
        "confinement.MEMORY_BYTES = 400_000_000\n"
        "runpy.run_module('articles.darkroom', run_name='__main__')",
    )
    large = saved(PIL.Image.new("RGB", (8000, 5000)), "PNG")

    with pytest.raises(PictureRefused, match="more memory than there is"):
        develop(large, ORDER)


def test_the_largest_picture_fits_into_the_limits():
    turned = PIL.Image.Exif()
    turned[0x0112] = 6
    large = saved(PIL.Image.new("RGBA", (8000, 5000), "red"), "PNG", exif=turned, compress_level=1)

    developed = develop(large, Order((320,)))

    assert (developed.width, developed.height) == (5000, 8000)


def test_one_picture_is_read_at_a_time_and_the_next_waits_or_is_refused(monkeypatch):
    monkeypatch.setattr(developing, "_PLACE", BoundedSemaphore(1))
    monkeypatch.setattr(developing, "SECONDS", 0.05)
    with developing._PLACE, pytest.raises(PictureRefused, match="in a minute"):
        develop(drawn(), ORDER)
    monkeypatch.setattr(developing, "SECONDS", 60.0)

    assert develop(drawn(), ORDER).width == 640


def test_place_is_free_again_after_a_failure(monkeypatch):
    with monkeypatch.context() as patch:
        darkroom_is(patch, DIES)
        with pytest.raises(PictureRefused):
            develop(drawn(), ORDER)

    assert develop(drawn(), ORDER).width == 640
