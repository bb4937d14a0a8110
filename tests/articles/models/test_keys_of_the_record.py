"""The rows of the public record belong together: edition, revision, subject, picture."""

from datetime import timedelta

import pytest
from django.db import connection

from articles.editing import record_revision
from articles.models import Credit, Edition, Subject
from tests.makers import PUBLISHED_AT, make_article, make_edition, make_image, make_person
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def next_edition(edition, **changes):
    """An unsaved minor edition that follows an hour later."""
    starts_at = edition.starts_at + timedelta(hours=1)
    Edition.objects.filter(pk=edition.pk).update(ends_at=starts_at)
    fields = {
        field.attname: getattr(edition, field.attname)
        for field in Edition._meta.concrete_fields
        if not field.primary_key and not field.generated
    }
    fields |= {"number": 2, "kind": "minor", "starts_at": starts_at, "ends_at": None}
    return Edition(**fields | changes)


def test_edition_publishes_a_revision_of_its_own_article():
    edition = make_edition()
    elsewhere = record_revision(make_article(), by=None)

    with refused_by("edition_revision_of_same_article"):
        next_edition(edition, revision_id=elsewhere.pk).save()


def test_edition_of_its_own_revision_is_stored():
    next_edition(make_edition()).save()

    connection.check_constraints()


def test_subject_has_the_time_of_its_edition():
    edition = make_edition()
    subject = Subject(
        edition=edition, person=make_person(), salience="about", certainty="confirmed"
    )

    subject.published_at = PUBLISHED_AT + timedelta(seconds=1)
    with refused_by("subject_published_with_edition"):
        subject.save(force_insert=True)
    subject.published_at = edition.published_at
    subject.save(force_insert=True)

    connection.check_constraints()


def test_credit_has_the_time_of_its_edition():
    edition = make_edition()
    credit = Credit(edition=edition, person=make_person())

    credit.published_at = PUBLISHED_AT + timedelta(seconds=1)
    with refused_by("credit_published_with_edition"):
        credit.save(force_insert=True)
    credit.published_at = edition.published_at
    credit.save(force_insert=True)

    connection.check_constraints()


def test_edition_is_by_somebody_once():
    fields = {"edition": make_edition(), "person": make_person(), "published_at": PUBLISHED_AT}
    Credit.objects.create(**fields)

    with refused_by("credit_person_once"):
        Credit.objects.create(**fields)


def test_edition_caption_needs_picture():
    with refused_by("edition_caption_needs_picture"):
        next_edition(make_edition(), picture_caption="What is to be seen").save()

    next_edition(
        make_edition(), picture_id=make_image().pk, picture_caption="What is to be seen"
    ).save()
