"""Drafts of the demo's newsroom, so that its desk shows how a story comes to be printed."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from articles.editing import record_revision
from articles.embargoes import set_embargo
from articles.models import Article, Section
from articles.sanitising import clean_body
from articles.workflow import approve, send_back, submit
from newsportal.accounts.models import User

FILE = Path(__file__).with_name("desk.toml")
COPIED = ("slug", "headline", "standfirst")

type Row = dict[str, Any]


def read_drafts() -> list[Row]:
    """What lies on the desk, as the demo's own file has it."""
    with FILE.open("rb") as file:
        drafts: list[Row] = tomllib.load(file)["drafts"]
    return drafts


def lay_out_desk(drafts: list[Row]) -> None:
    """Store the drafts that are not stored yet, each handed over as far as it has come."""
    reporter = User.objects.get(email="reporter@newsportal.example")
    editor = User.objects.get(email="editor@newsportal.example")
    sections = Section.objects.in_bulk(field_name="slug")
    for row in drafts:
        if not Article.objects.filter(slug=row["slug"]).exists():
            article = Article.objects.create(
                section=sections[row["section"]],
                created_by=reporter,
                body=clean_body(row["body"]),
                **{name: row[name] for name in COPIED},
            )
            record_revision(article, by=reporter)
            _hand_over(article, row, reporter, editor)


def _hand_over(article: Article, row: Row, reporter: User, editor: User) -> None:
    now = timezone.now()
    if "embargo" in row:
        until = (now + timedelta(hours=row["embargo"])).replace(minute=0, second=0, microsecond=0)
        set_embargo(article, by=editor, until=until, note=row["embargo_note"])
    if row["state"] == "draft":
        return
    due_at = now + timedelta(hours=row["needed_in"]) if "needed_in" in row else None
    is_submitted = row["state"] == "submitted"
    submit(article, by=reporter, note=row["note"] if is_submitted else "", due_at=due_at)
    if row["state"] == "returned":
        send_back(article, by=editor, note=row["note"])
    if row["state"] == "approved":
        approve(article, by=editor)
