"""Whoever may do everything in the database changes the record, and each way of doing so is found."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from newsportal.audit import chain
from newsportal.audit.acts import Act
from newsportal.audit.chain import Head, prove
from newsportal.audit.models import AuditEntry
from newsportal.audit.recording import record
from tests.articles.management.test_make_renditions import Terminal
from tests.makers import make_section, make_user
from tests.records import recorded

pytestmark = pytest.mark.django_db

RESET_HASH = """
UPDATE audit_entry SET hash = encode(sha256(convert_to(audit_canonical(
    number::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), act, actor_key::text,
    actor, kind, object_key, object, before::text, after::text, request, previous
), 'UTF8')), 'hex') WHERE number = {number}
"""

ONE_ON = "UPDATE audit_entry SET number = number + 1 WHERE number = {number}"


@pytest.fixture
def entries():
    """Six acts of two people and of a program, with all kinds of texts and values."""
    editor, chief = make_user(name="Ann Editor"), make_user(name="Чэслаў")
    for number, by in enumerate((editor, chief, None, editor, chief, None)):
        section = make_section(name=f"Сьвет, 12:{number}")
        after = {"number": 1.50, "words": 'a "quoted", \\ 日本', "list": [number, None, True]}
        record(act=Act.ARTICLE_UPDATED, about=section, by=by, before=None, after=after)
    return recorded()


def alter(*statements):
    """Change rows as a superuser can: with the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


def run(*arguments, **options):
    """What the command says, what it shows on the terminal, and how it ends."""
    stdout, stderr = StringIO(), Terminal()
    try:
        call_command("verify_audit", *arguments, stdout=stdout, stderr=stderr, **options)
    except CommandError as error:
        return stdout.getvalue(), stderr.getvalue(), (error.returncode, str(error))
    return stdout.getvalue(), stderr.getvalue(), (0, "")


def head(entry):
    return f"{entry.number}:{entry.hash}"


def test_a_whole_chain_ends_with_its_head(entries):
    said, shown, ended = run()

    assert said == f"6 rows checked: the chain is whole.\nHead: {head(entries[-1])}\n"
    assert shown.endswith(" 6 of 6\n")
    assert ended == (0, "")


def test_an_empty_record_is_whole():
    said, _, ended = run()

    assert said == f"0 rows checked: the chain is whole.\nHead: 0:{'0' * 64}\n"
    assert ended == (0, "")


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'Somebody else'",
        "actor_key = NULL",
        "at = at - interval '1 microsecond'",
        "act = 'article.published'",
        "kind = 'article'",
        "object_key = '0'",
        "object = 'Other words'",
        "before = '{}'",
        "before = 'null'",
        "after = jsonb_set(after, '{number}', '1.6')",
        "request = 'x'",
        "previous = repeat('0', 64)",
        "hash = repeat('0', 64)",
    ],
)
def test_a_changed_row_is_named(entries, change):
    alter(f"UPDATE audit_entry SET {change} WHERE number = 4")  # noqa: S608 - our own words

    said, _, ended = run()

    assert said == ""
    words = "Changed: Row 4 does not hold what was recorded. The 3 rows before it are whole."
    assert ended == (1, words)


def test_texts_that_flow_into_each_other_are_told_apart(entries):
    alter("UPDATE audit_entry SET kind = kind || 'x', object_key = '1' WHERE number = 2")
    first = prove().fault
    alter("UPDATE audit_entry SET kind = 'section', object_key = 'x1' WHERE number = 2")

    assert first.number == prove().fault.number == 2


@pytest.mark.parametrize("number", [1, 5, 6])
def test_a_changed_row_whose_hash_was_made_to_fit_is_named(entries, number):
    name = "UPDATE audit_entry SET actor = 'Somebody else' WHERE number = {number};"
    alter((name + RESET_HASH).format(number=number))

    _, _, (code, words) = run("--head", head(entries[-1]))

    assert code == 1
    assert words.startswith("Rewritten: ")
    assert prove(kept=Head.read(head(entries[-1]))).fault.number == number


@pytest.mark.parametrize(
    ("gone", "words"),
    [("1", "row 1"), ("3", "row 3"), ("2, 3, 4", "rows 2 to 4")],
)
def test_missing_rows_are_named(entries, gone, words):
    alter(f"DELETE FROM audit_entry WHERE number IN ({gone})")  # noqa: S608 - our own words

    _, _, (code, said) = run()

    assert code == 1
    assert said.startswith(f"Missing: The record lacks {words}.")


