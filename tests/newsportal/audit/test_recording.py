"""An act is recorded with its transaction, in one chain, and nothing of it changes afterwards."""

import hashlib

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from newsportal.audit.acts import Act
from newsportal.audit.models import AuditEntry, AuditNote
from newsportal.audit.recording import LONGEST_TEXT, record
from newsportal.logs.current import CurrentRequest, current_request
from tests.makers import make_section, make_user
from tests.records import recorded
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db
PUBLISHED = Act.ARTICLE_PUBLISHED


def test_an_act_says_who_did_what_to_which_row():
    user, section = make_user(name="Ann Editor"), make_section(name="World")

    record(act=PUBLISHED, about=section, by=user, before={"is_live": False}, after={"by": "Anna"})

    (entry,) = recorded()
    assert entry.act == "article.published"
    assert (entry.actor_key, entry.actor) == (user.pk, "Ann Editor")
    assert (entry.kind, entry.object_key, entry.object) == ("section", str(section.pk), "World")
    assert (entry.before, entry.after) == ({"is_live": False}, {"by": "Anna"})
    assert not AuditNote.objects.exists()


def test_what_a_program_does_has_its_name(monkeypatch):
    monkeypatch.setattr("sys.argv", ["/srv/news/manage.py", "import_articles", "old/"])

    record(act=PUBLISHED, about=make_section(), by=None)

    (entry,) = recorded()
    assert (entry.actor_key, entry.actor) == (None, "manage.py import_articles")


def test_an_act_names_the_request_that_it_came_with():
    token = current_request.set(CurrentRequest("0123456789abcdef", "POST", "/admin/"))
    record(act=PUBLISHED, about=make_section(), by=None)
    current_request.reset(token)

    assert recorded()[0].request == "0123456789abcdef"


def test_a_long_text_is_cut_off():
    record(act=PUBLISHED, about=make_section(), by=None, words="x" * 400, after={"note": "é" * 600})

    (entry,) = recorded()
    assert entry.object == "x" * 299 + "…"
    assert entry.after == {"note": "é" * (LONGEST_TEXT - 1) + "…"}


def test_acts_are_chained_in_their_order():
    sections = [make_section() for _ in range(3)]
    for section in sections:
        record(act=PUBLISHED, about=section, by=None)

    entries = recorded()

    assert [entry.object_key for entry in entries] == [str(section.pk) for section in sections]
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == ["0" * 64, entries[0].hash, entries[1].hash]
    assert entries[0].at <= entries[1].at <= entries[2].at


def test_the_hash_is_that_of_the_whole_row():
    record(act=PUBLISHED, about=make_section(name="Мир"), by=None, after={"b": 1, "a": "ü"})

    (entry,) = recorded()
    fields = (
        "1",
        f"{entry.at:%Y-%m-%d %H:%M:%S.%f}",
        "article.published",
        None,
        entry.actor,
        "section",
        entry.object_key,
        "Мир",
        None,
        '{"a": "ü", "b": 1}',
        "",
        "0" * 64,
    )
    canonical = ",".join("-" if f is None else f"{len(f.encode())}:{f}" for f in fields)
    assert entry.hash == hashlib.sha256(canonical.encode()).hexdigest()


def test_what_is_taken_back_was_never_recorded():
    with transaction.atomic():
        record(act=PUBLISHED, about=make_section(), by=None)
        transaction.set_rollback(True)

    assert recorded() == []


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_of_a_transaction_is_refused():
    section = make_section()

    with pytest.raises(TransactionManagementError, match="one transaction"):
        record(act=PUBLISHED, about=section, by=None)


@pytest.mark.django_db(transaction=True)
def test_an_act_is_entered_at_commit():
    section = make_section()
    with transaction.atomic():
        record(act=PUBLISHED, about=section, by=None)
        assert not AuditEntry.objects.exists()

    assert AuditEntry.objects.get().object_key == str(section.pk)
    assert not AuditNote.objects.exists()


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET actor = 'Somebody else'", "DELETE FROM audit_entry"]
)
def test_an_entry_is_changed_by_nobody(statement):
    record(act=PUBLISHED, about=make_section(), by=None)
    recorded()

    with refused_by("audit_entry_append_only"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_whoever_inserts_an_entry_gets_the_next_place_in_the_chain():
    record(act=PUBLISHED, about=make_section(), by=None)
    (first,) = recorded()

    AuditEntry.objects.create(
        number=900, at="2001-01-01T00:00Z", act=PUBLISHED, actor="Forger", previous="0", hash="0"
    )

    forged = AuditEntry.objects.get(actor="Forger")
    assert (forged.number, forged.previous) == (2, first.hash)
    assert forged.at >= first.at
    assert forged.hash != "0"


def make_note(**fields):
    return AuditNote.objects.create(**{"act": "article.published", "actor": "Anna"} | fields)


def test_audit_note_act_well_formed():
    with refused_by("audit_note_act_well_formed"):
        make_note(act="published")


def test_audit_note_names_its_actor():
    with refused_by("audit_note_names_its_actor"):
        make_note(actor=" ")


@pytest.mark.parametrize("field", ["before", "after"])
def test_audit_note_bounded(field):
    with refused_by("audit_note_bounded"):
        make_note(**{field: {"text": "x" * 32_000}})
