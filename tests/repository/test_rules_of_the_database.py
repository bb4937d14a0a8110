"""The rules as PostgreSQL has them after all migrations: those that Django can't declare included."""

import re

import pytest
from django.db import connection

from tests.repository.project import CODE, own_models, sources

pytestmark = pytest.mark.django_db

OWN = {model._meta.db_table for model in own_models()}
# Django names these by itself: keys, `>= 0` of positive numbers, the login's unique address.
NAMED_BY_DJANGO = re.compile(r"_pkey$|_check$|_key$|_uniq$|_fk_|_id_[0-9a-f]{8}$")
# What a composite foreign key points at; no row can break it that has a primary key.
REFERRED_TO = {
    "comment_id_in_thread",
    "edition_id_of_article",
    "edition_id_of_publication",
    "revision_id_of_article",
}


def found_by(query):
    with connection.cursor() as cursor:
        return {row[0]: row[1:] for row in cursor.execute(query).fetchall()}


def constraints():
    """Every constraint of our tables by name: its table and whether old rows were checked too."""
    rows = found_by(
        "SELECT conname, conrelid::regclass::text, convalidated FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'u', 'x', 'f')"
    )
    return {name: row for name, row in rows.items() if row[0] in OWN}


def raised_by_triggers():
    """The names by which our triggers refuse a row."""
    bodies = found_by(
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
        "AND prorettype = 'trigger'::regtype"
    )
    return {
        name for (body,) in bodies.values() for name in re.findall(r"CONSTRAINT = '(\w+)'", body)
    }


def test_every_rule_of_the_database_is_shown_refusing_a_row():
    folders = [f"tests/{name}" for name in CODE]
    tests = "\n".join(path.read_text(encoding="utf-8") for path in sources(*folders, suffix=".py"))
    named = {name for name in constraints() if not NAMED_BY_DJANGO.search(name)} - REFERRED_TO

    rules = named | raised_by_triggers()
    untested = [name for name in sorted(rules) if not re.search(rf"\b{name}\b", tests)]

    assert len(rules) > 100
    assert not untested, "show in a test that each refuses its bad row, and name it there"


def test_every_rule_of_a_model_is_in_the_database():
    unique_indexes = found_by(
        "SELECT indexname, tablename FROM pg_indexes WHERE schemaname = 'public'"
    )
    there = constraints().keys() | unique_indexes.keys()

    declared = {rule.name for model in own_models() for rule in model._meta.constraints}
    assert declared <= there


def test_every_rule_holds_for_old_rows_too():
    assert [name for name, (_, validated) in constraints().items() if not validated] == []


def test_every_trigger_is_switched_on():
    triggers = found_by(
        "SELECT tgname, tgenabled FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgrelid::regclass::text"
        " LIKE ANY (ARRAY['articles%', 'comments%', 'previews%', 'audit%'])"
    )

    assert {"mention_candidates", "revision_is_immutable", "edition_is_immutable"} < triggers.keys()
    assert {"audit_entry_chained", "audit_entry_append_only"} < triggers.keys()
    assert {enabled for (enabled,) in triggers.values()} == {"O"}
