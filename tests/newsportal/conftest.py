"""A site in a folder of its own, for the tests that start it as a process."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from newsportal.embedded_postgres.layout import Layout
from tests.newsportal.server_process import PROJECT, ServerProcess

# Hashed names as in production; compressing a thousand files would take longer than all tests here.
QUICK_STATIC_FILES = """
import django
from django.conf import settings
from django.core.management import call_command
from django.test.utils import override_settings
storage = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
django.setup()
with override_settings(STORAGES=settings.STORAGES | {"staticfiles": {"BACKEND": storage}}):
    call_command("collectstatic", interactive=False, verbosity=0)
"""


def coverage_environment():
    """What makes a process that a test starts take part in a coverage run."""
    return {name: value for name, value in os.environ.items() if name.startswith("COV")}


@pytest.fixture(scope="session")
def site_folder():
    """Where a site keeps its data and its static files; the path is short for the socket's sake."""
    with TemporaryDirectory(prefix="np-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def site_environment(site_folder):
    """The environment of a site with a migrated embedded database and static files.

    Coverage isn't measured there: it triples the time that a start takes.
    """
    left_out = {"DATABASE_URL", "SITE_URL", "PORT", "DEBUG", "SECRET_KEY"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in left_out and name not in coverage_environment()
    }
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "newsportal.settings",
        "NEWSPORTAL_DATA": str(site_folder / "data"),
        "NEWSPORTAL_EMBEDDED_POSTGRES_FSYNC": "off",
        "STATIC_ROOT": str(site_folder / "static"),
    }
    for arguments in (["manage.py", "migrate", "--verbosity=0"], ["-c", QUICK_STATIC_FILES]):
        subprocess.run([sys.executable, *arguments], cwd=PROJECT, env=environment, check=True)
    return environment


@pytest.fixture
def measured_environment(site_environment):
    """The same with coverage."""
    return site_environment | coverage_environment()


@pytest.fixture(scope="session")
def sign_in(site_folder, site_environment):
    """The login that the demo newspaper would leave."""
    email, password = "editor@example.org", "a password of the demo"
    (site_folder / "data" / "editor-sign-in.txt").write_text(f"{email}\n{password}\n")
    return email, password


@pytest.fixture
def start(site_environment, measured_environment):
    """Start servers; what a test leaves running is ended after it."""
    servers = []

    def start(*options, port=None, terminal=False, measured=False, **changes):
        environment = (measured_environment if measured else site_environment) | changes
        servers.append(
            ServerProcess(*options, environment=environment, port=port, terminal=terminal)
        )
        return servers[-1]

    yield start
    for server in servers:
        server.end()


@pytest.fixture
def database(site_environment):
    """Where its server keeps what it is doing."""
    return Layout(Path(site_environment["NEWSPORTAL_DATA"]))


@pytest.fixture
def new_data_folder():
    with TemporaryDirectory(prefix="np-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
