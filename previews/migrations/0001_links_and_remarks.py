"""Links to drafts and what was said of these. Both are rows that hardly ever change.

Of a link only the counts change, and once who revoked it and when; of a remark who dealt with it and when.
"""

import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION previews_refuse_to_change_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counts text[] := ARRAY['opened_count', 'last_opened_at'];
    revoking text[] := ARRAY['revoked_at', 'revoked_by_id'];
BEGIN
    IF to_jsonb(OLD) - counts - revoking IS DISTINCT FROM to_jsonb(NEW) - counts - revoking
        OR OLD.revoked_at IS NOT NULL
            AND to_jsonb(OLD) - counts IS DISTINCT FROM to_jsonb(NEW) - counts THEN
        RAISE EXCEPTION 'A preview link is revoked once and never changes; make another one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'preview_link_is_immutable';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER preview_link_is_immutable BEFORE UPDATE ON previews_previewlink
    FOR EACH ROW EXECUTE FUNCTION previews_refuse_to_change_link();

CREATE FUNCTION previews_refuse_to_change_remark() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    done text[] := ARRAY['done_at', 'done_by_id'];
BEGIN
    IF OLD.done_at IS NOT NULL OR to_jsonb(OLD) - done IS DISTINCT FROM to_jsonb(NEW) - done THEN
        RAISE EXCEPTION 'A remark is dealt with once and never changes.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'remark_is_immutable';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER remark_is_immutable BEFORE UPDATE ON previews_remark
    FOR EACH ROW EXECUTE FUNCTION previews_refuse_to_change_remark();
"""
BACKWARD = """
DROP TRIGGER remark_is_immutable ON previews_remark;
DROP FUNCTION previews_refuse_to_change_remark();
DROP TRIGGER preview_link_is_immutable ON previews_previewlink;
DROP FUNCTION previews_refuse_to_change_link();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("articles", "0028_pictures_in_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PreviewLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=22)),
                ("note", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("opened_count", models.PositiveIntegerField(default=0)),
                ("last_opened_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preview_links",
                        to="articles.revision",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=50)),
                ("quote", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField()),
                ("submission_id", models.UUIDField()),
                ("created_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="previews.previewlink",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="previewlink",
            index=models.Index(fields=["expires_at", "id"], name="preview_link_ending"),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.UniqueConstraint(
                fields=("key",),
                name="preview_link_key_unique",
                violation_error_message="There is a link with this key already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("note__regex", "\\S")),
                name="preview_link_note_not_empty",
                violation_error_message="The note must not be empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_at__gt", models.F("created_at")),
                    (
                        "expires_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("created_at"), "+", models.Value(datetime.timedelta(days=30))
                        ),
                    ),
                ),
                name="preview_link_ends_in_time",
                violation_error_message="A link ends after it was made, within 30 days.",
            ),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                    _connector="OR",
                ),
                name="preview_link_revoked_by_somebody",
                violation_error_message="A link is revoked by somebody, at a time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("last_opened_at__isnull", True), ("opened_count", 0)),
                    models.Q(("last_opened_at__isnull", False), ("opened_count__gt", 0)),
                    _connector="OR",
                ),
                name="preview_link_openings_counted",
                violation_error_message="What was opened was opened at a time.",
            ),
        ),
        migrations.AddIndex(
            model_name="remark",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)),
                fields=["link"],
                name="remark_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__regex", "\\S")),
                name="remark_name_not_empty",
                violation_error_message="The name must not be empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")),
                name="remark_text_not_empty",
                violation_error_message="The text must not be empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.UniqueConstraint(
                fields=("submission_id",),
                name="remark_submission_unique",
                violation_error_message="This was sent already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="remark_done_by_somebody",
                violation_error_message="A remark is done by somebody, at a time.",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
