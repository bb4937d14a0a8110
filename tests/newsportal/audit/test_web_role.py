"""Whoever serves the site adds to the record and can do nothing else to it, whatever they send."""

from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.errors import InsufficientPrivilege

from newsportal.audit.models import AuditEntry
from newsportal.audit.web_role import can_change_record
from newsportal.checks import check_record
from newsportal.embedded_postgres.layout import ROLE, WEB_ROLE
from tests.repository.project import own_models

NOTE = "INSERT INTO audit_note (act, actor, kind, object_key, object, request) VALUES "
NOTE += "('article.published', 'Anna', 'article', '1', 'Words', '')"

SILENCING_TRIGGER = """
CREATE TRIGGER mine BEFORE INSERT ON audit_entry FOR EACH ROW
EXECUTE FUNCTION suppress_redundant_updates_trigger()
"""
SAME_FOR_ALL = """
CREATE OR REPLACE FUNCTION audit_canonical(VARIADIC fields text[]) RETURNS text LANGUAGE sql
AS $$ SELECT 'same' $$
"""


@pytest.fixture
def web(transactional_db):
    """A connection as a worker of the server has it, with an entry in the record."""
    database: Any = connection
    information = make_conninfo(database.conninfo(), user=WEB_ROLE)
    with psycopg.connect(information, autocommit=True) as connected:
        connected.execute(NOTE)
        yield connected


def test_an_act_is_entered_into_the_chain(web):
    (entry,) = AuditEntry.objects.all()

    assert (entry.number, entry.act, entry.actor) == (1, "article.published", "Anna")
    assert web.execute("SELECT hash FROM audit_entry").fetchall() == [(entry.hash,)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'Somebody else'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "INSERT INTO audit_entry SELECT * FROM audit_entry",
        "COPY audit_entry FROM STDIN",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only",
        "ALTER TABLE audit_entry OWNER TO newsportal_web",
        "DROP TABLE audit_entry",
        "DROP TRIGGER audit_entry_append_only ON audit_entry",
        "DROP TRIGGER audit_note_entered ON audit_note",
        SILENCING_TRIGGER,
        "CREATE RULE mine AS ON INSERT TO audit_entry DO INSTEAD NOTHING",
        SAME_FOR_ALL,
        "ALTER FUNCTION audit_enter_note() SET search_path = pg_temp",
        "SET session_replication_role = replica",
        f"SET ROLE {ROLE}",
        f"SET SESSION AUTHORIZATION {ROLE}",
        f"ALTER ROLE {WEB_ROLE} SUPERUSER",
        "UPDATE audit_note SET actor = 'Somebody else'",
        "DELETE FROM audit_note",
        "TRUNCATE audit_note",
        "CREATE TABLE mine (number integer)",
        "CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$",
        "DELETE FROM django_migrations",
        "DO $$ BEGIN LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE; END $$",
    ],
)
def test_the_record_can_not_be_changed(web, statement):
    with pytest.raises(InsufficientPrivilege):
        web.execute(statement)

    assert AuditEntry.objects.get().actor == "Anna"


def test_a_grant_that_nobody_may_give_gives_nothing(web):
    """PostgreSQL answers such a grant with a warning, not with an error."""
    web.execute(f"GRANT ALL ON audit_entry TO {WEB_ROLE}")

    assert not can_change_record(WEB_ROLE)


def test_a_table_of_the_same_name_stands_in_for_nothing(web):
    web.execute("CREATE TEMPORARY TABLE audit_entry (LIKE public.audit_entry)")
    web.execute("SET search_path = pg_temp, public")

    web.execute(NOTE)

    assert AuditEntry.objects.count() == 2
    assert web.execute("SELECT count(*) FROM pg_temp.audit_entry").fetchone() == (0,)


def test_a_statement_that_ends_the_constraints_early_changes_nothing(web):
    """The order of the chain is that of the commits, and also of who could not wait for it."""
    with web.transaction():
        web.execute(NOTE)
        web.execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert list(AuditEntry.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


@pytest.mark.django_db
def test_all_other_tables_are_read_and_written():
    """What a migration adds is granted by the same command."""
    with connection.cursor() as cursor:
        for model in own_models():
            table = model._meta.db_table
            cursor.execute(
                "SELECT has_table_privilege(%s, %s, 'SELECT') AND has_table_privilege(%s, %s, 'INSERT')"
                " AND has_table_privilege(%s, %s, 'UPDATE') AND has_table_privilege(%s, %s, 'DELETE')",
                [WEB_ROLE, table] * 4,
            )
            expected = table not in {"audit_entry", "audit_note"}
            assert cursor.fetchone() == (expected,), table


@pytest.mark.django_db
def test_a_check_names_a_role_that_can_change_the_record(settings):
    settings.DATABASE_WEB_ROLE = WEB_ROLE
    assert check_record(databases=["default"]) == []
    settings.DATABASE_WEB_ROLE = ""

    (warning,) = check_record(databases=["default"])

    assert warning.id == "newsportal.W004"
    assert "the role of DATABASE_URL" in warning.msg
    assert check_record(databases=None) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("SELECT 1", False),
        ("GRANT UPDATE ON audit_entry TO newsportal_web", True),
        ("GRANT TRUNCATE ON audit_entry TO newsportal_web", True),
        ("GRANT TRIGGER ON audit_entry TO newsportal_web", True),
        ("GRANT newsportal TO newsportal_web", True),
        ("ALTER ROLE newsportal_web SUPERUSER", True),
    ],
)
def test_every_way_to_the_record_is_seen(statement, expected):
    with connection.cursor() as cursor:
        cursor.execute(statement)

    assert can_change_record(WEB_ROLE) == expected


@pytest.mark.django_db
def test_who_is_not_there_can_not_change_it():
    assert not can_change_record("nobody_of_that_name")


@pytest.mark.django_db
def test_a_role_that_is_not_there_gets_words(settings):
    settings.DATABASE_WEB_ROLE = "nobody_of_that_name"

    with pytest.raises(CommandError, match='role "nobody_of_that_name" does not exist'):
        call_command("migrate", verbosity=0)
