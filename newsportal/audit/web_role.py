"""The role of the database as whom the site is served: it writes rows, and can't rewrite the record.

Two roles, so that whoever takes over a process that answers requests gets no more than that: the owner
of the database migrates, and the web's role serves. The owner gives it its rights after every migration.
"""

from django.db import connection, transaction
from psycopg import sql

from newsportal.audit.models import AuditEntry, AuditNote

RECORD, NOTES = AuditEntry._meta.db_table, AuditNote._meta.db_table
RIGHTS = """
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE INSERT, UPDATE, DELETE ON {record}, django_migrations FROM {role};
REVOKE UPDATE, DELETE ON {notes} FROM {role};
"""
# Whoever owns the table, or may become its owner, can switch its triggers off and give itself rights.
CAN_CHANGE = """
SELECT rolsuper
    OR pg_has_role(pg_roles.oid, relowner, 'MEMBER')
    OR has_table_privilege(pg_roles.oid, pg_class.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
FROM pg_class, pg_roles
WHERE pg_class.oid = to_regclass(%(record)s) AND rolname = coalesce(%(role)s, current_user)
"""
# A role that there is not can read nothing.
CLOSED = """
SELECT count(*) FROM pg_tables
WHERE schemaname = 'public' AND NOT EXISTS (
    SELECT FROM pg_roles WHERE rolname = coalesce(%(role)s, current_user)
    AND has_table_privilege(oid, format('%%I.%%I', schemaname, tablename), 'SELECT')
)
"""


def grant_rights(role: str) -> None:
    """Give the web's role its rights over all tables that there are; for the owner, at once."""
    connection.provide_web_role()  # type: ignore[attr-defined]
    statements = sql.SQL(RIGHTS).format(
        role=sql.Identifier(role), record=sql.Identifier(RECORD), notes=sql.Identifier(NOTES)
    )
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements.as_string().split(";\n"):
            if statement.strip():
                cursor.execute(statement)


def has_record() -> bool:
    """Whether the database is new enough to have one."""
    return RECORD in connection.introspection.table_names()


def closed_tables(role: str = "") -> int:
    """How many tables a role, or who is connected, can't read: after a restore, say."""
    with connection.cursor() as cursor:
        cursor.execute(CLOSED, {"role": role or None})
        return int(cursor.fetchone()[0])


def can_change_record(role: str = "") -> bool:
    """Whether a role, or who is connected, could rewrite the record; false where there is none yet."""
    with connection.cursor() as cursor:
        cursor.execute(CAN_CHANGE, {"role": role or None, "record": RECORD})
        found = cursor.fetchone()
    return bool(found and found[0])
