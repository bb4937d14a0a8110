"""What the record of acts holds, in a test whose transaction is never committed."""

from django.db import connection

from newsportal.audit.models import AuditEntry


def recorded() -> list[AuditEntry]:
    """All acts until now, in their order, as a commit would have entered them."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return list(AuditEntry.objects.order_by("number"))


def acts() -> list[str]:
    """The words of all acts until now."""
    return [entry.act for entry in recorded()]
