from contextlib import contextmanager, suppress
from threading import Thread

import pytest
from django.db import connection, transaction

from articles.models import Image, Rendition
from articles.pictures import AlreadyInLibrary, library
from articles.pictures.renditions import store_renditions
from tests.articles.darkroom.drawing import draw, drawn, opened
from tests.articles.pictures.test_library import add, files

pytestmark = pytest.mark.django_db(transaction=True)


class Refused(Exception):
    """A later step of the caller's transaction says no."""


@contextmanager
def taken_back():
    """A transaction, or a part of one, whose last step says no."""
    with suppress(Refused), transaction.atomic():
        yield
        raise Refused


def test_failure_while_storing_leaves_no_row_and_no_file(media_folder, monkeypatch):
    def stores_and_fails(*arguments):
        store_renditions(*arguments)
        assert len(files(media_folder)) > 1
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(library, "store_renditions", stores_and_fails)

    with pytest.raises(OSError, match="No space left"):
        add(drawn())

    assert not Image.objects.exists()
    assert files(media_folder) == []


def test_file_that_was_written_in_part_is_removed(media_folder, monkeypatch):
    def writes_half(storage, name, content, max_length=None):
        target = media_folder / name
        target.parent.mkdir(parents=True)
        target.write_bytes(content.read()[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage.save", writes_half)

    with pytest.raises(OSError, match="No space left"):
        add(drawn())

    assert files(media_folder) == []


def test_caller_that_fails_later_leaves_no_row_and_no_file(media_folder):
    with taken_back():
        add(drawn())
        assert files(media_folder)

    assert not Image.objects.exists()
    assert files(media_folder) == []


def test_part_that_is_taken_back_takes_its_files_along(media_folder):
    with transaction.atomic():
        kept = add(drawn("PNG"))
        with taken_back():
            add(drawn("JPEG"))

    assert list(Image.objects.all()) == [kept]
    assert all(path.name.startswith(kept.content_hash[:20]) for path in files(media_folder))
    assert len(files(media_folder)) == 1 + kept.renditions.count()


@transaction.atomic
def _add_behind_a_hook_that_fails():
    transaction.on_commit(_fail)
    add(drawn())


def _fail():
    raise Refused


def test_committed_files_stay_though_another_hook_fails(media_folder):
    with pytest.raises(Refused):
        _add_behind_a_hook_that_fails()

    assert len(files(media_folder)) == 1 + Rendition.objects.count()


class Upload(Thread):
    """The same bytes sent by somebody else, who has to wait for our transaction."""

    image = known = None

    def run(self):
        try:
            self.image = add(drawn())
        except AlreadyInLibrary as refusal:
            self.known = refusal.image
        finally:
            connection.close()

    def start_and_wait_for_us(self):
        self.start()
        waiting = """
            SELECT EXISTS (
                SELECT FROM pg_locks AS wanted JOIN pg_locks AS ours USING (transactionid)
                WHERE NOT wanted.granted AND ours.granted AND ours.pid = pg_backend_pid()
            )
        """
        with connection.cursor() as cursor:
            while cursor.execute(waiting).fetchone() == (False,):
                assert self.is_alive()


def test_two_uploads_of_the_same_bytes_at_once_are_one_picture(media_folder):
    second = Upload()
    with transaction.atomic():
        first = add(drawn())
        second.start_and_wait_for_us()
    second.join(10)

    assert (second.image, second.known) == (None, first)
    assert Image.objects.count() == 1
    assert len(files(media_folder)) == 1 + Rendition.objects.count()


def test_second_upload_is_stored_when_the_first_one_fails(media_folder):
    second = Upload()
    with taken_back():
        add(drawn())
        second.start_and_wait_for_us()
    second.join(10)

    assert list(Image.objects.all()) == [second.image]
    assert len(files(media_folder)) == 1 + Rendition.objects.count()
    with opened((media_folder / second.image.original.name).read_bytes()) as original:
        assert original.size == draw().size
