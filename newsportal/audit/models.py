"""The rows of the record: `newsportal.audit.recording.record` writes them and nobody changes them."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Cast
from django.db.models.lookups import LessThanOrEqual

# Of what was before, and of what was after, as PostgreSQL writes it.
MOST_BYTES = 32_000


def _is_bounded(field: str) -> LessThanOrEqual:
    written = Cast(field, models.TextField())
    octets = models.Func(written, function="octet_length", output_field=models.IntegerField())
    return LessThanOrEqual(octets, MOST_BYTES)


class Recorded(models.Model):
    """An act: who did what to which row.

    Nothing here points at another table, so that the record outlives what it tells of: `actor` is the
    name as it was, or the program that acted by itself, and then there is no `actor_key`. `request` is
    the number by which the lines of the log are found.
    """

    act = models.CharField(max_length=60)
    actor_key = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=150)
    kind = models.CharField(max_length=40)
    object_key = models.CharField(max_length=40)
    object = models.CharField(max_length=300)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    request = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True


class AuditNote(Recorded):
    """An act of a transaction that has not ended.

    At commit the database moves it to the record, so nobody ever sees one of another transaction. That
    happens last of all: whoever waits there for their place in the chain holds nothing up that another
    transaction of the chain could wait for.
    """

    class Meta:
        db_table = "audit_note"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="audit_note_act_well_formed",
                condition=models.Q(act__regex=r"^[a-z]+\.[a-z_]+$"),
                violation_error_message="An act is named as in article.published.",
            ),
            models.CheckConstraint(
                name="audit_note_names_its_actor",
                condition=models.Q(actor__regex=r"\S"),
                violation_error_message="Say who acts, or which program.",
            ),
            models.CheckConstraint(
                name="audit_note_bounded",
                condition=models.Q(_is_bounded("before")) & models.Q(_is_bounded("after")),
                violation_error_message="Record what changed, not the whole row.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.object}"


class AuditEntry(Recorded):
    """An act in its place in the chain.

    `number` counts without a gap, `at` never falls, and `hash` is the SHA-256 digest of everything else
    in the row, `previous` among it, which is the hash of the row before (64 zeros in the first). So a row
    that was changed, taken out or moved breaks the chain behind it. The database fills these in,
    whoever inserts, and refuses UPDATE and DELETE.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_entry"
        verbose_name = "act"
        verbose_name_plural = "acts"
        indexes: ClassVar = [
            # The list of the record, narrowed to a person, an act, a row or a time.
            models.Index(name="audit_entry_by_actor", fields=["actor_key", "-number"]),
            models.Index(name="audit_entry_by_act", fields=["act", "-number"]),
            models.Index(name="audit_entry_by_object", fields=["kind", "object_key", "-number"]),
            models.Index(name="audit_entry_by_time", fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.act}"
