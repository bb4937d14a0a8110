"""Every page of the admin has a right in the table, and opens for those who have it."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.admin.steps import STEPS
from articles.models import Publication, Redirect
from comments.error_reports import report_error
from comments.models import ModerationEvent, Reader, Sanction
from newsportal.accounts.rights_table import TABLE
from newsportal.accounts.roles import Role
from tests.articles.admin.pages import errors_in
from tests.comments.statements import make_appeal
from tests.makers import (
    make_image,
    make_organisation,
    make_person,
    make_rule,
    make_staff,
    make_user,
)
from tests.repository.routes import all_routes
from tests.rights.table import cell_of
from tests.rights.world import everything_stored, make_article_in, make_newsroom

ADMIN = sorted(route for route in all_routes() if route.startswith("admin/"))
# Pages that hold nobody's rows. The chooser asks for the right to view what is chosen, and the way to
# the site for that to view the row: both are tried below and with the articles.
OPEN = {
    "admin/",
    "admin/^(?P<app_label>articles|audit|accounts|comments|django_tasks_database)/$",
    "admin/(?P<url>.*)$",
    "admin/articles/article/when/",
    "admin/autocomplete/",
    "admin/jsi18n/",
    "admin/login/",
    "admin/logout/",
    "admin/password_change/",
    "admin/password_change/done/",
    "admin/r/<int:content_type_id>/<str:object_id>/",
}
# What an admin class has beside Django's own pages.
FURTHER = {
    "admin/accounts/user/<id>/password/": "user.change",
    "admin/articles/article/cleaned/": "article.add",
    "admin/articles/article/link_targets/": "article.add",
    "admin/articles/article/<path:object_id>/compare/": "revision.view",
    "admin/articles/article/<path:object_id>/restore/<int:number>/": "article.change",
    "admin/articles/article/unsaved/": "article.change",
    "admin/articles/article/<path:object_id>/preview/": "article.view",
    "admin/articles/article/<path:object_id>/preview/<int:number>/": "article.view",
    "admin/articles/article/<path:object_id>/share/": "article.share",
    "admin/articles/article/<path:object_id>/share/done/": "article.change",
    "admin/articles/article/<path:object_id>/share/revoke/": "article.share",
    "admin/articles/image/<int:image_id>/preview/": "image.view",
    "admin/articles/image/choices/": "image.view",
    "admin/articles/placement/": "placement.arrange",
    "admin/articles/placement/<page:key>/": "placement.arrange",
    "admin/articles/placement/<page:key>/find/": "placement.arrange",
    "admin/articles/placement/<page:key>/preview/": "placement.arrange",
    "admin/comments/appeal/<int:appeal_id>/answer/": "appeal.decide",
    "admin/comments/comment/decide/<str:name>/": "comment.moderate",
    "admin/comments/comment/<int:comment_id>/pick/": "comment.pick",
    "admin/comments/queue/": "comment.moderate",
    "admin/comments/queue/act/": "comment.moderate",
    "admin/comments/queue/author/<int:comment_id>/": "comment.moderate",
    "admin/comments/queue/hold/": "comment.moderate",
    "admin/comments/queue/undo/": "comment.moderate",
    "admin/comments/errorreport/<int:object_id>/settle/": "errorreport.settle",
    "admin/comments/errorreport/mark/<int:comment_id>/": "errorreport.mark",
    "admin/comments/sanction/impose/": "sanction.impose",
    "admin/comments/sanction/<int:sanction_id>/end/": "sanction.end",
    "admin/comments/rule/<int:rule_id>/try/": "rule.change",
} | {f"admin/articles/article/<path:object_id>/{step.name}/": step.right for step in STEPS}
PAGE = re.compile(
    r"admin/\w+/(?P<model>\w+)/(?:<path:object_id>/)?(?P<page>add|change|delete|history)?/?"
)
VERBS = {None: "view", "history": "view", "change": "view", "add": "add", "delete": "delete"}


def right_of(route: str) -> str:
    """The right that a page asks for; empty for one that nobody has thought of."""
    page = PAGE.fullmatch(route)
    return FURTHER.get(route) or (f"{page['model']}.{VERBS[page['page']]}" if page else "")


@pytest.mark.parametrize("route", [route for route in ADMIN if route not in OPEN])
def test_the_table_names_the_right_of_every_page(route):
    assert right_of(route) in TABLE, "write into newsportal/accounts/rights.md who may open this"


def test_no_page_is_open_that_is_not_there():
    assert set(ADMIN) >= OPEN
    assert set(ADMIN) >= set(FURTHER)


def test_the_table_names_nothing_that_is_not_there():
    models = {model._meta.model_name for model in apps.get_models()}

    assert {right.partition(".")[0] for right in TABLE} <= models


@pytest.fixture
def rows(db: None) -> dict[str, Any]:
    """A row of each kind that has pages, in a section that nobody was given."""
    article = make_article_in("live")
    comment = article.thread.comments.get()
    event = ModerationEvent.objects.filter(comment=comment).first()
    return {
        "appeal": make_appeal(comment),
        "article": article,
        "comment": comment,
        "edition": article.editions.get(),
        "errorreport": report_error(comment, now=comment.created_at),
        "image": make_image(),
        "moderationevent": event,
        "organisation": make_organisation(),
        "person": make_person(),
        "publication": Publication.objects.create(pk=1, name="The Minsk Courier"),
        "reader": Reader.objects.create(display_name="Anna", user=make_user()),
        "redirect": Redirect.objects.create(path="/old/", article=article),
        "revision": article.revisions.earliest("number"),
        "sanction": Sanction.objects.create(
            kind="ban", author_key="a" * 32, reason="Insults", starts_at=timezone.now()
        ),
        "rule": make_rule(),
        "section": article.section,
        "thread": article.thread,
        "user": make_user(),
    }


def pages_of(row: Any) -> dict[str, str]:
    """Every page about a row, by the right that it asks for."""
    meta = row._meta
    name = f"admin:{meta.app_label}_{meta.model_name}"
    return {
        f"{meta.model_name}.{verb}": reverse(
            f"{name}_{page}", args=[] if page in {"changelist", "add"} else [row.pk]
        )
        for verb, page in (("view", "change"), ("add", "add"), ("delete", "delete"))
    } | {f"{meta.model_name}.view list": reverse(f"{name}_changelist")}


@pytest.mark.parametrize("role", Role)
def test_a_page_opens_for_those_whom_the_table_names(rows, role):
    sections = (rows["section"],) if role is Role.EDITOR else ()
    browser = Client()
    browser.force_login(make_staff(role, edits=sections))
    for row in rows.values():
        state = "live" if row == rows["article"] else "reader"
        for what, address in pages_of(row).items():
            right = what.removesuffix(" list")
            cell = cell_of(right, "new" if right == "article.add" else state, role)
            expected = (
                cell != "–"
                if address.endswith(("/add/", f"{row._meta.model_name}/"))
                else (cell in {"yes", "section"})
            )
            answer = browser.get(address)

            is_open = answer.status_code == 200 or "publication" in answer.headers.get(
                "Location", ""
            )
            assert is_open == (expected and what != "publication.add"), (what, answer)
            if not is_open and answer.status_code == 403:
                assert "may do this" in answer.content.decode(), what


@pytest.mark.parametrize("role", Role)
def test_rows_are_written_by_nobody_else(rows, role):
    """What is sent to a page that somebody may not use changes nothing."""
    browser = Client()
    browser.force_login(make_staff(role))
    for row in rows.values():
        meta, state = row._meta, "live" if row == rows["article"] else "reader"
        for page, sent in (("change", {"name": "Forged"}), ("delete", {"post": "yes"})):
            if cell_of(f"{meta.model_name}.{page}", state, role) != "yes":
                address = reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[row.pk])
                before = everything_stored()

                answer = browser.post(address, sent)

                assert answer.status_code == 403 or answer["Location"] == "/admin/", (role, address)
                assert everything_stored() == before, (role, address)


@pytest.mark.parametrize("role", Role)
def test_the_way_to_the_site_is_open_for_what_may_be_viewed(rows, role):
    from django.contrib.contenttypes.models import ContentType

    browser = Client()
    browser.force_login(make_staff(role))
    for name in ("edition", "comment", "person"):
        kind = ContentType.objects.get_for_model(rows[name])
        answer = browser.get(f"/admin/r/{kind.pk}/{rows[name].pk}/")

        expected = cell_of(f"{name}.view", "live", role) == "yes"
        assert answer.status_code == (302 if expected else 404), (role, name)


@pytest.mark.django_db
def test_a_colleagues_name_is_changed_by_superusers_alone():
    reader = Reader.objects.create(display_name="Anna", user=make_user(is_staff=True))
    sent = {"display_name": "Anna of Minsk"}
    for role in Role:
        browser = Client()
        browser.force_login(make_staff(role))
        browser.post(reverse("admin:comments_reader_change", args=[reader.pk]), sent)
        reader.refresh_from_db()
        assert (reader.display_name == "Anna of Minsk") == (role is Role.SUPERUSER), role


@pytest.mark.django_db
def test_the_address_of_a_readers_account_is_for_superusers_alone():
    reader = Reader.objects.create(
        display_name="Anna", user=make_user(email="anna.of.minsk@example.org")
    )
    for role in Role:
        browser = Client()
        browser.force_login(make_staff(role))
        pages = (
            reverse("admin:comments_reader_change", args=[reader.pk]),
            reverse("admin:comments_reader_changelist"),
        )
        shown = ["anna.of.minsk" in browser.get(page).content.decode() for page in pages]
        found = browser.get(pages[1], {"q": "of.minsk@example"}).content.decode()

        assert shown == [role is Role.SUPERUSER] * 2, role
        assert (">Anna<" in found) == (role is Role.SUPERUSER), role


@pytest.mark.django_db
def test_a_chief_editor_says_who_edits_a_section():
    room = make_newsroom(Role.CHIEF_EDITOR, "draft", "neither")
    section, editor = room.article.section, make_staff(Role.EDITOR)
    outsider = make_staff(Role.REPORTER)
    address = reverse("admin:articles_section_change", args=[section.pk])
    sent = {
        "name": section.name,
        "slug": section.slug,
        "description": "",
        "position": "1",
        "section_editors-TOTAL_FORMS": "1",
        "section_editors-INITIAL_FORMS": "0",
    }

    refused = room.browser.post(address, sent | {"section_editors-0-editor": outsider.pk})
    assert "Select a valid choice" in errors_in(refused)
    room.browser.post(address, sent | {"section_editors-0-editor": editor.pk})

    assert section.section_editors.get().editor == editor
