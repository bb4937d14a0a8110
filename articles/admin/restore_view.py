"""Taking back an earlier version: it is saved once more, as the newest."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from articles.admin.article_rights import locked_fields
from articles.admin.compare_view import visible_article
from articles.admin.form_data import form_data
from articles.admin.versions import WORKING
from articles.comparing import LABELS, NAMED, ROWS, Snapshot, field_of, latest_snapshot
from articles.models import Article, Revision
from newsportal.accounts.rights import can, require

CANDIDATES = ("people", "organisations")


def restore_view(request: HttpRequest, object_id: str, number: int, *, admin: Any) -> HttpResponse:
    """Save what a version says through the article's own form, with its rules and its rights.

    Fields that are somebody else's to decide stay as they are, and what was deleted since is left out;
    both is said. If the form refuses the text, it is shown with it.
    """
    article = visible_article(request, object_id)
    require(request.user, "revision.view", article)
    revision = article.revisions.filter(number=number).first()
    if revision is None:
        raise Http404("There is no such version.")
    comparison = reverse("admin:articles_article_compare", args=[article.pk])
    if request.method != "POST":
        return HttpResponseRedirect(f"{comparison}?old={WORKING}&new={number}")
    require(request.user, "article.change", article)
    if request.POST.get("version") != str(article.version):
        messages.warning(
            request, "Somebody saved this article while you were here. Look again, then restore."
        )
        return HttpResponseRedirect(f"{comparison}?old={WORKING}&new={number}")
    data, left_out = _form(request, article, revision, admin)
    request.POST = data  # type: ignore[assignment]
    address = reverse("admin:articles_article_change", args=[article.pk])
    response: HttpResponse = admin.changeform_view(request, object_id, address)
    for words in left_out:
        messages.warning(request, words)
    if response.status_code != 302:
        return response
    return HttpResponseRedirect(address)


def _form(
    request: HttpRequest, article: Article, revision: Revision, admin: Any
) -> tuple[QueryDict, list[str]]:
    """The form that says what the version said, and what is left out of it, in sentences."""
    current = latest_snapshot(article)
    version, left_out = _present(revision.snapshot, current)
    data = form_data(version, article)
    locked = [name for name in LABELS if _is_locked(request, article, name)]
    for name in locked:
        if name in ROWS:
            for key in [key for key in data if key.startswith(f"{name}-")]:
                del data[key]
        else:
            del data[field_of(name)]
        if version.get(name) != current.get(name):
            left_out.append(f"{LABELS[name]} stayed as it is: others decide about it.")
    for inline in admin.get_inline_instances(request, article):
        prefix = inline.get_formset(request, article).get_default_prefix()
        for what in ("TOTAL", "INITIAL"):
            data.setdefault(f"{prefix}-{what}_FORMS", "0")
    data["opened_version"] = str(article.version)
    data["revision_note"] = f"Restored version {revision.number}"
    data["_continue"] = "Save"
    return data, left_out


def _is_locked(request: HttpRequest, article: Article, name: str) -> bool:
    if name in ROWS:
        return not can(request.user, f"article.{name}", article)
    return field_of(name) in locked_fields(request, article)


def _present(version: Snapshot, current: Snapshot) -> tuple[Snapshot, list[str]]:
    """The version without whom and what was deleted since."""
    there = {kind: _existing(NAMED[kind], keys) for kind, keys in _named(version).items()}
    left_out = []
    present = dict(version)
    if version["section_id"] not in there["section"]:
        present["section_id"] = current.get("section_id")
        left_out.append("The section stayed as it is: the former one is not there any more.")
    if version["picture_id"] and version["picture_id"] not in there["picture"]:
        present |= {"picture_id": None, "picture_caption": ""}
        left_out.append("The picture is left out: it is not there any more.")
    present["bylines"] = [row for row in version["bylines"] if row["person"] in there["person"]]
    present["mentions"] = list(_mentions(version, there))
    for name in ("bylines", "mentions"):
        if missing := len(version[name]) - len(present[name]):
            left_out.append(
                f"{LABELS[name]}: {missing} left out, because whom they name is not there any more."
            )
    return present, left_out


def _mentions(version: Snapshot, there: dict[str, set[int]]) -> Iterator[dict[str, Any]]:
    for row in version["mentions"]:
        kept = {kind: [key for key in row[kind] if key in there[kind]] for kind in CANDIDATES}
        if any(kept.values()):
            yield row | kept


def _named(version: Snapshot) -> dict[str, set[int]]:
    """The keys that a version names, by kind."""
    return {
        "section": {version["section_id"]},
        "picture": {version["picture_id"]} - {None},
        "person": {row["person"] for row in version["bylines"]},
    } | {kind: {key for row in version["mentions"] for key in row[kind]} for kind in CANDIDATES}


def _existing(model: type[Model], keys: set[int]) -> set[int]:
    return set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
