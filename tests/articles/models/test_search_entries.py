"""What search reads of editions follows them, whoever writes."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection

from articles.models import Edition, SearchEntry
from articles.publishing import update, withdraw
from tests.makers import PUBLISHED_AT, make_edition

pytestmark = pytest.mark.django_db


def entries():
    return list(SearchEntry.objects.order_by("pk").values())


def periods(model, key):
    return list(
        model.objects.order_by("pk").values_list(key, "starts_at", "ends_at", "published_at")
    )


def make_story(**overrides):
    """An edition whose words are one of each weight."""
    texts = {"headline": "Treaty", "standfirst": "Borders", "body": "<p>Prisoners</p>"}
    return make_edition(**texts | overrides)


def test_an_edition_is_entered_with_its_words_by_weight():
    edition = make_story()

    (entry,) = entries()

    assert entry == {
        "edition_id": edition.pk,
        "starts_at": edition.starts_at,
        "ends_at": None,
        "published_at": edition.published_at,
        "words": "'border':2B 'prison':3C 'treati':1A",
    }


def test_an_entry_begins_and_ends_with_its_edition():
    edition = make_story(at=PUBLISHED_AT)
    article = edition.article
    article.refresh_from_db()
    article.headline = "Contract"
    article.save()
    newer = update(article, by=None, at=PUBLISHED_AT + timedelta(hours=1))
    withdraw(article, by=None, reason="Not true.", at=PUBLISHED_AT + timedelta(hours=2))

    assert periods(SearchEntry, "edition_id") == periods(Edition, "pk")
    assert [entry["ends_at"] for entry in entries()] == [
        newer.starts_at,
        PUBLISHED_AT + timedelta(hours=2),
    ]


def test_an_edition_without_entry_gets_one_when_it_ends():
    """So the next migration may fill the table while stories are withdrawn."""
    edition = make_story()
    written = entries()
    SearchEntry.objects.all().delete()
    ended = edition.starts_at + timedelta(hours=1)

    Edition.objects.update(ends_at=ended)

    assert entries() == [written[0] | {"ends_at": ended}]


def test_the_migration_enters_what_is_missing_and_nothing_twice():
    make_story()
    kept = make_story(headline="Contract")
    written = entries()
    SearchEntry.objects.exclude(edition=kept).delete()

    migration = import_module("articles.migrations.0016_search_entries_of_editions")
    with connection.schema_editor() as editor:
        migration.fill(None, editor)

    assert entries() == written


def test_words_lie_in_the_row_uncompressed():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attstorage, reloptions FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid "
            "WHERE relname = 'articles_searchentry' AND attname = 'words'"
        )
        storage = cursor.fetchone()

    assert storage == ("m", ["toast_tuple_target=8160"])
