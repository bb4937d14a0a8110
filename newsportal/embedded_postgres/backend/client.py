"""`manage.py dbshell` for the embedded server."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import client

from newsportal.embedded_postgres.account import own_account
from newsportal.embedded_postgres.binaries import find_binaries


class DatabaseClient(client.DatabaseClient):
    """Runs the `psql` that belongs to the server, with the server running meanwhile."""

    def runshell(self, parameters: Iterable[str]) -> None:
        """Claim the server for as long as the shell is open, and have the database made."""
        self.connection.ensure_connection()
        self.connection.close()
        super().runshell(parameters)

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        """The command of Django's own client, with the path of our program."""
        arguments, environment = super().settings_to_cmd_args_env(settings_dict, parameters)
        return [find_binaries(own_account()).program("psql"), *arguments[1:]], environment
