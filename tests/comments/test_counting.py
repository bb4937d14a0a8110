"""The proof that counters are right, and the command that mends them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from comments.counting import find_drift
from comments.models import Comment, Thread
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.makers import make_edition, make_thread

pytestmark = pytest.mark.django_db


def recount(**options) -> str:
    output = StringIO()
    call_command("recount_threads", stdout=output, no_color=True, **options)
    return output.getvalue()


def spoil(article, **counters) -> None:
    Thread.objects.filter(pk=article.pk).update(**counters)


def test_threads_that_are_right_are_left_alone(article):
    post(article)
    make_thread()

    assert recount() == "All counters are right.\n"
    assert recount(dry_run=True) == "All counters are right.\n"
    assert Thread.objects.get(pk=article.pk).version == 1


@pytest.mark.parametrize("wrong", [{"visible_count": 9}, {"last_comment_at": None}])
def test_a_wrong_counter_is_reported_and_mended(article, wrong):
    post(article)
    post(make_edition().article)
    spoil(article, **wrong)

    report = recount()

    assert f"Article {article.pk}: {wrong.get('visible_count', 1)} stored, 1 counted" in report
    assert "1 thread corrected." in report
    thread = Thread.objects.get(pk=article.pk)
    assert (thread.visible_count, thread.last_comment_at, thread.version) == (1, NOW, 2)
    assert list(find_drift()) == []


def test_a_dry_run_changes_nothing_and_fails(article):
    post(article)
    spoil(article, visible_count=0)
    spoil(make_thread().article, visible_count=3)

    with pytest.raises(CommandError, match="2 threads to correct") as failure:
        recount(dry_run=True)

    assert failure.value.returncode == 1
    assert Thread.objects.get(pk=article.pk).visible_count == 0


def test_what_is_not_published_does_not_count(article):
    Comment.objects.filter(pk=post(article).pk).update(state="hidden")

    assert "1 stored, 0 counted; last comment" in recount()
    thread = Thread.objects.get()
    assert (thread.visible_count, thread.last_comment_at) == (0, None)
