"""A change of a thread or of a comment raises the version of the comments on its article.

How, and why at commit: migration `public_versions` of articles.
"""

from django.db import migrations, models

TRIGGERS = """
CREATE CONSTRAINT TRIGGER public_version_of_new_rows AFTER INSERT ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (articles_note_change((1 + NEW.{article} % 64)::integer))
    EXECUTE FUNCTION articles_raise_noted_versions();
CREATE CONSTRAINT TRIGGER public_version_of_old_rows AFTER DELETE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (articles_note_change((1 + OLD.{article} % 64)::integer))
    EXECUTE FUNCTION articles_raise_noted_versions();
CREATE CONSTRAINT TRIGGER public_version_of_changes AFTER UPDATE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.* AND articles_note_change(
        (1 + OLD.{article} % 64)::integer, (1 + NEW.{article} % 64)::integer))
    EXECUTE FUNCTION articles_raise_noted_versions();
CREATE TRIGGER public_version_of_emptying AFTER TRUNCATE ON {table}
    EXECUTE FUNCTION articles_raise_emptied_versions('{{{every}}}');
"""
NO_TRIGGERS = """
DROP TRIGGER public_version_of_new_rows ON {table};
DROP TRIGGER public_version_of_old_rows ON {table};
DROP TRIGGER public_version_of_changes ON {table};
DROP TRIGGER public_version_of_emptying ON {table};
"""
EVERY_SCOPE = ",".join(str(scope) for scope in range(1, 65))


def raising(table: str, article: str) -> migrations.RunSQL:
    """The triggers of a table whose column `article` says on which article the comments are."""
    names = {"table": table, "article": article, "every": EVERY_SCOPE}
    return migrations.RunSQL(TRIGGERS.format(**names), NO_TRIGGERS.format(**names))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_public_versions"),
        ("comments", "0011_erased_comments_keep_no_text"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(
                condition=models.Q(("opens_at__isnull", False)),
                fields=["opens_at"],
                name="thread_opening",
            ),
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(
                condition=models.Q(("closes_at__isnull", False)),
                fields=["closes_at"],
                name="thread_closing",
            ),
        ),
        raising("comments_thread", "article_id"),
        raising("comments_comment", "thread_id"),
    ]
