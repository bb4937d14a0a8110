"""Revisions never change, and of an edition only its end does.

The public record is worth what the table refuses: a past edition can't be rewritten, by an editor,
by a bug or by hand.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION articles_refuse_to_change_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A revision never changes; save a new one.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_is_immutable';
END $$;
CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON articles_revision
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_to_change_revision();

CREATE FUNCTION articles_refuse_to_change_edition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := ARRAY['ends_at', 'withdrawal_reason', 'withdrawn_by_id', 'search_vector'];
BEGIN
    IF to_jsonb(OLD) - may_change IS DISTINCT FROM to_jsonb(NEW) - may_change THEN
        RAISE EXCEPTION 'Of an edition only its end changes; publish a new one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_is_immutable';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER edition_is_immutable BEFORE UPDATE ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_to_change_edition();
"""

BACKWARD = """
DROP TRIGGER revision_is_immutable ON articles_revision;
DROP FUNCTION articles_refuse_to_change_revision();
DROP TRIGGER edition_is_immutable ON articles_edition;
DROP FUNCTION articles_refuse_to_change_edition();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_candidates_of_mentions")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
