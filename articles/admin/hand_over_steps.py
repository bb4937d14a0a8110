"""The steps that readers don't notice: handing an article over, and holding it back.

Readers' steps are in `articles.admin.steps`.
"""

from articles import embargoes, workflow
from articles.admin.hand_over_forms import ApprovalForm, EmbargoForm, ReturnForm, SubmitForm
from articles.admin.step import Step
from articles.admin.step_forms import StepForm
from articles.status import Status


def _has_news(status: Status) -> bool:
    """Whether the working copy holds what readers neither see nor are going to see."""
    is_public = status.is_live or status.scheduled_at is not None
    return status.has_unpublished_changes or not is_public


def _may_be_submitted(status: Status) -> bool:
    return _has_news(status) and not (status.is_submitted or status.is_approved)


def _waits_for_approval(status: Status) -> bool:
    return status.is_submitted or (status.was_approved and not status.is_approved)


def _has_forgotten_embargo(status: Status) -> bool:
    """One that is over while readers see nothing, which makes the article overdue."""
    return status.embargo_until is not None and _has_news(status)


HAND_OVER_STEPS = (
    Step(
        name="submit",
        button="Save and submit…",
        title="Submit",
        warning="The desk gets the article. To go on writing yourself, take it back.",
        form=SubmitForm,
        is_possible=_may_be_submitted,
        run=lambda article, by, said: workflow.submit(
            article, by=by, note=said["note"], due_at=said["due_at"]
        ),
        done="Submitted. The desk has it now.",
        shows_text=False,
    ),
    Step(
        name="take_back",
        button="",
        title="Take back",
        warning="The article is a draft again, and nobody is asked to approve it.",
        form=StepForm,
        is_possible=lambda status: status.is_submitted,
        run=lambda article, by, _: workflow.take_back(article, by=by),
        done="Taken back. It is a draft again.",
        shows_text=False,
    ),
    Step(
        name="approve",
        button="Save and approve…",
        title="Approve",
        warning="Approved is the text as it stands here. If it is changed later, it is approved no more.",
        form=ApprovalForm,
        is_possible=_waits_for_approval,
        run=lambda article, by, said: workflow.approve(article, by=by, note=said["note"]),
        done="Approved.",
    ),
    Step(
        name="return",
        button="Save and return…",
        title="Return",
        warning="The article goes back to whoever submitted it, with your note.",
        form=ReturnForm,
        is_possible=lambda status: status.is_submitted or status.was_approved,
        run=lambda article, by, said: workflow.send_back(article, by=by, note=said["note"]),
        done="Returned.",
        shows_text=False,
    ),
    Step(
        name="embargo",
        button="Save and set an embargo…",
        title="Set an embargo",
        warning="Colleagues go on editing, and nobody can publish it before that time.",
        form=EmbargoForm,
        is_possible=_has_news,
        run=lambda article, by, said: embargoes.set_embargo(
            article, by=by, until=said["until"], note=said["note"]
        ),
        done="The embargo is set.",
        shows_text=False,
    ),
    Step(
        name="lift",
        button="Save and lift the embargo…",
        title="Lift the embargo",
        warning="From then on the article may be published at any time.",
        form=StepForm,
        is_possible=lambda status: status.is_under_embargo or _has_forgotten_embargo(status),
        run=lambda article, by, _: embargoes.lift_embargo(article, by=by),
        done="The embargo is lifted.",
        shows_text=False,
        is_grave=True,
    ),
)
