"""Unsaved text and open windows: kept, overwritten, forgotten, bounded."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import unsaved
from articles.models import OpenForm
from articles.models.open_form import LONGEST_FORM
from articles.unsaved import (
    GONE_AFTER,
    KEPT,
    Window,
    close,
    forget,
    forget_text,
    forms_about,
    keep,
    keep_nothing,
    others,
    still_open,
    too_old,
    unsaved_texts,
)
from tests.makers import make_article, make_user

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def user():
    return make_user(name="Edith Editor")


def window_on(article, user):
    return Window(uuid4(), user, article.pk if article else None, 1)


def present(article, user, window=None, now=None):
    forms = forms_about(article, user, now=now)
    return [
        (one.name, one.has_unsaved_text, one.is_same_person)
        for one in others(forms, user=user, window=window and window.key, now=now)
    ]


def test_a_window_keeps_its_latest_text_alone(article, user):
    window = window_on(article, user)
    for words in ("One", "Two"):
        keep(window, {"headline": [words]})

    assert unsaved_texts(user, article.pk).get().text == {"headline": ["Two"]}


def test_each_window_keeps_its_own_text(article, user):
    for words in ("One", "Two"):
        keep(window_on(article, user), {"headline": [words]})

    texts = [form.text["headline"] for form in unsaved_texts(user, article.pk)]
    assert texts == [["Two"], ["One"]]


def test_texts_belong_to_who_typed_them(article, user):
    keep(window_on(article, user), {"headline": ["Mine"]})
    keep(window_on(None, user), {"headline": ["New"]})

    assert not unsaved_texts(make_user(), article.pk).exists()
    assert unsaved_texts(user, None).get().text == {"headline": ["New"]}


def test_a_window_is_never_somebody_elses(article, user):
    window = window_on(article, user)
    keep(window, {"headline": ["Mine"]})
    stolen = Window(window.key, make_user(), article.pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        keep(stolen, {"headline": ["Theirs"]})
    close(stolen)
    forget(window.key, stolen.user)

    assert unsaved_texts(user, article.pk).get().text == {"headline": ["Mine"]}


def test_the_oldest_of_many_texts_gives_way(article, user, monkeypatch):
    monkeypatch.setattr(unsaved, "MOST_TEXTS", 2)
    now = timezone.now()
    for number in range(3):
        keep(window_on(article, user), {"headline": [str(number)]}, now=now + number * SECOND)

    assert [form.text["headline"] for form in unsaved_texts(user, article.pk)] == [["2"], ["1"]]


def test_a_closed_window_keeps_its_text_and_an_empty_one_goes(article, user):
    full, empty = window_on(article, user), window_on(article, user)
    keep(full, {"headline": ["One"]})
    still_open(empty)
    for window in (full, empty):
        close(window)

    assert OpenForm.objects.get().window == full.key
    assert present(article, make_user()) == []


def test_a_restored_text_is_forgotten_only_as_it_was_restored(article, user):
    window = window_on(article, user)
    first = keep(window, {"headline": ["One"]})
    keep(window, {"headline": ["Two"]}, now=timezone.now() + SECOND)

    forget_text(user, first.pk, first.text_at)
    assert OpenForm.objects.exists()
    forget_text(make_user(), first.pk)
    assert OpenForm.objects.exists()
    forget_text(user, first.pk)
    assert not OpenForm.objects.exists()


def test_who_has_the_article_open_is_told_for_a_minute(article, user):
    other, now = make_user(name="Otto Other"), timezone.now()
    still_open(window_on(article, other), now=now)

    assert present(article, user, now=now + GONE_AFTER - SECOND) == [("Otto Other", False, False)]
    assert present(article, user, now=now + GONE_AFTER) == []


def test_a_person_with_two_windows_is_one_person(article, user):
    other = make_user(name="Otto Other")
    still_open(window_on(article, other))
    keep(window_on(article, other), {"headline": ["One"]})

    assert present(article, user) == [("Otto Other", True, False)]


def test_ones_own_window_is_no_other_one(article, user):
    window = window_on(article, user)
    keep(window, {"headline": ["One"]})

    assert present(article, user, window) == []
    keep_nothing(window)
    assert present(article, user, window_on(article, user)) == [("Edith Editor", False, True)]


def test_a_new_article_is_open_to_nobody_else(user):
    keep(window_on(None, make_user()), {"headline": ["Theirs"]})

    assert forms_about(None, user) == []


def test_everything_about_an_article_is_asked_at_once(article, user):
    for _ in range(3):
        keep(window_on(article, make_user()), {"headline": ["One"]})

    with CaptureQueriesContext(connection) as queries:
        assert len(present(article, user)) == 3

    assert len(queries) == 1


def test_what_nobody_comes_back_for_is_too_old(article, user):
    now, day = timezone.now(), timedelta(days=1)
    for age in (KEPT - day, KEPT + day):
        keep(window_on(article, user), {"headline": ["One"]}, now=now - age)
    for age in (day - SECOND, day + SECOND):
        still_open(window_on(article, user), now=now - age)

    ages = {now - form.opened_at for form in too_old(now)}

    assert ages == {KEPT + day, day + SECOND}


def stored(article, user, **fields):
    defaults = {"window": uuid4(), "opened_at": timezone.now(), "opened_version": 1}
    return OpenForm.objects.create(article=article, user=user, **defaults | fields)


def test_the_database_knows_the_rules(article, user):
    text = {"text": {"body": ["x" * LONGEST_FORM]}, "text_at": timezone.now()}
    window = stored(article, user).window
    for rule, fields in (
        ("open_form_window_once", {"window": window}),
        ("open_form_text_has_its_time", {"text": {"body": ["x"]}}),
        ("open_form_text_has_its_time", {"text_at": timezone.now()}),
        ("open_form_text_bounded", text),
    ):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            stored(article, user, **fields)
