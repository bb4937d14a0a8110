"""A mention names somebody, and a confirmed one names exactly one.

The candidates are rows of two join tables, so no check constraint can count them. A deferred
constraint trigger counts at commit, when a form has written the mention and its candidates.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION articles_check_mention_candidates() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked bigint;
    certainty_of text;
    candidates integer;
BEGIN
    IF TG_TABLE_NAME = 'articles_mention' THEN
        checked := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN
        checked := OLD.mention_id;
    ELSE
        checked := NEW.mention_id;
    END IF;
    SELECT certainty INTO certainty_of FROM articles_mention WHERE id = checked;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT (SELECT count(*) FROM articles_mention_people WHERE mention_id = checked)
         + (SELECT count(*) FROM articles_mention_organisations WHERE mention_id = checked)
      INTO candidates;
    IF candidates = 0 THEN
        RAISE EXCEPTION 'A mention names at least one person or organisation.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mention_names_somebody';
    END IF;
    IF certainty_of = 'confirmed' AND candidates > 1 THEN
        RAISE EXCEPTION 'A confirmed mention names exactly one person or organisation.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mention_confirmed_names_one';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER mention_candidates AFTER INSERT OR UPDATE ON articles_mention
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION articles_check_mention_candidates();
CREATE CONSTRAINT TRIGGER mention_candidates AFTER INSERT OR UPDATE OR DELETE
    ON articles_mention_people DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION articles_check_mention_candidates();
CREATE CONSTRAINT TRIGGER mention_candidates AFTER INSERT OR UPDATE OR DELETE
    ON articles_mention_organisations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION articles_check_mention_candidates();
"""

BACKWARD = """
DROP TRIGGER mention_candidates ON articles_mention;
DROP TRIGGER mention_candidates ON articles_mention_people;
DROP TRIGGER mention_candidates ON articles_mention_organisations;
DROP FUNCTION articles_check_mention_candidates();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_newsroom")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
