"""What `serve --prepare` does, and that it does it once."""

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from newsportal.demo.staff import sign_in_file
from newsportal.operations.prerequisites import pending_migrations
from newsportal.serving.preparing import prepare
from newsportal.serving.readiness import (
    NotReady,
    require_migrated_database,
    require_rights,
    require_static_files,
)

HASHED = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}


@pytest.fixture
def site(tmp_path):
    """A site with one static file, data and static files in folders of the test's own."""
    for name in ("sources", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "sources" / "site.css").write_text("a { color: red }")
    changes = {
        "DATA_FOLDER": tmp_path / "data",
        "STATIC_ROOT": tmp_path / "static",
        "STORAGES": HASHED,
        "STATICFILES_DIRS": [tmp_path / "sources"],
        "STATICFILES_FINDERS": ["django.contrib.staticfiles.finders.FileSystemFinder"],
    }
    with override_settings(**changes):
        yield tmp_path


@pytest.fixture
def demo_was_loaded(site):
    sign_in_file().write_text("editor@example.org\npassword\n")


@pytest.fixture
def said():
    return []


@pytest.mark.django_db
def test_static_files_are_collected_once_and_again_when_one_changes(site, demo_was_loaded, said):
    with pytest.raises(NotReady, match="collectstatic"):
        require_static_files()
    prepare(said.append)
    assert said == ["Collecting and compressing the static files ..."]
    require_static_files()
    prepare(said.append)
    assert len(said) == 1
    (site / "sources" / "site.css").write_text("a { color: darkred }")
    prepare(said.append)
    assert len(said) == 2
    assert len(list((site / "static").glob("site.*.css"))) == 2


@pytest.mark.django_db
def test_static_files_that_were_deleted_are_collected_again(site, demo_was_loaded, said):
    prepare(said.append)
    (site / "static" / "staticfiles.json").unlink()
    prepare(said.append)
    assert len(said) == 2


@pytest.mark.django_db
def test_a_site_with_articles_gets_no_demo(site, said):
    from tests.makers import make_article

    make_article()
    prepare(said.append)
    assert "Loading the demo newspaper, if there are no articles yet ..." in said
    assert not sign_in_file().exists()


@pytest.mark.django_db
def test_missing_migrations_are_named_in_their_order_and_applied(site, demo_was_loaded, said):
    last = ("sessions", "0001_initial")
    MigrationRecorder(connection).record_unapplied(*last)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE django_session")
    assert pending_migrations() == [".".join(last)]
    with pytest.raises(NotReady, match=r"lacks 1 migrations, the first is sessions\.0001_initial"):
        require_migrated_database()
    prepare(said.append)
    assert said[0] == "Bringing the database up to date: 1 migrations ..."
    require_migrated_database()


@pytest.mark.django_db
@pytest.mark.skipif(not settings.DATABASE_WEB_ROLE, reason="This database has one role.")
def test_rights_that_a_restored_database_lacks_are_given(site, demo_was_loaded, said):
    require_rights()
    with connection.cursor() as cursor:
        cursor.execute(f'REVOKE ALL ON articles_edition FROM "{settings.DATABASE_WEB_ROLE}"')
    with pytest.raises(NotReady, match="may not read 1 tables"):
        require_rights()

    prepare(said.append)

    assert said[0] == "Giving the role that serves the site its rights ..."
    require_rights()
    with override_settings(DATABASE_WEB_ROLE="nobody_of_this_name"), pytest.raises(NotReady):
        require_rights()
