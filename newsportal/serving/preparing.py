"""Everything that a site needs before its first request, done where it is missing.

One process does it all, and each step looks first whether there is something to do, so that a second
start takes as long as looking.
"""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from newsportal.audit.web_role import closed_tables
from newsportal.demo.staff import sign_in_file
from newsportal.operations.prerequisites import has_static_files, pending_migrations

# In STATIC_ROOT: what the files there were collected from.
SOURCES = "sources.sha256"

type Say = Callable[[str], object]


def prepare(say: Say) -> None:
    """Bring database, static files and demo newspaper up to date, saying what takes long."""
    if pending := pending_migrations():
        say(f"Bringing the database up to date: {len(pending)} migrations ...")
        call_command("migrate", interactive=False, verbosity=0)
    elif closed_tables(settings.DATABASE_WEB_ROLE):
        say("Giving the role that serves the site its rights ...")
        call_command("migrate", interactive=False, verbosity=0)
    _collect_static_files(say)
    if not sign_in_file().exists():
        say("Loading the demo newspaper, if there are no articles yet ...")
        call_command("load_demo", if_empty=True)


def _collect_static_files(say: Say) -> None:
    stamp = Path(settings.STATIC_ROOT) / SOURCES
    sources = _fingerprint()
    if has_static_files() and stamp.exists() and stamp.read_text() == sources:
        return
    say("Collecting and compressing the static files ...")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(sources)


def _fingerprint() -> str:
    """Changes with every source file of the static files, and with how they are stored."""
    storage = settings.STORAGES["staticfiles"]["BACKEND"]
    lines = [f"{storage} {settings.STATIC_URL}", *sorted(_source_files())]
    return sha256("\n".join(lines).encode()).hexdigest()


def _source_files() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            yield f"{name} {found.st_size} {found.st_mtime_ns}"
