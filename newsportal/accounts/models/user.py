"""The login, shared by staff and readers.

What a reader does and may do is in `comments`; who wrote an article is a Person in `articles`.
"""

from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower, Now
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsportal.accounts.roles import Role
from newsportal.audit.acts import Act
from newsportal.audit.recording import record


class UserManager(BaseUserManager["User"]):
    """Makes logins; an email address is stored in lower case, so that it is one login however typed."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store a login and return it; without a password nobody can sign in with it."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store a login with every right, as `manage.py createsuperuser` asks for, and record it."""
        # An address belongs to a login.
        from newsportal.accounts.addresses import trust_address

        with transaction.atomic():
            user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
            trust_address(user)
            record(act=Act.USER_ADDED, about=user, by=None, after=user_facts(user))
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a login by its address in any case, as people type it."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in."""

    email = models.EmailField(
        _("email address"),
        unique=True,
        error_messages={"unique": _("Somebody with this email address has an account already.")},
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    is_staff = models.BooleanField(
        _("staff"), default=False, help_text=_("May sign in to the newsroom.")
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Clear this instead of deleting an account.")
    )
    date_joined = models.DateTimeField(_("joined"), db_default=Now(), editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                name="user_email_is_lower_case",
                condition=models.Q(email=Lower("email")) & ~models.Q(email=""),
                violation_error_message=_("Write the email address in lower case."),
            ),
            models.CheckConstraint(
                name="user_superuser_is_staff",
                condition=models.Q(is_superuser=False) | models.Q(is_staff=True),
                violation_error_message=_("A superuser must be staff."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        """Bring the address into the form in which it is stored."""
        super().clean()
        self.email = self.email.strip().lower()

    @cached_property
    def roles(self) -> frozenset[Role]:
        """What they are in the newsroom. Read once a request, so a change counts from the next one."""
        names = set(self.groups.values_list("name", flat=True))
        if self.is_superuser:
            names.add(Role.SUPERUSER)
        return frozenset(role for role in Role if role in names)

    @cached_property
    def lacks_second_factor(self) -> bool:
        """Whether they are kept out of the newsroom until they have set up a second factor."""
        if not (settings.STAFF_SECOND_FACTOR and self.is_staff):
            return False
        # A factor belongs to a login.
        from newsportal.accounts.second_factor import has_second_factor

        return not has_second_factor(self)

    @cached_property
    def edited_section_ids(self) -> frozenset[int]:
        """The sections that an editor was given."""
        return frozenset(self.edited_sections.values_list("section", flat=True))

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's question, answered from the newsroom's table; rows of permissions count nothing."""
        # The rights know the login, and this is the login.
        from newsportal.accounts.rights import can

        verb, _, model = perm.partition(".")[2].partition("_")
        return can(self, f"{model}.{verb}", obj)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether there is anything for them to see in a part of the admin."""
        models = apps.get_app_config(app_label).get_models()
        return any(self.has_perm(f"{app_label}.view_{one._meta.model_name}") for one in models)

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


def user_facts(user: User) -> dict[str, Any]:
    """What the record of acts keeps of a login: who it is, and with which rights. No password."""
    return {
        "email": user.email,
        "name": user.name,
        "is_active": user.is_active,
        "is_staff": user.is_staff,
        "is_superuser": user.is_superuser,
        "roles": sorted(user.groups.values_list("name", flat=True)),
    }
