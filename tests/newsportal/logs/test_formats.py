"""Lines that machines read, and lines that people read. In neither can anybody forge one."""

import json
import logging
from datetime import UTC, datetime

import pytest

from newsportal.logs.current import CurrentRequest, current_request
from newsportal.logs.formats import AddRequest, JsonLines, TextLines, printable

FORGED = "a\n2026-11-22 ERROR forged: \r\x1b[2J\x85\u2028b"


@pytest.fixture
def _request():
    token = current_request.set(CurrentRequest("0123", "GET", f"/{FORGED}"))
    yield
    current_request.reset(token)


def record(message, *args, exc_info=None, **extra):
    made = logging.LogRecord("site", logging.WARNING, "", 1, message, args, exc_info)
    made.__dict__.update(extra)
    assert AddRequest().filter(made)
    return made


def failure(message):
    try:
        int(message)
    except ValueError as error:
        return ValueError, ValueError(message), error.__traceback__


@pytest.mark.usefixtures("_request")
def test_a_machine_reads_one_object_a_line():
    made = record("said %s", FORGED, exc_info=failure(FORGED), status=200, request="<q=secret>")
    line = JsonLines().format(made)

    assert len(line.splitlines()) == 1
    read = json.loads(line)
    assert read["message"] == f"said {FORGED}"
    assert read["path"] == f"/{FORGED}"
    assert (read["level"], read["logger"], read["request_id"]) == ("WARNING", "site", "0123")
    assert (read["method"], read["status"]) == ("GET", 200)
    assert datetime.fromisoformat(read["time"]).tzinfo == UTC
    assert read["exception"].startswith("Traceback")
    assert "secret" not in line


def test_a_machine_is_not_told_what_is_not_there():
    assert set(json.loads(JsonLines().format(record("started")))) == {
        "time",
        "level",
        "logger",
        "message",
        "process",
    }


@pytest.mark.usefixtures("_request")
def test_no_text_of_a_reader_begins_a_line_for_people():
    made = record("said %s", FORGED, exc_info=failure(FORGED), status=200, stack_info=FORGED)
    first, *more = TextLines().format(made).split("\n")

    assert first.endswith("b [request=0123 status=200]")
    assert "said a\\n2026" in first
    assert all(line.startswith("    ") for line in more)
    assert any("ValueError: a" in line for line in more)
    everything = "".join([first, *more])
    assert all(character.isprintable() for character in everything)


def test_a_line_for_people_says_nothing_of_what_is_not_there():
    assert TextLines().format(record("started")).endswith("WARNING site: started")


def test_printable_text_is_left_alone():
    assert printable("“Näh” – 100 %") == "“Näh” – 100 %"
