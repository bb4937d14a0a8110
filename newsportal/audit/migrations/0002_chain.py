"""The record numbers and chains itself, and only grows.

An act is inserted into `audit_note`. Two deferred triggers take it to `audit_entry` at commit: the first
deletes the note, and the deletion fires the second. What fires at commit does so in the order in which
it was queued, and the second event is queued when all others have had their turn: versions of pages,
deferred foreign keys. So the chain's lock is the last that a transaction takes, and no two transactions
wait for each other there.

The functions run with the rights of who migrates, so the role that serves the site needs no right over
`audit_entry` but to read it. Their search path is fixed for that reason.

`audit_canonical` is what is hashed: each field as its number of bytes in UTF-8, a colon and its text, with
commas between, and a hyphen for NULL. `newsportal.audit.chain` computes the same outside of the database.
"""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION audit_canonical(VARIADIC fields text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(
        coalesce(octet_length(convert_to(field, 'UTF8')) || ':' || field, '-'), ',' ORDER BY place
    )
    FROM unnest(fields) WITH ORDINALITY AS given (field, place)
$$;

CREATE FUNCTION audit_chain_entry() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    last audit_entry;
BEGIN
    PERFORM pg_advisory_xact_lock('audit_entry'::regclass::oid::bigint);
    SELECT * INTO last FROM audit_entry ORDER BY number DESC LIMIT 1;
    NEW.number := coalesce(last.number, 0) + 1;
    NEW.at := greatest(clock_timestamp(), last.at);
    NEW.previous := coalesce(last.hash, repeat('0', 64));
    NEW.hash := encode(sha256(convert_to(audit_canonical(
        NEW.number::text,
        to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
        NEW.act,
        NEW.actor_key::text,
        NEW.actor,
        NEW.kind,
        NEW.object_key,
        NEW.object,
        NEW.before::text,
        NEW.after::text,
        NEW.request,
        NEW.previous
    ), 'UTF8')), 'hex');
    RETURN NEW;
END $$;
CREATE TRIGGER audit_entry_chained BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_chain_entry();

CREATE FUNCTION audit_refuse_to_change_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The record of acts only grows.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_entry_append_only';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_to_change_entry();

CREATE FUNCTION audit_take_up_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM audit_note WHERE id = NEW.id;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_note_taken_up AFTER INSERT ON audit_note
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_take_up_note();

CREATE FUNCTION audit_enter_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO audit_entry (
        act, actor_key, actor, kind, object_key, object, before, after, request
    ) VALUES (
        OLD.act, OLD.actor_key, OLD.actor, OLD.kind, OLD.object_key, OLD.object, OLD.before,
        OLD.after, OLD.request
    );
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_note_entered AFTER DELETE ON audit_note
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_enter_note();
"""

BACKWARD = """
DROP TRIGGER audit_note_entered ON audit_note;
DROP FUNCTION audit_enter_note();
DROP TRIGGER audit_note_taken_up ON audit_note;
DROP FUNCTION audit_take_up_note();
DROP TRIGGER audit_entry_append_only ON audit_entry;
DROP FUNCTION audit_refuse_to_change_entry();
DROP TRIGGER audit_entry_chained ON audit_entry;
DROP FUNCTION audit_chain_entry();
DROP FUNCTION audit_canonical(VARIADIC text[]);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_record_of_acts")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
