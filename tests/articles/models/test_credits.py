"""Whom editions are by: rows that follow the printed byline."""

from importlib import import_module

import pytest
from django.db import connection

from articles.addresses import remember_address
from articles.models import Byline, Credit
from articles.publishing import publish
from tests.makers import PUBLISHED_AT, make_article, make_person

pytestmark = pytest.mark.django_db


def credited():
    return list(Credit.objects.order_by("person_id").values_list("person__name", "published_at"))


@pytest.fixture
def _edition_by_two() -> None:
    """By Ada, who also took the photos, and by Grace."""
    article = make_article()
    for name, roles in {"Ada": ["by", "photos_by"], "Grace": ["by"]}.items():
        person = make_person(name=name, slug=name.lower())
        for role in roles:
            Byline.objects.create(article=article, person=person, role=role)
    publish(article, by=None, at=PUBLISHED_AT)


@pytest.mark.usefixtures("_edition_by_two")
def test_an_edition_credits_everybody_of_its_byline_once():
    assert credited() == [("Ada", PUBLISHED_AT), ("Grace", PUBLISHED_AT)]


@pytest.mark.usefixtures("_edition_by_two")
def test_the_migration_credits_whom_printed_bylines_link_to_today_or_before():
    written = credited()
    ada = Byline.objects.filter(person__name="Ada")[0].person
    ada.slug = "ada-king"
    ada.save()
    remember_address(ada, "/people/ada/")
    Credit.objects.all().delete()

    migration = import_module("articles.migrations.0010_credits_of_printed_bylines")
    with connection.cursor() as cursor:
        cursor.execute(migration.FILL)

    assert credited() == written
