"""Editors' picks: who may, what is told and recorded, and that they end with the comment."""

from datetime import timedelta

import pytest

from comments.models import Comment, Notice, Reader, Thread
from comments.moderation import hide, remove
from comments.picking import pick, unpick
from comments.refusals import NotPossible
from newsportal.accounts.rights import RightMissing
from newsportal.audit.acts import Act
from newsportal.audit.models import AuditNote
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.makers import make_comment
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


def acts():
    rows = AuditNote.objects.filter(act__in=[Act.COMMENT_PICKED, Act.COMMENT_UNPICKED])
    return [(row.act, row.object) for row in rows.order_by("pk")]


def test_a_pick_is_stored_told_and_recorded(article, moderator):
    reader = Reader.objects.create(display_name="Anna")
    comment = post(article, reader=reader)
    version = Thread.objects.get().version

    pick(comment, by=moderator, now=LATER)

    assert stored(comment).picked_at == LATER
    assert Thread.objects.get().version == version + 1
    assert acts() == [(Act.COMMENT_PICKED, f"Comment {comment.pk}")]
    notice = Notice.objects.get()
    assert (notice.reader, notice.kind, notice.comment) == (reader, "pick", comment)


def test_a_second_press_changes_nothing(article, moderator):
    comment = post(article)

    pick(comment, by=moderator, now=NOW)
    pick(comment, by=moderator, now=LATER)

    assert stored(comment).picked_at == NOW
    assert len(acts()) == 1


def test_a_pick_is_taken_back(article, moderator):
    comment = post(article)
    unpick(comment, by=moderator)
    pick(comment, by=moderator, now=NOW)

    unpick(comment, by=moderator)

    assert stored(comment).picked_at is None
    assert [act for act, _ in acts()] == [Act.COMMENT_PICKED, Act.COMMENT_UNPICKED]


def test_who_has_no_right_picks_nothing(article, outsider):
    comment = post(article)

    with pytest.raises(RightMissing):
        pick(comment, by=outsider, now=NOW)
    with pytest.raises(RightMissing):
        unpick(comment, by=outsider)


@pytest.mark.parametrize("state", set(Comment.State.values) - {"published", "removed", "erased"})
def test_what_readers_do_not_see_is_not_picked(moderator, state):
    comment = make_comment(state=state)

    with pytest.raises(NotPossible, match="Pick"):
        pick(comment, by=moderator, now=NOW)


def test_a_removed_comment_is_no_pick_any_more(article, moderator):
    comment = pick(post(article), by=moderator, now=NOW)

    remove(comment, by=moderator, reason="Insults")

    assert stored(comment).picked_at is None


@pytest.mark.parametrize("state", ["withdrawn", "rejected", "spam"])
def test_whoever_takes_a_comment_away_ends_its_pick(article, moderator, state):
    comment = pick(post(article), by=moderator, now=NOW)

    Comment.objects.filter(pk=comment.pk).update(state=state)

    assert stored(comment).picked_at is None


def test_hiding_undoes_no_pick(article, moderator):
    comment = pick(post(article), by=moderator, now=NOW)

    hide(comment, by=moderator)

    assert stored(comment).picked_at == NOW


def test_comment_picked_is_public(article):
    comment = post(article)
    Comment.objects.filter(pk=comment.pk).update(state="withdrawn")

    with refused_by("comment_picked_is_public"):
        Comment.objects.filter(pk=comment.pk).update(picked_at=NOW)
