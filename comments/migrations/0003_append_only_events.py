"""Moderation is a record: its rows are added and never changed or deleted."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION comments_refuse_to_change_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The record of moderation only grows.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'moderation_event_append_only';
END $$;
CREATE TRIGGER moderation_event_append_only BEFORE UPDATE OR DELETE ON comments_moderationevent
    FOR EACH ROW EXECUTE FUNCTION comments_refuse_to_change_event();
"""

BACKWARD = """
DROP TRIGGER moderation_event_append_only ON comments_moderationevent;
DROP FUNCTION comments_refuse_to_change_event();
"""


class Migration(migrations.Migration):
    dependencies = [("comments", "0002_conversations_stay_in_their_thread")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
