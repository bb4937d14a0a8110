"""The demo's editor: a login with a password that nobody else has."""

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group

from newsportal.accounts.models import User

EMAIL = "editor@newsportal.example"
GROUPS = ("Editors", "Moderators")


def sign_in_file() -> Path:
    """Where the login is kept for whoever runs the demo: email and password, a line each."""
    return Path(settings.DATA_FOLDER) / "editor-sign-in.txt"


def make_editor() -> None:
    """Make the login if it is missing, with a random password that only its owner can read."""
    if User.objects.filter(email=EMAIL).exists():
        return
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(EMAIL, password, name="Demo Editor", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=GROUPS))
    path = sign_in_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(f"{EMAIL}\n{password}\n", encoding="utf-8")
