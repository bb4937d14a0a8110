"""Every route belongs to exactly one class of pages: public, personal or immutable.

A new route needs a row here. The public ones are asked for by people with and without rights: they
must get the same bytes and no cookie.
"""

import re

import pytest
from django.test import Client

from comments.models import Reader
from tests.makers import (
    make_article,
    make_comment,
    make_edition,
    make_mention,
    make_organisation,
    make_person,
    make_section,
    make_thread,
    make_user,
)
from tests.repository.routes import all_routes

# The class of every route outside of the admin, with an address that it answers.
ROUTES = {
    "": ("public", "/"),
    "account/": ("personal", "/account/"),
    "account/2fa/": ("personal", "/account/2fa/"),
    "account/2fa/authenticate/": ("personal", "/account/2fa/authenticate/"),
    "account/2fa/passkeys/": ("personal", "/account/2fa/passkeys/"),
    "account/2fa/passkeys/<int:pk>/edit/": ("personal", "/account/2fa/passkeys/1/edit/"),
    "account/2fa/passkeys/<int:pk>/remove/": ("personal", "/account/2fa/passkeys/1/remove/"),
    "account/2fa/passkeys/add/": ("personal", "/account/2fa/passkeys/add/"),
    "account/2fa/passkeys/login/": ("personal", "/account/2fa/passkeys/login/"),
    "account/2fa/passkeys/reauthenticate/": ("personal", "/account/2fa/passkeys/reauthenticate/"),
    "account/2fa/reauthenticate/": ("personal", "/account/2fa/reauthenticate/"),
    "account/2fa/recovery-codes/": ("personal", "/account/2fa/recovery-codes/"),
    "account/2fa/recovery-codes/download/": ("personal", "/account/2fa/recovery-codes/download/"),
    "account/2fa/recovery-codes/generate/": ("personal", "/account/2fa/recovery-codes/generate/"),
    "account/2fa/totp/activate/": ("personal", "/account/2fa/totp/activate/"),
    "account/2fa/totp/deactivate/": ("personal", "/account/2fa/totp/deactivate/"),
    "account/confirm-email/": ("personal", "/account/confirm-email/"),
    "account/email/": ("personal", "/account/email/"),
    "account/inactive/": ("personal", "/account/inactive/"),
    "account/login/": ("personal", "/account/login/"),
    "account/logout/": ("personal", "/account/logout/"),
    "account/menu/": ("personal", "/account/menu/"),
    "account/password/change/": ("personal", "/account/password/change/"),
    "account/password/reset/": ("personal", "/account/password/reset/"),
    "account/password/reset/done/": ("personal", "/account/password/reset/done/"),
    "account/password/reset/key/done/": ("personal", "/account/password/reset/key/done/"),
    "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (
        "personal",
        "/account/password/reset/key/1-no-such-key/",
    ),
    "account/password/set/": ("personal", "/account/password/set/"),
    "account/reauthenticate/": ("personal", "/account/reauthenticate/"),
    "account/sessions/": ("personal", "/account/sessions/"),
    "account/sessions/<int:session_id>/end/": ("personal", "/account/sessions/1/end/"),
    "account/signup/": ("personal", "/account/signup/"),
    "archive/": ("public", "/archive/"),
    "archive/<yyyy:year>/<mm:month>/<dd:day>/": ("public", "/archive/2025/11/22/"),
    "comments/<int:comment_id>/": ("public", "/comments/{comment.pk}/"),
    "comments/<int:comment_id>/recommend/": ("personal", "/comments/{comment.pk}/recommend/"),
    "comments/<int:comment_id>/report/": ("personal", "/comments/{comment.pk}/report/"),
    "comments/<int:comment_id>/report/illegal/": (
        "personal",
        "/comments/{comment.pk}/report/illegal/",
    ),
    "comments/reported/<str:token>/": ("personal", "/comments/reported/{link}/"),
    "comments/recommended/<int:article_id>/": (
        "personal",
        "/comments/recommended/{comment.thread_id}/",
    ),
    "comments/in/<slug:slug>/feed.xml": ("public", "/comments/in/world/feed.xml"),
    "comments/new/<int:article_id>/": ("personal", "/comments/new/{comment.thread_id}/"),
    "comments/erasures/<uuid:key>/": (
        "personal",
        "/comments/erasures/11111111-1111-4111-8111-111111111111/",
    ),
    "comments/notices/": ("personal", "/comments/notices/"),
    "comments/notices/<int:notice_id>/": ("personal", "/comments/notices/1/"),
    "comments/notices/read/": ("personal", "/comments/notices/read/"),
    "comments/notices/unsubscribe/<str:token>/": ("personal", "/comments/notices/unsubscribe/1:x/"),
    "comments/on/<int:article_id>/": ("public", "/comments/on/{comment.thread_id}/"),
    "comments/on/<int:article_id>/feed.xml": (
        "public",
        "/comments/on/{comment.thread_id}/feed.xml",
    ),
    "comments/on/<int:article_id>/since/<str:place>/": (
        "public",
        "/comments/on/{comment.thread_id}/since/2025-11-22T18:00:00Z~1/",
    ),
    "comments/own/<int:comment_id>/": ("personal", "/comments/own/{comment.pk}/"),
    "comments/own/<int:comment_id>/edit/": ("personal", "/comments/own/{comment.pk}/edit/"),
    "comments/own/<int:comment_id>/withdraw/": (
        "personal",
        "/comments/own/{comment.pk}/withdraw/",
    ),
    "comments/posted/<int:comment_id>/": ("personal", "/comments/posted/{comment.pk}/"),
    "comments/sanctions/": ("personal", "/comments/sanctions/"),
    "comments/sanctions/<int:sanction_id>/read/": ("personal", "/comments/sanctions/1/read/"),
    "comments/profile/": ("personal", "/comments/profile/"),
    "comments/profile/comments/": ("personal", "/comments/profile/comments/"),
    "comments/profile/erase/": ("personal", "/comments/profile/erase/"),
    "comments/profile/export/": ("personal", "/comments/profile/export/"),
    "comments/profile/name/": ("personal", "/comments/profile/name/"),
    "comments/profile/notices/": ("personal", "/comments/profile/notices/"),
    "comments/statements/<int:statement_id>/": ("personal", "/comments/statements/1/"),
    "corrections/": ("public", "/corrections/"),
    "corrections/feed.xml": ("public", "/corrections/feed.xml"),
    "feed.xml": ("public", "/feed.xml"),
    "healthz": ("personal", "/healthz"),
    "metrics": ("personal", "/metrics"),
    "organisations/": ("public", "/organisations/"),
    "organisations/<slug:slug>/": ("public", "/organisations/viasna/"),
    "organisations/<slug:slug>/feed.xml": ("public", "/organisations/viasna/feed.xml"),
    "people/": ("public", "/people/"),
    "people/<slug:slug>/": ("public", "/people/ales-bialiatski/"),
    "people/<slug:slug>/feed.xml": ("public", "/people/ales-bialiatski/feed.xml"),
    "readyz": ("personal", "/readyz"),
    "preview/<str:token>/": ("personal", "/preview/{link}/"),
    "robots.txt": ("public", "/robots.txt"),
    "search/": ("public", "/search/?q=pardons"),
    "sitemap.xml": ("public", "/sitemap.xml"),
    "sitemap-pages.xml": ("public", "/sitemap-pages.xml"),
    "sitemap-people-<count:number>.xml": ("public", "/sitemap-people-1.xml"),
    "sitemap-organisations-<count:number>.xml": ("public", "/sitemap-organisations-1.xml"),
    "sitemap-stories-<count:number>.xml": ("public", "/sitemap-stories-1.xml"),
    "^media/renditions/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})"
    "/(?P<name>[A-Za-z0-9_-]+)\\.(?P<ending>avif|webp|jpe?g)$": ("immutable", ""),
    "<slug:slug>/": ("public", "/world/"),
    "<slug:slug>/feed.xml": ("public", "/world/feed.xml"),
    "<slug:section>/<yyyy:year>/<mm:month>/<dd:day>/<slug:slug>/": (
        "public",
        "/world/2025/11/22/pardons/",
    ),
    "<slug:section>/<yyyy:year>/<mm:month>/<dd:day>/<slug:slug>/history/": (
        "public",
        "/world/2025/11/22/pardons/history/",
    ),
    "<path:path>": ("public", "/no/such/page"),
}
VIEWS = all_routes()
ADMIN = sorted(route for route in VIEWS if route.startswith("admin/"))
PUBLIC = sorted(address for page_class, address in ROUTES.values() if page_class == "public")
PERSONAL = sorted(address for page_class, address in ROUTES.values() if page_class == "personal")


