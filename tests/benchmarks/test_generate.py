"""The generator of newspapers: what it writes keeps all rules, and a killed load goes on."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article, Credit, Edition, Person, SearchEntry, Subject
from benchmarks.data import indexes, loading, rules
from benchmarks.data.plan import Plan
from comments.models import Comment, Thread
from tests.makers import make_section

PLAN = Plan(articles=120, comments=800)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _database_as_it_was(settings, tmp_path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    yield
    list(indexes.build())
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS benchmark_plan, benchmark_index")


class Killed(Exception):
    """The load ends here."""


def killed_after(batches, copy):
    """Copying that goes well so many times."""
    left = iter(range(batches))

    def copy_or_die(*rows):
        if next(left, None) is None:
            raise Killed
        copy(*rows)

    return copy_or_die


def index_names():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")
        return {name for (name,) in cursor.fetchall()} - {"benchmark_index_pkey"}


def test_a_killed_load_goes_on_and_ends_with_every_row_index_and_rule(client, monkeypatch):
    before = index_names()
    monkeypatch.setattr(loading, "STORIES_AT_ONCE", 50)
    monkeypatch.setattr(loading, "COMMENTS_AT_ONCE", 100)
    copy = loading._copy
    for batches, (stories, has_threads) in {2: (100, False), 3: (120, True)}.items():
        monkeypatch.setattr(loading, "_copy", killed_after(batches, copy))
        with pytest.raises(Killed):
            loading.load(PLAN)
        assert Article.objects.count() == stories
        assert Thread.objects.filter(pk__lt=119).exists() == has_threads

    monkeypatch.setattr(loading, "_copy", copy)
    assert loading.load(PLAN)

    assert index_names() == before
    assert [model.objects.count() for model in (Article, Edition, Comment)] == [120, 156, 800]
    assert Subject.objects.count() > 120
    assert Credit.objects.count() == 156
    seven, five_hundred = (Thread.objects.get(article_id=key) for key in (119, 118))
    assert (seven.visible_count, five_hundred.visible_count) == (7, 500)
    assert client.get(Edition.objects.get(article=119, ends_at=None).path).status_code == 200
    assert not loading.load(PLAN)
    with pytest.raises(loading.Refused, match="120 stories"):
        loading.load(Plan(articles=130, comments=800))


def test_a_row_that_breaks_a_rule_is_found():
    loading.load(PLAN)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM articles_person WHERE id = 1")
        cursor.execute("RESET session_replication_role")

    with pytest.raises(rules.Broken, match="break"):
        list(rules.check())


@pytest.mark.parametrize("model", [Credit, Subject, SearchEntry])
def test_a_row_that_ends_apart_from_its_edition_is_found(model):
    loading.load(PLAN)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        model.objects.filter(edition=1).update(ends_at=timezone.now())
        cursor.execute("RESET session_replication_role")

    with pytest.raises(rules.Broken, match=f"times of {model._meta.db_table}"):
        list(rules.check())


def test_a_database_that_holds_something_else_is_refused():
    make_section()

    with pytest.raises(loading.Refused, match="something else"):
        loading.load(PLAN)
    assert not Person.objects.exists()
