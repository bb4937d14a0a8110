"""A reply's root is the comment that heads the conversation of its parent.

Pages read a conversation by its root alone, so a reply with another root would be shown below comments
that it does not answer. The parent's row must be asked, which no check constraint can do; a deferred
constraint trigger asks at commit.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION comments_check_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM comments_comment
        WHERE id = NEW.parent_id AND coalesce(root_id, id) = NEW.root_id
    ) THEN
        RAISE EXCEPTION 'A reply belongs to the conversation of the comment that it answers.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'comment_root_heads_conversation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER comment_root_heads_conversation
    AFTER INSERT OR UPDATE OF parent_id, root_id ON comments_comment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL)
    EXECUTE FUNCTION comments_check_conversation();
"""

BACKWARD = """
DROP TRIGGER comment_root_heads_conversation ON comments_comment;
DROP FUNCTION comments_check_conversation();
"""


class Migration(migrations.Migration):
    dependencies = [("comments", "0009_events_of_known_states")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
