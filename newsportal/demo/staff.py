"""The demo's newsroom: a login for each role, with passwords that nobody else has."""

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from articles.models import Section, SectionEditor
from newsportal.accounts.addresses import trust_address
from newsportal.accounts.models import User, user_facts
from newsportal.accounts.roles import Role
from newsportal.audit.acts import Act
from newsportal.audit.recording import record

# The first one is announced: it may do all of a newsroom's work. The editor edits the first section.
STAFF = {
    "chief-editor@newsportal.example": ("Demo Chief Editor", Role.CHIEF_EDITOR),
    "editor@newsportal.example": ("Demo Editor", Role.EDITOR),
    "reporter@newsportal.example": ("Demo Reporter", Role.REPORTER),
    "moderator@newsportal.example": ("Demo Moderator", Role.MODERATOR),
    "superuser@newsportal.example": ("Demo Superuser", Role.SUPERUSER),
}


def sign_in_file() -> Path:
    """Where the logins are kept for whoever runs the demo: email and password of each, a line each."""
    return Path(settings.DATA_FOLDER) / "editor-sign-in.txt"


def make_staff() -> None:
    """Make the logins that are missing, with random passwords that only their owner can read."""
    existing = set(User.objects.filter(email__in=STAFF).values_list("email", flat=True))
    made = {email: secrets.token_urlsafe(12) for email in STAFF if email not in existing}
    for email, password in made.items():
        _make_login(email, password, *STAFF[email])
    if made:
        _keep(made, fresh=not existing)


@transaction.atomic
def _make_login(email: str, password: str, name: str, role: Role) -> None:
    is_superuser = role is Role.SUPERUSER
    user = User.objects.create_user(
        email, password, name=name, is_staff=True, is_superuser=is_superuser
    )
    trust_address(user)
    user.groups.set(Group.objects.filter(name=role))
    section = Section.objects.in_navigation_order().first()
    if role is Role.EDITOR and section is not None:
        SectionEditor.objects.create(section=section, editor=user)
    record(act=Act.USER_ADDED, about=user, by=None, after=user_facts(user))


def _keep(passwords: dict[str, str], *, fresh: bool) -> None:
    """Write down new passwords, below those of logins that were there already."""
    path = sign_in_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    if fresh:
        path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{email}\n{password}\n" for email, password in passwords.items())
