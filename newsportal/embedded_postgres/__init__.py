"""A PostgreSQL server of the site's own, for a first run, the demo and tests.

It is used only when `DATABASE_URL` is unset. Nobody starts or stops it: the first process that
needs a connection starts it, the others share it, and it stops with the last one. What each module
does, from the outside in:

- `backend`: Django's PostgreSQL backend, which makes sure that the server runs before it connects
- `lease`: one process's claim on the server, held as a file lock for as long as the process lives
- `supervisor`: the process that starts PostgreSQL and stops it when no claim is left
- `postmaster`, `cluster`: the server process and the files that it serves
- `layout`, `account`, `binaries`: where things are, as whom they run, which programs they are
- `locks`: file locks with a time limit

Nothing here imports Django except `backend`, and importing starts nothing.
"""

from pathlib import Path

from newsportal.embedded_postgres.layout import DATABASE, PORT, ROLE, WEB_ROLE, Layout


def database_settings(data_folder: Path) -> dict[str, object]:
    """The entry for `DATABASES` that serves a site's data folder. Cheap, and starts nothing."""
    layout = Layout(data_folder)
    return {
        "ENGINE": "newsportal.embedded_postgres.backend",
        "NAME": DATABASE,
        "USER": ROLE,
        "SERVED_AS": WEB_ROLE,
        "HOST": str(layout.socket_folder),
        "PORT": PORT,
        "DATA_FOLDER": str(layout.data_folder),
        "OPTIONS": {"connect_timeout": 10},
    }
