"""`manage.py migrate`: Django's own; what is new is then for the web's role to read and write, too."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import ProgrammingError

from newsportal.audit.web_role import grant_rights, has_record


class Command(migrate.Command):
    """Migrate as the owner of the database, then give the role that serves the site its rights."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        role = settings.DATABASE_WEB_ROLE
        if not role or options["plan"] or not has_record():
            return
        try:
            grant_rights(role)
        except ProgrammingError as error:
            raise CommandError(
                f"The role {role} of DATABASE_WEB_ROLE got no rights: {error} Migrate as the owner of "
                "the database: docs/operating.md, 'Two roles', has the commands."
            ) from error
