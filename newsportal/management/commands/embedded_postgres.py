"""`manage.py embedded_postgres`: PostgreSQL's own programs on the embedded server."""

import os
import subprocess
from argparse import REMAINDER, ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from newsportal.embedded_postgres.account import own_account
from newsportal.embedded_postgres.binaries import find_binaries
from newsportal.embedded_postgres.errors import EmbeddedPostgresError


class Command(BaseCommand):
    """Run `pg_dump`, `pg_restore`, `psql` and so on, with the server running meanwhile."""

    help = (
        "Run a program of PostgreSQL on the embedded database, for instance: "
        "manage.py embedded_postgres pg_dump --format=custom --file=backup.dump"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("program", help="pg_dump, pg_restore, psql ...")
        parser.add_argument("arguments", nargs=REMAINDER, help="what the program is given")

    def handle(self, *args: Any, **options: Any) -> None:
        settings = connection.settings_dict
        if "DATA_FOLDER" not in settings:
            raise CommandError(
                "DATABASE_URL is set, so the embedded database is not in use. "
                "Run the program itself with the address of your server."
            )
        try:
            program = find_binaries(own_account()).program(options["program"])
            connection.ensure_connection()
        except (EmbeddedPostgresError, OperationalError) as error:
            raise CommandError(str(error)) from error
        # The connection would be in the way of a program that replaces the database.
        connection.close()
        done = subprocess.run(  # noqa: S603 - what the operator asked for
            [program, *options["arguments"]],
            env=os.environ
            | {
                "PGHOST": settings["HOST"],
                "PGPORT": settings["PORT"],
                "PGUSER": settings["USER"],
                "PGDATABASE": settings["NAME"],
            },
            check=False,
        )
        if done.returncode:
            raise CommandError(
                f"{options['program']} ended with an error.", returncode=done.returncode
            )
