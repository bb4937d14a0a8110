"""What can be done with an article beyond saving it: each step with its words and its rules.

A step is asked for with a button of the article's form, which saves first, and is confirmed on a page
of its own. One without a button is asked for where its thing stands.
"""

from articles import publishing
from articles.admin import change_forms, step_forms, thanks
from articles.admin.hand_over_steps import HAND_OVER_STEPS
from articles.admin.step import Done, Step
from articles.models import Article
from articles.rescheduling import cancel_scheduled, reschedule
from articles.rewording import reword
from articles.status import Status
from newsportal.accounts.models import User


def _is_hidden(status: Status) -> bool:
    return not status.is_live and not status.is_planned


def _is_planned(status: Status) -> bool:
    return status.is_planned


def _may_appear_now(status: Status) -> bool:
    return _is_hidden(status) and not status.is_under_embargo


def _is_live(status: Status) -> bool:
    return status.is_live


def _update(article: Article, by: User, said: Done) -> object:
    edition = publishing.update(
        article,
        by=by,
        kind=said["kind"],
        note=said["note"],
        is_grave=said.get("is_grave", False),
        at=said["at"],
        replacing=said["replacing"],
    )
    thanks.thank(edition, said.get("credit", ""), by=by)
    return edition


def _withdraw(article: Article, by: User, said: Done) -> object:
    return publishing.withdraw(
        article,
        by=by,
        reason=said["reason"],
        legal_order=said["legal_order"],
        at=said["at"],
        replacing=said["replacing"],
    )


def _reschedule(article: Article, by: User, said: Done) -> object:
    return reschedule(
        article,
        by=by,
        replacing=said["planned"],
        at=said["at"],
        with_saved_text=said.get("text") == step_forms.SAVED,
    )


def _reword(article: Article, by: User, said: Done) -> object:
    return reword(
        article,
        by=by,
        correction=said["correction"],
        note=said["note"],
        is_grave=said["is_grave"],
    )


STEPS = (
    Step(
        name="publish",
        button="Save and publish…",
        title="Publish",
        warning="Readers see the article as soon as you confirm.",
        form=step_forms.StepForm,
        is_possible=_may_appear_now,
        run=lambda article, by, _: publishing.publish(article, by=by),
        done="Published. Readers see it now.",
        makes_edition=True,
    ),
    Step(
        name="schedule",
        button="Save and schedule…",
        title="Schedule",
        warning="The article appears at that second without anybody being here.",
        form=step_forms.ScheduleForm,
        is_possible=_is_hidden,
        run=lambda article, by, said: publishing.schedule(article, by=by, at=said["at"]),
        done="Scheduled.",
        makes_edition=True,
    ),
    Step(
        name="update",
        button="Save and publish changes…",
        title="Publish changes",
        warning="Readers see the changed article instead of the one that is live.",
        form=change_forms.UpdateForm,
        is_possible=_is_live,
        run=_update,
        done="Done. Readers see the changed article now.",
        makes_edition=True,
    ),
    Step(
        name="reschedule",
        button="Save and change the hour…",
        title="Change the hour",
        warning="What is scheduled happens at another hour, or now.",
        form=step_forms.ReschedulingForm,
        is_possible=_is_planned,
        run=_reschedule,
        done="Done. What was scheduled has happened now.",
    ),
    Step(
        name="cancel",
        button="Save and cancel what is scheduled…",
        title="Cancel what is scheduled",
        warning="What readers see now stays as it is.",
        form=step_forms.StepForm,
        is_possible=_is_planned,
        run=lambda article, by, _: cancel_scheduled(article, by=by),
        done="Cancelled. What readers see stays as it is.",
        shows_text=False,
    ),
    Step(
        name="reword",
        button="",
        title="Change the words of a correction",
        warning="Readers see your words in the place of the others. The article stays as it is.",
        form=change_forms.RewordingForm,
        is_possible=lambda status: status.is_live and status.scheduled_at is None,
        run=_reword,
        done="Done. Readers see the new words.",
        shows_text=False,
    ),
    Step(
        name="withdraw",
        button="Save and withdraw…",
        title="Withdraw",
        warning="Readers no longer see the article; at its address they read your reason.",
        form=change_forms.WithdrawalForm,
        is_possible=_is_live,
        run=_withdraw,
        done="Done. Readers find your reason at the article's address.",
        shows_text=False,
        is_grave=True,
    ),
    *HAND_OVER_STEPS,
)


def possible_steps(status: Status, *, needs_approval: bool = False) -> list[Step]:
    """The steps that an article of that status can take.

    Where the newspaper asks for a second person's approval, readers see nothing without.
    """
    is_held_back = needs_approval and not status.is_approved
    return [
        step
        for step in STEPS
        if step.is_possible(status) and not (is_held_back and step.makes_edition)
    ]
