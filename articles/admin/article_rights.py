"""The rights over an article's form, field by field, and over what was sent without being offered.

Django drops what a form does not offer. Here it is refused instead: somebody who sends it has a page
that is older than their rights, or none at all, and is told whose right it is.
"""

import re
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from articles.admin.article_form import ArticleForm
from articles.admin.steps import STEPS
from articles.governed import article_state
from articles.models import Article, Section
from newsportal.accounts.rights import allowed, can, in_words

# A field of a row below the form, such as bylines-0-person, by the rows' prefix.
ROW = re.compile(r"(?P<rows>bylines|mentions|sources|thread)-\d+-(?!id$|article$)\w+")
RIGHTS_OF_ROWS = {"thread": "thread.change"}
# What the status follows from, in words that somebody might send.
NEVER_TYPED = {"status", "publish_at", "published_at", "starts_at", "ends_at"}
STORED = {field.name: field for field in Article._meta.concrete_fields}
OTHER_SECTION = "Choose a section that you edit. A chief editor may put the article elsewhere."
BUTTONS = {f"_step_{step.name}": step.right for step in STEPS if step.button}


def locked_fields(request: HttpRequest, article: Article | None) -> list[str]:
    """Those of the form's fields that somebody reads and does not write."""
    names = ArticleForm.Meta.fields
    return [name for name in names if not can(request.user, f"article.{name}", article)]


def sections_for(request: HttpRequest, article: Article | None) -> QuerySet[Section]:
    """Where somebody may put an article, which is never out of their own reach."""
    state = article_state(article) if article else "new"
    return allowed(Section.objects.all(), request.user, "article.section", state=state)


def refusals(request: HttpRequest, article: Article | None) -> list[str]:
    """A sentence for each thing that was sent and is somebody else's to decide."""
    asked = sorted({right for name in request.POST for right in _asks(request.POST, name, article)})
    return [
        f"{_named(right)}: {in_words(right)} Nothing was saved."
        for right in asked
        if not can(request.user, right, article)
    ]


def _asks(posted: QueryDict, name: str, article: Article | None) -> list[str]:
    """The rights that a sent field asks for; none for what is not the article's or says nothing new."""
    if row := ROW.fullmatch(name):
        return [RIGHTS_OF_ROWS.get(row["rows"], f"article.{row['rows']}")]
    if name in BUTTONS:
        return [BUTTONS[name]]
    if name in STORED:
        same = str(_stored(article, name)) == posted[name]
        return [] if same else [f"article.{name}"]
    return [f"article.{name}"] if name in NEVER_TYPED else []


def _stored(article: Article | None, name: str) -> Any:
    value = STORED[name].value_from_object(article) if article else None
    return "" if value is None else value


def _named(right: str) -> str:
    model, _, what = right.partition(".")
    return "Settings of comments" if model == "thread" else what.replace("_", " ").capitalize()