@pytest.fixture
def comment():
    """A comment on an article, and somebody to look up: what the addresses above name.

    Their keys are in the first files of the sitemap, however many rows earlier tests have made.
    """
    section = make_section(name="World", slug="world")
    article = make_article(pk=1, section=section, slug="pardons")
    make_mention(article, make_person(pk=1, name="Ales Bialiatski", slug="ales-bialiatski"))
    make_mention(article, make_organisation(pk=1, name="Viasna", slug="viasna"))
    make_edition(article)
    return make_comment(make_thread(article=article))


@pytest.fixture
def readers():
    """Browsers of an anonymous reader, a reader with an account, and somebody with every right."""
    account = make_user()
    Reader.objects.create(user=account, display_name="Mariposa")
    clients = {"anonymous": Client(), "reader": Client(), "superuser": Client()}
    clients["reader"].force_login(account)
    clients["superuser"].force_login(make_user(is_staff=True, is_superuser=True))
    return clients


def admin_address(route):
    """An address that the route answers; 1 stands for every part that varies."""
    plain, is_pattern, _ = route.partition("(?P")
    if is_pattern:
        return f"/{plain[:-1]}articles/" if plain.endswith("^") else f"/{plain}no/such/page"
    return "/" + re.sub("<[^>]+>", "1", route)


def test_every_route_has_a_row():
    assert {route for route in VIEWS if not route.startswith("admin/")} == set(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
def test_every_view_is_marked_with_its_class(route):
    assert VIEWS[route].page_class == ROUTES[route][0]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_the_same_for_everyone(readers, comment, address):
    answers = {
        name: client.get(address.format(comment=comment)) for name, client in readers.items()
    }

    assert len({answer.content for answer in answers.values()}) == 1
    for answer in answers.values():
        assert answer["Cache-Control"].startswith("public, ")
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("address", [address for address in PUBLIC if address != "/no/such/page"])
def test_the_address_of_a_public_page_is_answered(client, comment, address):
    answer = client.get(address.format(comment=comment), follow=True)

    assert answer.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", PERSONAL)
def test_no_cache_keeps_a_personal_page(readers, comment, address):
    for client in readers.values():
        answer = client.get(address.format(comment=comment, link="no-such.link"))

        assert answer.status_code in {200, 302, 404, 405}
        assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("route", ADMIN)
def test_no_cache_keeps_a_page_of_the_admin(client, route):
    """Whoever asks: an answer to somebody without rights tells who has none."""
    answer = client.get(admin_address(route))

    assert answer["Cache-Control"] == "private, no-store"
