"""Whom an edition names, and whom it is by, have its times: whoever writes, and whatever is given."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection

from articles.models import Byline, Credit, Edition, Subject
from articles.publishing import publish, update, withdraw
from tests.makers import PUBLISHED_AT, make_article, make_edition, make_mention, make_person

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
MODELS = (Subject, Credit)


@pytest.fixture
def article():
    """A manuscript by somebody that names somebody else."""
    article = make_article()
    make_mention(article, make_person())
    Byline.objects.create(article=article, person=make_person(), role="by")
    return article


def times(model):
    return list(model.objects.order_by("pk").values_list("edition_id", "starts_at", "ends_at"))


def of_editions():
    return list(Edition.objects.order_by("pk").values_list("pk", "starts_at", "ends_at"))


def forget_times(model):
    """The rows as the migration finds them."""
    connection.check_constraints()
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ALTER starts_at DROP NOT NULL")
        cursor.execute(f"DROP TRIGGER times_of_edition ON {table}")
    model.objects.update(starts_at=None, ends_at=None)


def changed(article):
    article.refresh_from_db()
    article.headline = f"{article.headline}, changed"
    article.save()
    return article


@pytest.mark.parametrize("model", MODELS)
def test_names_begin_and_end_with_their_edition(article, model):
    publish(article, by=None, at=PUBLISHED_AT)
    newer = update(changed(article), by=None, at=PUBLISHED_AT + HOUR)
    withdraw(article, by=None, reason="Not true.", at=PUBLISHED_AT + 2 * HOUR)

    assert times(model) == of_editions()
    assert [ends for _, _, ends in times(model)] == [newer.starts_at, PUBLISHED_AT + 2 * HOUR]


@pytest.mark.parametrize("model", MODELS)
def test_an_end_that_is_taken_back_is_taken_back_for_names(article, model):
    publish(article, by=None, at=PUBLISHED_AT)
    ended = Edition.objects.all()

    ended.update(ends_at=PUBLISHED_AT + HOUR)
    before = times(model)
    ended.update(ends_at=None)

    assert [ends for _, _, ends in before] == [PUBLISHED_AT + HOUR]
    assert times(model) == of_editions()


@pytest.mark.parametrize("model", MODELS)
def test_whatever_times_are_given_are_those_of_the_edition(article, model):
    edition = publish(article, by=None, at=PUBLISHED_AT)
    wrong = {"starts_at": PUBLISHED_AT - HOUR, "ends_at": PUBLISHED_AT}

    model.objects.update(**wrong)
    entered = {"edition": edition, "person": make_person(), "published_at": PUBLISHED_AT}
    if model is Subject:
        entered |= {"salience": "about", "certainty": "confirmed"}
    model.objects.create(**entered, **wrong)

    assert times(model) == [(edition.pk, PUBLISHED_AT, None)] * 2


@pytest.mark.parametrize("model", MODELS)
def test_a_name_that_moves_to_another_edition_takes_its_times(article, model):
    publish(article, by=None, at=PUBLISHED_AT)
    other = make_edition(at=PUBLISHED_AT)
    Edition.objects.filter(pk=other.pk).update(ends_at=PUBLISHED_AT + HOUR)

    model.objects.update(edition=other)

    assert times(model) == [(other.pk, PUBLISHED_AT, PUBLISHED_AT + HOUR)]


@pytest.mark.parametrize("model", MODELS)
def test_the_migration_fills_what_is_missing(article, model):
    publish(article, by=None, at=PUBLISHED_AT)
    withdraw(article, by=None, reason="Not true.", at=PUBLISHED_AT + HOUR)
    forget_times(model)

    migration = import_module("articles.migrations.0032_times_beside_names_of_editions")
    with connection.schema_editor() as editor:
        migration.fill(None, editor)

    assert times(model) == of_editions()


@pytest.mark.parametrize("model", MODELS)
def test_an_edition_that_ends_while_the_table_is_filled_tells_its_beginning_too(article, model):
    """The filling leaves such a row alone: what it read of the edition may have become wrong."""
    publish(article, by=None, at=PUBLISHED_AT)
    forget_times(model)

    withdraw(article, by=None, reason="Not true.", at=PUBLISHED_AT + HOUR)

    assert times(model) == of_editions()
