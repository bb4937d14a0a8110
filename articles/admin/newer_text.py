"""The text that somebody else saved, beside the one that was typed meanwhile."""

from dataclasses import dataclass
from html import unescape

from django.forms import BaseForm
from django.utils.html import strip_tags

from articles.models import Article, Revision

SHOWN = ("headline", "slug", "section", "standfirst", "dateline", "body", "picture_caption")


@dataclass(frozen=True)
class Difference:
    """A field of which there are two versions now."""

    label: str
    saved: str
    typed: str


@dataclass(frozen=True)
class NewerText:
    """What was saved since the form was opened: the revision, and where it differs from the form."""

    revision: Revision
    differences: list[Difference]
    bylines: list[str]
    mentions: list[str]
    sources: list[str]


def newer_text(article_id: int, form: BaseForm) -> NewerText:
    """Read what is stored now; the form's own article holds what was typed."""
    article = Article.objects.select_related("section").get(pk=article_id)
    revision = Revision.objects.select_related("created_by").get(
        article=article, number=article.version
    )
    return NewerText(
        revision,
        list(filter(None, (_difference(article, form, name) for name in SHOWN))),
        [str(row) for row in article.bylines.select_related("person").order_by("position", "pk")],
        [str(row) for row in article.mentions.order_by("position", "pk")],
        [str(row) for row in article.sources.order_by("position", "pk")],
    )


def _difference(article: Article, form: BaseForm, name: str) -> Difference | None:
    field = form[name]
    saved, typed = str(getattr(article, name)), str(field.value() or "")
    if name == "section":
        typed = str(form.cleaned_data.get("section") or "")
    if " ".join(saved.split()) == " ".join(typed.split()):
        return None
    return Difference(str(field.label), as_lines(saved), as_lines(typed))


def as_lines(html: str) -> str:
    """Text without its marks, a paragraph a line."""
    for end in ("</p>", "</h2>", "</h3>", "</li>", "<br>"):
        html = html.replace(end, f"{end}\n\n")
    return unescape(strip_tags(html)).strip()
