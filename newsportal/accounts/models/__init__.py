"""Logins, and what signing in needs of its own."""

from newsportal.accounts.models.outgoing_email import OutgoingEmail
from newsportal.accounts.models.shared_entry import SharedEntry
from newsportal.accounts.models.user import User, UserManager, user_facts

__all__ = ["OutgoingEmail", "SharedEntry", "User", "UserManager", "user_facts"]
