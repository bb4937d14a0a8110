"""The files that PostgreSQL serves: made once, checked before every start."""

import locale
import shutil
import subprocess
from pathlib import Path

from newsportal.embedded_postgres.errors import EmbeddedPostgresError
from newsportal.embedded_postgres.layout import ROLE, WEB_ROLE, Layout
from newsportal.embedded_postgres.runtime import Runtime, is_durable

INITDB_SECONDS = 300
# From this version on, the rules for characters come with PostgreSQL instead of the system.
BUILTIN_LOCALE_MAJOR = 17
ROLES = (ROLE, WEB_ROLE)
LOCALES = ("C.UTF-8", "en_US.UTF-8")


def prepare_cluster(runtime: Runtime) -> None:
    """Make the cluster where there is none; refuse one that these programs can't serve."""
    version_file = runtime.layout.cluster / "PG_VERSION"
    if version_file.exists():
        _check_version(version_file.read_text().strip(), runtime)
    else:
        _initialise(runtime)
    _write_access_rules(runtime)


def _check_version(made_by: str, runtime: Runtime) -> None:
    if made_by == str(runtime.binaries.major):
        return
    raise EmbeddedPostgresError(
        f"The database in {runtime.layout.cluster} was made by PostgreSQL {made_by}, and the programs "
        f"in {runtime.binaries.folder} are PostgreSQL {runtime.binaries.major}. Nothing was changed. "
        f"Dump it with the programs of PostgreSQL {made_by} and restore it into a new data folder: "
        "docs/operating.md, 'A new major version of PostgreSQL', has the commands."
    )


def _initialise(runtime: Runtime) -> None:
    """Run initdb beside the final place, then rename: a cluster is there whole or not at all."""
    layout = runtime.layout
    unfinished = layout.folder / "cluster.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    if layout.cluster.exists():
        raise EmbeddedPostgresError(
            f"{layout.cluster} exists and is no database. Move it away and start again."
        )
    done = _run_initdb(unfinished, runtime)
    if done.returncode:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise EmbeddedPostgresError(
            f"initdb could not make the database in {layout.folder}. Its last words:\n"
            f"{last_lines(done.stdout)}"
        )
    unfinished.rename(layout.cluster)


def _run_initdb(target: Path, runtime: Runtime) -> subprocess.CompletedProcess[str]:
    command = [
        runtime.binaries.program("initdb"),
        f"--pgdata={runtime.named(target)}",
        f"--username={ROLE}",
        "--auth=peer",
        "--encoding=UTF8",
        *locale_options(runtime.binaries.major),
        "--lc-messages=C",
        "--data-checksums",
        *([] if is_durable() else ["--no-sync"]),
    ]
    try:
        return subprocess.run(  # noqa: S603 - a fixed program with our own arguments
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            check=False,
            timeout=INITDB_SECONDS,
            **runtime.arguments(),
        )
    except subprocess.TimeoutExpired as error:
        raise EmbeddedPostgresError(
            f"initdb did not end within {INITDB_SECONDS} seconds. Is the disk of "
            f"{runtime.layout.folder} extremely slow?"
        ) from error


def locale_options(major: int) -> list[str]:
    """Options for Unicode rules and a sort order by code point, the same on every machine."""
    character_rules = next((name for name in LOCALES if _system_has(name)), "C")
    options = ["--locale=C", f"--lc-ctype={character_rules}"]
    if major >= BUILTIN_LOCALE_MAJOR:
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return options


def _system_has(name: str) -> bool:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_CTYPE, before)
    return True


def _write_access_rules(runtime: Runtime) -> None:
    """Let in only this site's two roles, and only from the server's own user and root.

    The kernel says who is at the other end of the socket; there is no password to keep.
    """
    layout = runtime.layout
    users = {"root", layout.account.name}
    rules = {
        access_file(layout): "".join(f"local all {role} peer map=newsportal\n" for role in ROLES),
        user_map_file(layout): "".join(
            f'newsportal "{user}" {role}\n' for user in sorted(users) for role in ROLES
        ),
    }
    for path, text in rules.items():
        path.write_text(text)
        path.chmod(0o600)
        layout.account.own(path)


def access_file(layout: Layout) -> Path:
    """Who may connect; PostgreSQL's `hba_file`."""
    return layout.folder / "access.conf"


def user_map_file(layout: Layout) -> Path:
    """Which user of the system is which role; PostgreSQL's `ident_file`."""
    return layout.folder / "users.conf"


def last_lines(text: str, *, count: int = 12) -> str:
    """The end of a program's output, where its reason stands."""
    return "\n".join(text.strip().splitlines()[-count:]) or "(nothing)"
