"""Every table that a public page reads raises a version when it changes.

The tables are those of the queries that the public routes make, on a small paper that shows all there is.
"""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Affiliation, Redirect
from comments.models import Comment
from tests.articles.views.paper import make_paper
from tests.repository.test_routes import PUBLIC

pytestmark = pytest.mark.django_db

EVENTS = {"INSERT", "UPDATE", "DELETE", "TRUNCATE"}
BITS = {"INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}
# The key of an article joins what belongs to it; nothing of the working copy is shown. The version
# itself is what the others raise.
SHOWN_NOWHERE = {"articles_article", "articles_publicversion"}


def tables_read_by(addresses):
    """The tables of all queries for pages, those that lead elsewhere or nowhere included."""
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with CaptureQueriesContext(connection) as queries:
        for address in addresses:
            assert Client().get(address).status_code in {200, 301, 404, 410}, address
    named = {name for query in queries for name in re.findall(r"\w+", query["sql"])}
    return named & known


def events_of_triggers():
    """Which changes of which tables raise a version, by the functions that do."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgtype FROM pg_trigger JOIN pg_proc ON tgfoid = pg_proc.oid"
            " WHERE proname IN ('articles_raise_noted_versions', 'articles_raise_emptied_versions')"
        )
        rows = cursor.fetchall()
    found: dict[str, set[str]] = {}
    for table, bits in rows:
        found.setdefault(table, set()).update(event for event, bit in BITS.items() if bits & bit)
    return found


def test_every_table_that_pages_read_raises_a_version():
    paper = make_paper(stories=2)
    Affiliation.objects.create(person=paper.person, organisation=paper.organisation, role="Fellow")
    Redirect.objects.create(path="/people/augusta-ada-king/", person=paper.person)
    comment = Comment.objects.order_by("pk")[0]
    addresses = [
        *(address.format(comment=comment) for address in PUBLIC),
        *paper.addresses.values(),
        "/people/augusta-ada-king/",
        "/search/?q=babage",
    ]

    read = tables_read_by(addresses) - SHOWN_NOWHERE

    assert {"articles_edition", "articles_placement", "comments_comment"} < read
    raising = events_of_triggers()
    assert {table: raising.get(table) for table in read} == dict.fromkeys(read, EVENTS)


def test_no_table_raises_a_version_for_nothing():
    """What pages don't read would make caches ask again for what has not changed."""
    newsroom_only = {"articles_article", "articles_revision", "articles_mention", "articles_byline"}

    assert not newsroom_only & events_of_triggers().keys()
