"""Constants stand in the statement as PostgreSQL reads them; what changes stays a placeholder."""

import pytest
from django.db import connection

from comments.models import Comment
from newsportal.database.constants import is_literal, written_in

HARMLESS_IN_TEXT = [
    "it's",
    'double "quotes"',
    "back\\slash",
    "100 % sure %s",
    "two\nlines",
    "ü 🎉",
    "",
]


@pytest.mark.django_db
@pytest.mark.parametrize("constant", [*HARMLESS_IN_TEXT, 0, -5, 3_000_000_000, True, False])
def test_constant_comes_back_as_it_was(constant):
    assert is_literal(constant)
    with connection.cursor() as cursor:
        cursor.execute(written_in("SELECT %s, %s", [constant, None], placeholder="%s"), ["other"])
        assert cursor.fetchone() == (constant, "other")


def test_members_of_enumerations_are_their_texts():
    written = written_in("state = %s", [Comment.State.HELD], placeholder="%s")

    assert written == "state = 'held'"


def test_percent_signs_of_the_statement_are_no_placeholders():
    written = written_in("a %% 2 = %s AND b LIKE '%%s' AND c = %s", [None, 7], placeholder="(%s)")

    assert written == "a %% 2 = (%s) AND b LIKE '%%s' AND c = 7"


@pytest.mark.parametrize("constant", [None, 1.5, [1], {"a": 1}, b"bytes"])
def test_everything_else_is_sent(constant):
    assert not is_literal(constant)
