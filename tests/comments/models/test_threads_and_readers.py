from datetime import UTC, datetime

import pytest

from comments.models import Allowance, Reader
from tests.makers import PUBLISHED_AT, make_edition, make_thread, make_user
from tests.refusals import refused_by

NOW = datetime(2025, 11, 22, 20, tzinfo=UTC)


@pytest.mark.django_db
def test_thread_mode_known():
    article = make_edition().article

    with refused_by("thread_mode_known"):
        make_thread(article=article, mode="maybe")


@pytest.mark.django_db
def test_thread_closes_after_opening():
    article = make_edition().article

    with refused_by("thread_closes_after_opening"):
        make_thread(article=article, opens_at=PUBLISHED_AT, closes_at=PUBLISHED_AT)


@pytest.mark.django_db
def test_an_article_has_one_thread():
    thread = make_thread(article=make_edition(headline="Pardons").article)

    with refused_by("comments_thread_pkey"):
        make_thread(article=thread.article)
    assert str(thread) == "Comments on Pardons"


@pytest.mark.django_db
def test_reader_display_name_not_empty():
    with refused_by("reader_display_name_not_empty"):
        Reader.objects.create(display_name=" ")


@pytest.mark.django_db
def test_a_reader_outlives_their_login():
    reader = Reader.objects.create(user=make_user(), display_name="Mariposa")

    reader.user.delete()
    reader.refresh_from_db()

    assert reader.user is None
    assert str(reader) == "Mariposa"


@pytest.mark.django_db
def test_allowance_tokens_not_negative():
    with refused_by("allowance_tokens_not_negative"):
        Allowance.objects.create(key="a" * 64, tokens=-0.5, refilled_at=NOW)


def test_an_allowance_is_called_by_its_key():
    assert str(Allowance(key="abc")) == "abc"
