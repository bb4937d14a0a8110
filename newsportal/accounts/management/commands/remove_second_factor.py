"""`manage.py remove_second_factor EMAIL`: for a colleague who has lost theirs, and has no codes left."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsportal.accounts.models import User
from newsportal.accounts.second_factor import remove_second_factor


class Command(BaseCommand):
    """Take all second factors from a login and sign it out everywhere; the record of acts says so.

    Raises CommandError where nobody signs in with the address, or without a second factor.
    """

    help = "Removes the second factors of a login, so that its owner can set up new ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address that the login signs in with")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(options["email"])
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody signs in as {options['email']}.") from error
        if not remove_second_factor(user):
            raise CommandError(f"{user.email} has no second factor.")
        self.stdout.write(f"{user.email} signs in by password alone now, and is signed out.")
