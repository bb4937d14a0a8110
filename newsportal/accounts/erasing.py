"""Deleting a login itself, after what its owner has written was dealt with."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from newsportal.accounts.models import OutgoingEmail, User


class LoginIsStaff(Exception):
    """The login works in the newsroom; what it did there is kept with its name."""

    def __str__(self) -> str:
        return "This login belongs to the newsroom. Ask a superuser to take it out of the newsroom first."


@transaction.atomic
def erase_login(user: User) -> None:
    """Delete a reader's login with its addresses, second factors, sessions and emails on their way.

    Rows that refer to the login stay or go with it, as their foreign keys say. Raises LoginIsStaff for
    colleagues, whose acts name them.
    """
    # Whoever makes a colleague of the login meanwhile comes first or comes too late.
    login = User.objects.select_for_update().get(pk=user.pk)
    if login.is_staff:
        raise LoginIsStaff
    for session in UserSession.objects.filter(user=login):
        session.end()
    OutgoingEmail.objects.filter(recipient=login.email).delete()
    login.delete()
