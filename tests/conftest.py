"""What every test gets: settings for a test run, and a media folder of its own.

The fixtures for a browser are in `tests.browser.fixtures`.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import jinja2
import pytest
from django.apps import apps
from django.core.signals import setting_changed
from django.db import connection
from django.db.models.signals import post_migrate
from django.test import override_settings
from django.test.signals import template_rendered
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import DjangoDbBlocker

from articles import state
from newsportal.http.addresses import path_of, static_path
from tests.sessions import sessions_left_open

pytest_plugins = ["tests.browser.fixtures"]

# The machine that runs the tests may be busy: a slow example is no wrong one.
hypothesis_settings.register_profile("newsportal", deadline=None)
hypothesis_settings.load_profile("newsportal")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that opens a browser, so that `-m "not browser"` leaves them out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _settings_of_a_test_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cheap password hasher, and static files from their sources instead of a collected copy."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database, which no thread or process of a test may still use at the end of the run."""
    yield
    with django_db_blocker.unblock():
        assert not sessions_left_open()


@pytest.fixture(scope="session", autouse=True)
def _rows_that_migrations_write() -> Iterator[None]:
    """Write the groups of the newsroom's roles again whenever a test has emptied all tables.

    A test with real transactions, such as one in a browser, can't be rolled back: Django flushes the
    database after it, and says so by the signal that also follows migrations.
    """
    migration = import_module("newsportal.accounts.migrations.0002_roles")

    def write_groups(**_: object) -> None:
        migration.make_roles(apps, None)

    sender = apps.get_app_config("auth")
    post_migrate.connect(write_groups, sender=sender)
    yield
    post_migrate.disconnect(write_groups, sender=sender)


@pytest.fixture(scope="session", autouse=True)
def _contexts_of_pages() -> Iterator[None]:
    """Tell Django's test client what a page was made of: it asks its own template engine alone."""
    render = jinja2.Template.render

    def telling(template: jinja2.Template, context: dict[str, Any]) -> str:
        template_rendered.send(sender=template, template=template, context=context)
        return render(template, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Template, "render", telling)
        yield


@pytest.fixture(scope="session", autouse=True)
def _addresses_of_other_settings() -> Iterator[None]:
    """Forget resolved addresses whenever a test sets what they hang on; a process never does."""

    def forget(*, setting: str, **_: object) -> None:
        if setting in {"ROOT_URLCONF", "STATIC_ROOT", "STATIC_URL", "STORAGES"}:
            path_of.cache_clear()
            static_path.cache_clear()

    setting_changed.connect(forget)
    yield
    setting_changed.disconnect(forget)


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path) -> Iterator[Path]:
    """An empty media folder; no test sees the files of another."""
    folder = tmp_path / "media"
    folder.mkdir()
    with override_settings(MEDIA_ROOT=folder):
        yield folder


@pytest.fixture(autouse=True)
def _versions_as_if_committed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the site's state is read, raise the versions that a commit would have raised.

    Most tests run in a transaction that is never committed. The statements go past Django, so that no
    count of queries has them.
    """
    read = state.read_state

    def read_as_if_committed(*args: Any) -> state.SiteState:
        if connection.in_atomic_block:
            with connection.connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        return read(*args)

    monkeypatch.setattr(state, "read_state", read_as_if_committed)
