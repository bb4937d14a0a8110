from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.checklist import (
    ChecklistNotPassed,
    Severity,
    accept,
    check,
    check_all,
    require_passed,
)
from articles.checklist.checking import CHECKS
from articles.checklist.policy import CONTEXT, SEVERITIES
from articles.models import AcceptedWarning, Article
from articles.publishing import publish, schedule, update
from tests.makers import make_article, make_image, make_mention, make_person, make_user
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

FINGERPRINT = "0" * 64


def make_signed(**fields):
    article = make_article(**fields)
    article.bylines.create(person=make_person())
    return article


def change(article, **fields):
    Article.objects.filter(pk=article.pk).update(**fields)
    article.refresh_from_db()


def reason_for_all(article, words="It is meant so"):
    return {one.fingerprint: words for one in check(article).findings}


def test_every_check_has_its_severity():
    assert [check.__name__.replace("_", "-") for check in CHECKS] == list(SEVERITIES)


def test_a_finished_article_passes():
    article = make_signed(picture=make_image())

    assert check(article).findings == []
    require_passed(article, at=timezone.now())


def test_errors_come_before_warnings_and_nothing_comes_twice():
    checklist = check(make_article(headline="TBC", body="<p>TK</p><p>TK</p>"))

    assert [one.check for one in checklist.findings] == [
        "placeholder",
        "possible-placeholder",
        "headline-length",
        "byline",
    ]
    assert [one.severity for one in checklist.errors] == [Severity.ERROR]
    assert len(checklist.warnings) == 3


@pytest.mark.parametrize("by_whom", ["publish", "schedule", "update", "correct"])
def test_no_way_leads_around_an_error(by_whom):
    editor, article = make_user(), make_signed()
    tomorrow = timezone.now() + timedelta(days=1)
    ways = {
        "publish": lambda: publish(article, by=editor),
        "schedule": lambda: schedule(article, by=editor, at=tomorrow),
        "update": lambda: update(article, by=editor, at=tomorrow),
        "correct": lambda: update(article, by=editor, kind="correction", note="It was 31."),
    }
    if by_whom in {"update", "correct"}:
        publish(article, by=editor)
    before = article.editions.count()
    change(article, body="<p>It was TK.</p>")

    with pytest.raises(ChecklistNotPassed, match="“TK” is a placeholder"):
        ways[by_whom]()

    assert article.editions.count() == before
    change(article, body="<p>It was 31.</p>")
    ways[by_whom]()
    assert article.editions.count() == before + 1


def test_an_import_keeps_what_stood_elsewhere():
    assert publish(make_article(body="<p>TK</p>"), by=None)


def test_a_warning_stops_publishing_until_its_reason_is_recorded():
    editor, article = make_user(), make_article()
    with pytest.raises(ChecklistNotPassed, match="Nobody is named as the author"):
        publish(article, by=editor)

    accept(check(article), by=editor, reasons=reason_for_all(article, "From the agency"))

    assert publish(article, by=editor)
    ((finding, accepted),) = check(article).accepted
    assert (finding.check, accepted.reason, accepted.created_by) == (
        "byline",
        "From the agency",
        editor,
    )
    assert accepted.problem == finding.problem
    assert timezone.now() - accepted.created_at < timedelta(minutes=1)


def test_no_reason_helps_against_an_error():
    editor, article = make_user(), make_signed(body="<p>TK</p>")

    accept(check(article), by=editor, reasons=reason_for_all(article))

    assert not AcceptedWarning.objects.exists()
    with pytest.raises(ChecklistNotPassed):
        publish(article, by=editor)


def test_a_reason_stands_until_the_text_around_its_words_changes():
    editor = make_user()
    make_person(name="May")
    far = "far away. " * (CONTEXT // 8)
    article = make_signed(body=f"<p>It rained. May was cold. {far}</p>")
    accept(check(article), by=editor, reasons=reason_for_all(article, "The month"))

    change(
        article, body=f"<p>A new paragraph.</p><p>It rained. May was cold. {far} Nobody came.</p>"
    )
    assert check(article).is_passed

    change(article, body="<p>It rained. May was late.</p>")
    assert [one.words for one in check(article).warnings] == ["May"]


def test_a_reason_counts_for_its_own_article():
    editor, one, other = make_user(), make_article(), make_article()

    accept(check(one), by=editor, reasons=reason_for_all(one))

    assert check(one).is_passed
    assert not check(other).is_passed


def test_a_second_reason_for_the_same_is_passed_over():
    editor, article = make_user(), make_article()
    before, reasons = check(article), reason_for_all(article, "First")
    accept(before, by=editor, reasons=reasons)

    accept(before, by=make_user(), reasons=dict.fromkeys(reasons, "Second"))

    assert AcceptedWarning.objects.get().reason == "First"


def test_a_draft_goes_with_its_reasons():
    article = make_article()
    accept(check(article), by=make_user(), reasons=reason_for_all(article))

    article.delete()

    assert not AcceptedWarning.objects.exists()


def accepted(**fields):
    defaults = {"fingerprint": FINGERPRINT, "problem": "No byline", "reason": "An agency"}
    return AcceptedWarning(
        **{"article": make_article(), "created_at": timezone.now(), "created_by": make_user()}
        | defaults
        | fields
    )


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("accepted_warning_reason_not_empty", {"reason": " \n"}),
        ("accepted_warning_problem_not_empty", {"problem": ""}),
        ("accepted_warning_fingerprint_well_formed", {"fingerprint": "A" * 64}),
    ],
)
def test_the_database_refuses_a_reason_without_words(rule, fields):
    with refused_by(rule):
        accepted(**fields).save()


def test_the_database_keeps_one_reason_for_one_finding():
    first = accepted()
    first.save()

    with refused_by("accepted_warning_once"):
        accepted(article=first.article).save()


def test_a_recorded_reason_never_changes():
    row = accepted()
    row.save()

    with refused_by("accepted_warning_is_immutable"):
        AcceptedWarning.objects.filter(pk=row.pk).update(reason="Another")


def print_articles(number, editor):
    for n in range(number):
        person = make_person()
        article = make_article(
            body=f'<p>{person.name} on <a href="/nowhere-{n}/">it</a> and '
            f'<a href="/people/no-{n}/">her</a>, <a href="/a/2025/01/01/b-{n}/">b</a>.</p><p>???</p>',
            picture=make_image(),
        )
        make_mention(article, make_person())
        article.bylines.create(person=person)
        article.sources.create(title="Agency")
        accept(check(article), by=editor, reasons=reason_for_all(article))


def test_many_articles_cost_as_many_queries_as_one():
    def ask():
        with CaptureQueriesContext(connection) as queries:
            checklists = check_all(Article.objects.order_by("pk"), at=timezone.now())
        assert all(checklist.accepted for checklist in checklists)
        return len(queries)

    editor = make_user()
    print_articles(1, editor)
    for_one = ask()
    print_articles(19, editor)

    assert ask() == for_one <= 25
