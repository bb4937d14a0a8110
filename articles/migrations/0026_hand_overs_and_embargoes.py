"""Hand-overs from the reporter to the desk, and embargoes: both are rows that never change.

Of a hand-over only `is_standing` changes, of an embargo only who lifted it and when. The trigger on
editions takes the lock that a foreign key takes; setting an embargo takes one that excludes it. So of two
who do it at the same moment the second sees what the first has done.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION articles_refuse_to_change_hand_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - 'is_standing' IS DISTINCT FROM to_jsonb(NEW) - 'is_standing' THEN
        RAISE EXCEPTION 'A hand-over never changes; make the next one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hand_over_is_immutable';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hand_over_is_immutable BEFORE UPDATE ON articles_handover
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_to_change_hand_over();
ALTER TABLE articles_handover ADD CONSTRAINT hand_over_revision_of_same_article
    FOREIGN KEY (revision_id, article_id) REFERENCES articles_revision (id, article_id)
    DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION articles_refuse_to_change_embargo() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lifting text[] := ARRAY['lifted_at', 'lifted_by_id'];
BEGIN
    IF OLD.lifted_at IS NOT NULL OR to_jsonb(OLD) - lifting IS DISTINCT FROM to_jsonb(NEW) - lifting THEN
        RAISE EXCEPTION 'An embargo is lifted once and never changes.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'embargo_is_immutable';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER embargo_is_immutable BEFORE UPDATE ON articles_embargo
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_to_change_embargo();

CREATE FUNCTION articles_hold_editions_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM articles_article WHERE id = NEW.article_id FOR KEY SHARE;
    IF EXISTS (
        SELECT FROM articles_embargo
        WHERE article_id = NEW.article_id AND lifted_at IS NULL AND until > NEW.starts_at
    ) THEN
        RAISE EXCEPTION 'An embargo holds this article back until after that time.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_not_before_embargo';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER edition_not_before_embargo AFTER INSERT ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION articles_hold_editions_back();

CREATE FUNCTION articles_refuse_late_embargo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM articles_article WHERE id = NEW.article_id FOR UPDATE;
    IF EXISTS (
        SELECT FROM articles_edition
        WHERE article_id = NEW.article_id
            AND starts_at > NEW.created_at AND starts_at < NEW.until
    ) THEN
        RAISE EXCEPTION 'This article is scheduled for an earlier time; cancel that first.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'embargo_before_scheduled_edition';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER embargo_before_scheduled_edition AFTER INSERT ON articles_embargo
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_late_embargo();
"""

BACKWARD = """
DROP TRIGGER embargo_before_scheduled_edition ON articles_embargo;
DROP FUNCTION articles_refuse_late_embargo();
DROP TRIGGER edition_not_before_embargo ON articles_edition;
DROP FUNCTION articles_hold_editions_back();
DROP TRIGGER embargo_is_immutable ON articles_embargo;
DROP FUNCTION articles_refuse_to_change_embargo();
ALTER TABLE articles_handover DROP CONSTRAINT hand_over_revision_of_same_article;
DROP TRIGGER hand_over_is_immutable ON articles_handover;
DROP FUNCTION articles_refuse_to_change_hand_over();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0025_front_page_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_overs",
                        to="articles.article",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("submit", "Submitted"),
                            ("take_back", "Taken back"),
                            ("return", "Returned"),
                            ("approve", "Approved"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="hand_overs",
                        to="articles.revision",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "returned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("is_standing", models.BooleanField(default=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_standing", True)),
                        fields=["kind", "created_at", "id"],
                        name="hand_over_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("is_standing", True), ("returned_to__isnull", False)),
                        fields=["returned_to", "created_at", "id"],
                        name="hand_over_returned",
                    ),
                    models.Index(
                        condition=models.Q(("due_at__isnull", False), ("is_standing", True)),
                        fields=["due_at", "id"],
                        name="hand_over_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "number"),
                        name="hand_over_number_unique",
                        violation_error_message="Somebody else handed this article over at the same moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="hand_over_number_from_one",
                        violation_error_message="Hand-overs are numbered from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["submit", "take_back", "return", "approve"])
                        ),
                        name="hand_over_kind_known",
                        violation_error_message="Submit, take back, return or approve.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "return"), _negated=True),
                            models.Q(("note__regex", "\\S"), ("returned_to__isnull", False)),
                            _connector="OR",
                        ),
                        name="hand_over_return_says_why",
                        violation_error_message="Write what is to be mended; whoever submitted it reads it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "return"), ("returned_to__isnull", True), _connector="OR"
                        ),
                        name="hand_over_only_returned_to_somebody",
                        violation_error_message="Only what is returned goes to one person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["submit", "approve"]),
                            ("due_at__isnull", True),
                            _connector="OR",
                        ),
                        name="hand_over_due_while_on_its_way",
                        violation_error_message="Only what is submitted or approved is needed by a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "take_back"), _negated=True),
                            ("is_standing", False),
                            _connector="OR",
                        ),
                        name="hand_over_taken_back_waits_for_nobody",
                        violation_error_message="An article that was taken back is a draft again.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_standing", True)),
                        fields=("article",),
                        name="hand_over_one_stands",
                        violation_error_message="This article waits for somebody already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Embargo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="embargoes",
                        to="articles.article",
                    ),
                ),
                ("until", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=["until", "id"],
                        name="embargo_end",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("created_at"))),
                        name="embargo_ends_after_it_is_set",
                        violation_error_message="An embargo ends in the future.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                            models.Q(
                                ("lifted_at__gte", models.F("created_at")),
                                ("lifted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="embargo_lifted_by_somebody",
                        violation_error_message="Who lifts an embargo is written down with the time.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("article",),
                        name="embargo_one_holds",
                        violation_error_message="This article has an embargo already.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="publication",
            name="needs_approval",
            field=models.BooleanField(
                default=False,
                help_text="Nothing is published before somebody else than its last writer has approved it.",
                verbose_name="articles need a second person's approval",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
