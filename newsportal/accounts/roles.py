"""What somebody is in the newsroom: a group that a migration makes, or a superuser."""

from enum import StrEnum


class Role(StrEnum):
    """A column of the table of rights; the value is the name of the group."""

    REPORTER = "Reporters"
    EDITOR = "Editors"
    CHIEF_EDITOR = "Chief editors"
    MODERATOR = "Moderators"
    SUPERUSER = "Superusers"


# A superuser is marked on the login itself.
GROUPS = (Role.REPORTER, Role.EDITOR, Role.CHIEF_EDITOR, Role.MODERATOR)
