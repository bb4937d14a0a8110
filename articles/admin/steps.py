"""What can be done with an article beyond saving it: each step with its words and its rules.

A step is asked for with a button of the article's form, which saves first, and is confirmed on a page
of its own.
"""

from articles import publishing
from articles.admin import step_forms
from articles.admin.hand_over_steps import HAND_OVER_STEPS
from articles.admin.step import Step
from articles.rescheduling import cancel_scheduled
from articles.status import Status


def _nothing_planned(status: Status) -> bool:
    return status.scheduled_at is None and status.withdrawal_at is None


def _is_hidden(status: Status) -> bool:
    return not status.is_live and _nothing_planned(status)


def _may_appear_now(status: Status) -> bool:
    return _is_hidden(status) and not status.is_under_embargo


def _is_live(status: Status) -> bool:
    return status.is_live and _nothing_planned(status)


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
        name="update",
        button="Save and publish update…",
        title="Update",
        warning="Readers see the changed article instead of the one that is live.",
        form=step_forms.UpdateForm,
        is_possible=_is_live,
        run=lambda article, by, said: publishing.update(
            article, by=by, kind=said["kind"], note=said["note"], at=said["at"]
        ),
        done="Done: readers see the changed article from the chosen time on.",
        makes_edition=True,
    ),
    Step(
        name="correct",
        button="Save and publish correction…",
        title="Correct",
        warning="Readers see the corrected article, and below it your words about the mistake.",
        form=step_forms.CorrectionForm,
        is_possible=_is_live,
        run=lambda article, by, said: publishing.correct(
            article, by=by, note=said["note"], at=said["at"]
        ),
        done="Done: readers see the correction from the chosen time on.",
        makes_edition=True,
    ),
    Step(
        name="schedule",
        button="Save and schedule…",
        title="Schedule",
        warning="The article appears, or changes, at that second without anybody being here.",
        form=step_forms.ScheduleForm,
        is_possible=_nothing_planned,
        run=lambda article, by, said: publishing.schedule(article, by=by, at=said["at"]),
        done="Scheduled.",
        makes_edition=True,
    ),
    Step(
        name="cancel",
        button="Save and cancel what is scheduled…",
        title="Cancel what is scheduled",
        warning="What readers see now stays as it is.",
        form=step_forms.StepForm,
        is_possible=lambda status: not _nothing_planned(status),
        run=lambda article, by, _: cancel_scheduled(article, by=by),
        done="Cancelled. What readers see stays as it is.",
        shows_text=False,
    ),
    Step(
        name="withdraw",
        button="Save and withdraw…",
        title="Withdraw",
        warning="Readers no longer see the article; at its address they read your reason.",
        form=step_forms.WithdrawalForm,
        is_possible=_is_live,
        run=lambda article, by, said: publishing.withdraw(
            article, by=by, reason=said["reason"], at=said["at"]
        ),
        done="Done: the article is withdrawn from the chosen time on.",
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
