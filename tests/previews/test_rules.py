"""The rules of links and remarks as the database has them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from articles.editing import record_revision
from articles.models import Article
from previews.models import PreviewLink, Remark
from tests.makers import make_preview_link, make_staff
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def make_remark(link=None, **overrides):
    fields = {
        "link": link or make_preview_link(),
        "name": "Dr Weiss",
        "text": "It is 32.",
        "submission_id": uuid4(),
        "created_at": timezone.now(),
    }
    return Remark.objects.create(**fields | overrides)


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        ("preview_link_note_not_empty", {"note": " "}),
        ("preview_link_ends_in_time", {"expires_at": timezone.now() - DAY}),
        ("preview_link_ends_in_time", {"expires_at": timezone.now() + 31 * DAY}),
        ("preview_link_revoked_by_somebody", {"revoked_at": timezone.now()}),
        ("preview_link_openings_counted", {"opened_count": 1}),
        ("preview_link_openings_counted", {"last_opened_at": timezone.now()}),
    ],
)
def test_the_database_refuses_a_link_that_means_nothing(rule, bad):
    with refused_by(rule):
        make_preview_link(**bad)


def test_two_links_have_two_keys():
    key = make_preview_link().key
    with refused_by("preview_link_key_unique"):
        make_preview_link(key=key)


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        ("remark_name_not_empty", {"name": " "}),
        ("remark_text_not_empty", {"text": "\n"}),
        ("remark_done_by_somebody", {"done_at": timezone.now()}),
    ],
)
def test_the_database_refuses_a_remark_that_means_nothing(rule, bad):
    with refused_by(rule):
        make_remark(**bad)


def test_one_form_makes_one_remark():
    first = make_remark()
    with refused_by("remark_submission_unique"):
        make_remark(submission_id=first.submission_id)


def test_a_link_stays_with_its_revision():
    link = make_preview_link()
    article = link.revision.article
    Article.objects.filter(pk=article.pk).update(headline="Other words")
    article.refresh_from_db()
    later = record_revision(article, by=None)
    rows = PreviewLink.objects.filter(pk=link.pk)

    for change in ({"revision": later}, {"expires_at": link.expires_at + DAY}, {"note": "Anna"}):
        with refused_by("preview_link_is_immutable"):
            rows.update(**change)
    rows.update(opened_count=1, last_opened_at=timezone.now())
    rows.update(revoked_at=timezone.now(), revoked_by=make_staff())
    rows.update(opened_count=2)
    with refused_by("preview_link_is_immutable"):
        rows.update(revoked_at=None, revoked_by=None)


def test_a_remark_stays_as_it_was_written():
    rows = Remark.objects.filter(pk=make_remark().pk)

    with refused_by("remark_is_immutable"):
        rows.update(text="It is 31.")
    rows.update(done_at=timezone.now(), done_by=make_staff())
    with refused_by("remark_is_immutable"):
        rows.update(done_at=None, done_by=None)
