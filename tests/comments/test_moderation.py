"""Decisions about comments: which lead where, who may make them, and what they leave behind."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection

from comments import moderation
from comments.models import Comment, ModerationEvent, Thread
from comments.moderation import DECISIONS, decide
from comments.refusals import NotPossible, ReasonMissing, StaleDecision
from newsportal.accounts.roles import Role
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.makers import make_comment, make_staff, make_thread, make_user

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
STATES = Comment.State.values

# The whole table once more, by hand: what every decision makes of every state.
TABLE = {
    "approve": {"held": "published", "hidden": "published"},
    "hide": {"published": "hidden"},
    "remove": {"published": "removed", "hidden": "removed"},
    "reject": {"held": "rejected"},
    "restore": {"removed": "published", "rejected": "published", "spam": "published"},
    "mark_spam": {"held": "spam", "published": "spam", "hidden": "spam"},
}


def comment_in(state: str) -> Comment:
    texts = {"text": "", "body_html": ""} if state == "erased" else {}
    shown = state in {"published", "hidden", "removed"}
    return make_comment(
        make_thread(visible_count=int(state == "published")),
        state=state,
        state_reason="Earlier reason" if state == "removed" else "",
        published_at=NOW if shown else None,
        **texts,
    )


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", DECISIONS)
def test_every_decision_about_every_state(moderator, name, state):
    comment = comment_in(state)
    becomes = TABLE[name].get(state)
    if becomes is None:
        with pytest.raises(NotPossible, match="is not possible"):
            decide(comment, name, by=moderator, reason="Insults")
        assert stored(comment).state == state
        assert not ModerationEvent.objects.exists()
        return

    decide(comment, name, by=moderator, reason="Insults", now=LATER)

    after = stored(comment)
    assert (after.state, after.revision_number) == (becomes, 2)
    event = ModerationEvent.objects.get()
    assert (event.from_state, event.to_state, event.actor) == (state, becomes, moderator)
    assert (event.reason, event.created_at, event.revision_number) == ("Insults", LATER, 2)
    assert Thread.objects.get().visible_count == (becomes == "published")


@pytest.mark.parametrize(
    ("function", "state", "words"),
    [
        (moderation.approve, "held", {}),
        (moderation.hide, "published", {}),
        (moderation.remove, "published", {"reason": "Insults"}),
        (moderation.reject, "held", {"reason": "Insults"}),
        (moderation.restore, "removed", {}),
        (moderation.mark_spam, "published", {}),
    ],
)
def test_each_decision_has_its_function(moderator, function, state, words):
    comment = comment_in(state)

    decided = function(comment, by=moderator, now=LATER, **words)

    assert decided.state == TABLE[function.__name__][state]
    assert decided.state_reason == words.get("reason", "")


def test_an_approved_comment_is_public_from_the_decision_on(article, moderator):
    Thread.objects.create(article=article, mode="pre")
    held = post(article)

    approved = moderation.approve(held, by=moderator, now=LATER)

    assert (approved.created_at, approved.published_at) == (NOW, LATER)
    thread = Thread.objects.get()
    assert (thread.visible_count, thread.version, thread.last_comment_at) == (1, 1, NOW)


def test_a_restored_comment_keeps_the_time_of_its_publication(article, moderator):
    comment = moderation.remove(post(article), by=moderator, reason="Insults")

    assert moderation.restore(comment, by=moderator, now=LATER).published_at == NOW


@pytest.mark.parametrize("name", ["remove", "reject"])
@pytest.mark.parametrize("reason", ["", " \n", "x" * 301])
def test_readers_are_owed_a_reason_that_fits(moderator, name, reason):
    comment = comment_in("published" if name == "remove" else "held")

    with pytest.raises(ReasonMissing):
        decide(comment, name, by=moderator, reason=reason)

    assert stored(comment).revision_number == 1


def test_a_reason_is_one_line(moderator):
    removed = moderation.remove(
        comment_in("published"), by=moderator, reason=" Insults\n of  Anna "
    )

    assert removed.state_reason == "Insults of Anna"


def test_a_decision_about_what_somebody_else_decided_is_stale(article, moderator):
    seen = post(article)
    moderation.hide(stored(seen), by=moderator)
    moderation.approve(stored(seen), by=moderator)

    with pytest.raises(StaleDecision, match="Look again"):
        moderation.remove(seen, by=moderator, reason="Insults")

    assert stored(seen).state == "published"


def test_only_staff_with_the_right_decide(article, outsider):
    comment = post(article)
    not_staff = make_staff(Role.MODERATOR, is_staff=False)
    gone = make_staff(Role.MODERATOR, is_active=False)

    for somebody in (outsider, not_staff, gone, make_user(is_staff=True)):
        with pytest.raises(PermissionDenied):
            moderation.hide(comment, by=somebody)

    assert stored(comment).state == "published"
    assert moderation.hide(comment, by=make_user(is_staff=True, is_superuser=True))


def test_a_command_decides_as_nobody(article):
    moderation.hide(post(article), by=None)

    assert ModerationEvent.objects.get(to_state="hidden").actor is None


def test_the_last_comment_is_known_after_it_is_gone(article, moderator):
    first = post(article)
    last = post(article, now=LATER)
    assert Thread.objects.get().last_comment_at == LATER

    hidden = moderation.hide(last, by=moderator)
    assert Thread.objects.get().last_comment_at == NOW
    moderation.hide(first, by=moderator)
    assert Thread.objects.get().last_comment_at is None
    moderation.approve(hidden, by=moderator)
    assert Thread.objects.get().last_comment_at == LATER


def test_the_version_rises_only_when_the_public_page_changes(article, moderator):
    Thread.objects.create(article=article, mode="pre")
    held = post(article)
    rejected = moderation.reject(held, by=moderator, reason="Off the subject")
    assert Thread.objects.get().version == 0

    restored = moderation.restore(rejected, by=moderator)
    moderation.remove(restored, by=moderator, reason="Off the subject")
    assert Thread.objects.get().version == 2


def test_the_record_can_not_be_rewritten(article, moderator):
    moderation.hide(post(article), by=moderator)

    for change in (
        "UPDATE comments_moderationevent SET reason = 'x'",
        "DELETE FROM comments_moderationevent",
    ):
        with pytest.raises(IntegrityError, match="only grows"), connection.cursor() as cursor:  # noqa: PT012
            cursor.execute("SAVEPOINT before")
            try:
                cursor.execute(change)
            finally:
                cursor.execute("ROLLBACK TO SAVEPOINT before")
