"""The site that is measured: its data, its database, and servers with one set of settings or another."""

import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.database import Database
from benchmarks.folders import folder
from benchmarks.newspaper import Addresses, read_addresses
from benchmarks.serving import PROJECT, Server, serving

DATA_FOLDER = PROJECT / "var" / "benchmark"
# What of the surrounding environment would make another site of this one.
OTHER_SITES = {"DATABASE_URL", "SITE_URL", "PORT", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS"}
PREPARING = (sys.executable, "-m", "benchmarks.newspaper")
WITHOUT_CACHE = {"HTTP_CACHE_MEGABYTES": "0"}


@dataclass(frozen=True)
class Site:
    """A site whose database runs; `folder` takes what a run writes."""

    folder: Path
    database: Database
    addresses: Addresses

    def comments(self) -> int:
        """How many comments are stored on the story on which they are written."""
        count = "SELECT count(*) FROM comments_comment WHERE thread_id = %s"
        return int(self.database.value(count, self.addresses.writing))

    def serve(self, name: str, **changes: str) -> AbstractContextManager[Server]:
        """Serve it by one worker, with changes of the environment; logs go to NAME.log."""
        return serving(
            ["manage.py", "serve", "--workers", "1"],
            environment=environment(self.folder, self.database) | changes,
            log=self.folder / f"{name}.log",
        )


@contextmanager
def opened(folder: Path, *, articles: int, comments: int) -> Iterator[Site]:
    """The site of a data folder, made of that size where it is missing, for as long as the block."""
    folder.mkdir(parents=True, exist_ok=True)
    addresses = folder / "addresses.json"
    with Database(folder) as database:
        subprocess.run(
            [*PREPARING, str(addresses), str(articles), str(comments)],
            cwd=PROJECT,
            env=environment(folder, database),
            check=True,
        )
        yield Site(folder, database, read_addresses(addresses))


def opened_as(options: Namespace) -> AbstractContextManager[Site]:
    """The site that the command line names."""
    return opened(options.data, articles=options.articles, comments=options.comments)


def environment(folder: Path, database: Database) -> dict[str, str]:
    """What a site of this folder gets: the database, and clients told apart by X-Forwarded-For."""
    kept = {name: value for name, value in os.environ.items() if name not in OTHER_SITES}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "newsportal.settings",
        "DATABASE_URL": database.url,
        "NEWSPORTAL_DATA": str(folder),
        "STATIC_ROOT": str(folder / "static"),
        "TRUSTED_PROXIES": "1",
    }


def command_line(description: str | None) -> ArgumentParser:
    """The options that all benchmarks share."""
    parser = ArgumentParser(description=description, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=folder, default=DATA_FOLDER, help="data folder of the site that is measured"
    )
    parser.add_argument(
        "--articles", type=int, default=1_000, help="in the newspaper that is made there"
    )
    parser.add_argument("--comments", type=int, default=10_000, help="the same for comments")
    parser.add_argument("--output", type=folder, help="folder for the report as Markdown and JSON")
    return parser
