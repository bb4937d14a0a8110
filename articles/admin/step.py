"""One step of an article: what it is called, when it is offered, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from articles.admin.step_forms import StepForm
from articles.models import Article
from articles.status import Status
from newsportal.accounts.models import User

type Done = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One step.

    `name` ends its address; `button` and `title` are its words, `warning` what to think of before;
    `is_possible` says for which status it is offered, and `run` takes it. Without a button the form
    does not offer it. `makes_edition`: it shows the text to readers, now or later.
    """

    name: str
    button: str
    title: str
    warning: str
    form: type[StepForm]
    is_possible: Callable[[Status], bool]
    run: Callable[[Article, User, Done], object]
    done: str
    shows_text: bool = True
    is_grave: bool = False
    makes_edition: bool = False

    @property
    def right(self) -> str:
        """Who may take it, in the table of rights."""
        return f"article.{self.name}"
