"""Corrections are grave or not, may clarify, and may be put into other words; withdrawals may be ordered.

A correction that `rewords` an earlier one names its number; the key keeps both within one article. Of an
edition its end still is all that changes: an order of a court or an authority belongs to the end.
"""

from django.db import migrations, models

MAY_CHANGE = "ARRAY['ends_at', 'withdrawal_reason', 'withdrawn_by_id'{further}]"
CHANGES = """
CREATE OR REPLACE FUNCTION articles_refuse_to_change_edition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := {may_change};
BEGIN
    IF to_jsonb(OLD) - may_change IS DISTINCT FROM to_jsonb(NEW) - may_change THEN
        RAISE EXCEPTION 'Of an edition only its end changes; publish a new one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_is_immutable';
    END IF;
    RETURN NEW;
END $$;
"""
ENDS = ", 'is_legal_order', 'legal_authority', 'legal_order_url'"
KEY = """
ALTER TABLE articles_edition ADD CONSTRAINT edition_rewords_edition_of_same_article
    FOREIGN KEY (article_id, rewords) REFERENCES articles_edition (article_id, number)
    DEFERRABLE INITIALLY DEFERRED;
"""
NO_KEY = "ALTER TABLE articles_edition DROP CONSTRAINT edition_rewords_edition_of_same_article"


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_renditions_in_avif")]

    operations = [
        migrations.RemoveConstraint(
            model_name="edition",
            name="edition_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="edition",
            name="edition_correction_has_note",
        ),
        migrations.AddField(
            model_name="edition",
            name="is_grave",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="edition",
            name="is_legal_order",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="edition",
            name="legal_authority",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="edition",
            name="legal_order_url",
            field=models.URLField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddField(
            model_name="edition",
            name="rewords",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="edition",
            name="kind",
            field=models.CharField(
                choices=[
                    ("first", "First publication"),
                    ("minor", "Minor change"),
                    ("update", "Update"),
                    ("correction", "Correction"),
                    ("clarification", "Clarification"),
                ],
                max_length=13,
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["first", "minor", "update", "correction", "clarification"])
                ),
                name="edition_kind_known",
                violation_error_message="Choose minor, update, correction or clarification.",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("correction", "clarification")), _negated=True),
                    ("note__regex", "\\S"),
                    _connector="OR",
                ),
                name="edition_correction_has_note",
                violation_error_message="Write what readers should know about the correction.",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_grave", False),
                    ("kind__in", ("correction", "clarification")),
                    _connector="OR",
                ),
                name="edition_grave_is_correction",
                violation_error_message="Only a correction or a clarification stands at the top.",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rewords__isnull", True),
                    models.Q(
                        ("kind__in", ("correction", "clarification")),
                        ("rewords__lt", models.F("number")),
                    ),
                    _connector="OR",
                ),
                name="edition_rewords_correction",
                violation_error_message="Only an earlier correction is put into other words.",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("is_legal_order", False), ("legal_authority", ""), ("legal_order_url", "")
                    ),
                    models.Q(("is_legal_order", True), ("withdrawal_reason__regex", "\\S")),
                    _connector="OR",
                ),
                name="edition_legal_order_withdraws",
                violation_error_message="A legal order belongs to a withdrawal and its reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("legal_order_url", ""),
                    ("legal_order_url__regex", "^https?://[^\\s]+$"),
                    _connector="OR",
                ),
                name="edition_legal_order_url_is_web_address",
                violation_error_message="An address begins with https:// or http://.",
            ),
        ),
        migrations.RunSQL(
            CHANGES.format(may_change=MAY_CHANGE.format(further=ENDS)),
            CHANGES.format(may_change=MAY_CHANGE.format(further="")),
        ),
        migrations.RunSQL(KEY, NO_KEY),
    ]