def test_a_gap_that_was_closed_is_seen(entries):
    alter(
        "DELETE FROM audit_entry WHERE number = 3",
        "UPDATE audit_entry SET number = 3 WHERE number = 4",
    )

    _, _, (code, said) = run()

    assert (code, said.partition(" The 2")[0]) == (
        1,
        "Moved: What stands in row 3 was recorded as row 4.",
    )


def test_rows_that_changed_places_are_named(entries):
    alter(
        "UPDATE audit_entry SET number = 99 WHERE number = 2",
        "UPDATE audit_entry SET number = 2 WHERE number = 5",
        "UPDATE audit_entry SET number = 5 WHERE number = 99",
    )

    _, _, (code, said) = run()

    assert code == 1
    assert said.startswith("Moved: What stands in row 2 was recorded as row 5.")


def test_a_row_that_was_put_in_is_named(entries):
    """All that follow were moved one place on to make room for it."""
    alter(
        *(ONE_ON.format(number=number) for number in (6, 5, 4, 3)),
        "INSERT INTO audit_entry SELECT act, actor_key, 'Somebody else', kind, object_key, object,"
        " before, after, request, 3, at, hash, '' FROM audit_entry WHERE number = 2",
        RESET_HASH.format(number=3),
    )

    assert prove().fault.number == 4


def test_an_end_that_was_cut_off_is_seen_by_a_head_that_was_kept(entries):
    alter("DELETE FROM audit_entry WHERE number > 4")

    assert run()[2] == (0, "")
    assert run("--head", head(entries[3]))[2] == (0, "")
    _, _, (code, said) = run("--head", head(entries[5]))
    assert code == 1
    assert said.startswith("Cut off: The record ends with row 4; it once went on to 6.")


def test_a_record_that_was_written_anew_is_seen_by_a_head_that_was_kept(entries):
    alter("DELETE FROM audit_entry")
    for _ in entries:
        record(act=Act.ARTICLE_UPDATED, about=make_section(), by=None)
    recorded()

    assert run()[2] == (0, "")
    _, _, (code, said) = run("--head", head(entries[3]))
    assert code == 1
    assert said.startswith("Rewritten: Row 4 is another one than when its head was kept")


def test_new_acts_are_checked_from_a_row_on(entries):
    alter("UPDATE audit_entry SET actor = 'Somebody else' WHERE number = 2")

    said, _, ended = run("--since", "3")

    assert said.startswith("4 rows checked")
    assert ended == (0, "")
    assert run("--since", "2")[2][0] == 1


def test_a_row_that_follows_nothing_is_no_proof(entries):
    _, _, (code, said) = run("--since", "9")

    assert code == 1
    assert said.startswith("Missing: There is no row 8 for row 9 to follow.")


def test_the_row_before_the_first_that_is_checked_holds_the_chain(entries):
    alter("UPDATE audit_entry SET hash = repeat('1', 64) WHERE number = 2")

    assert prove(since=3).fault.number == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--head", "12"], "is no head"),
        (["--head", "12:xyz"], "is no head"),
        (["--since", "0"], "is no row"),
        (["--since", "3", "--head", f"2:{'0' * 64}"], "comes before row 3"),
    ],
)
def test_wrong_options_are_told_in_words(entries, arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("verify_audit", *arguments, stdout=StringIO())


def test_machines_get_an_object(entries):
    whole = json.loads(run("--json")[0])
    alter("DELETE FROM audit_entry WHERE number = 3")
    said, _, (code, _) = run("--json")

    assert whole == {"is_whole": True, "checked": 6, "head": head(entries[-1]), "fault": None}
    assert code == 1
    assert json.loads(said)["fault"] == {
        "row": 3,
        "kind": "missing",
        "words": "The record lacks row 3.",
    }


def test_the_bar_moves_while_rows_are_read(entries, monkeypatch):
    monkeypatch.setattr(chain, "AT_ONCE", 4)
    moved = []

    prove(done=moved.append)

    assert moved == [4, 2]


class AnyText(TestCase):
    """Python and PostgreSQL hash the same bytes, whatever was recorded."""

    @given(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats(allow_nan=False, allow_infinity=False),
            lambda inner: st.lists(inner, max_size=3),
        ),
    )
    def test_a_row_is_whole(self, text, value):
        section = make_section(name="World")
        record(
            act=Act.ARTICLE_UPDATED,
            about=section,
            by=None,
            words=f"w{text}",
            before={"text": text, "value": value},
        )
        recorded()

        assert prove().fault is None
        assert AuditEntry.objects.exists()
