"""`manage.py changepassword`: Django's own; that somebody's password was set is recorded."""

from getpass import getuser
from typing import Any

from django.contrib.auth.management.commands import changepassword
from django.db import transaction

from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record


class Command(changepassword.Command):
    """Ask for a new password, and set it; both or neither are kept: the password and its record."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        with transaction.atomic():
            said = super().handle(*args, **options)
            user = User.objects.get(email=options["username"] or getuser())
            facts = {"can_sign_in": user.has_usable_password()}
            record(act=Act.USER_PASSWORD_SET, about=user, by=None, after=facts)
            return said
