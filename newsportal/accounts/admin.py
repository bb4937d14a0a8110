"""Who may sign in, and with which roles. Whoever hands these out could take any: superusers alone."""

from typing import TYPE_CHECKING, Any

# Their admins are registered when they are imported, and taken away below.
from allauth.account import admin as _of_addresses  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _of_factors  # noqa: F401
from allauth.mfa.models import Authenticator
from allauth.usersessions import admin as _of_sessions  # noqa: F401
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from newsportal.accounts.addresses import trust_address
from newsportal.accounts.governed_admin import GovernedAdmin, said_kindly
from newsportal.accounts.models import User, user_facts
from newsportal.audit.acts import Act
from newsportal.audit.recording import record, record_change

if TYPE_CHECKING:
    ChangeForm = UserChangeForm[User]
    CreationForm = AdminUserCreationForm[User]
    UserAdmin = StockUserAdmin[User]
else:
    ChangeForm, CreationForm = UserChangeForm, AdminUserCreationForm
    UserAdmin = StockUserAdmin


class EmailUserChangeForm(ChangeForm):
    """A login's address, name and rights."""

    class Meta:
        model = User
        fields = "__all__"


class EmailUserCreationForm(CreationForm):
    """A new login: its address and a pass phrase."""

    class Meta:
        model = User
        fields = ("email", "name")


@admin.register(User)
class EmailUserAdmin(GovernedAdmin, UserAdmin):
    """Logins by email address."""

    form = EmailUserChangeForm
    add_form = EmailUserCreationForm
    list_display = ("email", "name", "is_staff", "is_superuser", "is_active", "last_login")
    list_filter = ("is_staff", "is_superuser", "is_active", "groups")
    search_fields = ("email", "name")
    ordering = ("email", "pk")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("Role", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),
    )

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with said_kindly("user.add"):
            return super().add_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        form.facts_before = user_facts(User.objects.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)
        # An address that a reader has typed stays theirs to confirm.
        if not change or {"email", "is_staff"} & set(form.changed_data):
            trust_address(obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        record_change(
            act=Act.USER_CHANGED if change else Act.USER_ADDED,
            about=form.instance,
            by=request.user,  # type: ignore[arg-type]
            before=form.facts_before,
            after=user_facts(form.instance),
        )

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002 - as Django calls it
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponse:
        """Set or take away somebody's password; it is recorded that it was done."""
        with said_kindly("user.change"), transaction.atomic():
            before = self.get_object(request, unquote(id))
            response = super().user_change_password(request, id, *args, **kwargs)
            after = self.get_object(request, unquote(id))
            if before and after and before.password != after.password:
                record(
                    act=Act.USER_PASSWORD_SET,
                    about=after,
                    by=request.user,  # type: ignore[arg-type]
                    after={"can_sign_in": after.has_usable_password()},
                )
            return response


# They belong to their owners, who see them on their own pages.
for model in (Authenticator, EmailAddress, UserSession):
    admin.site.unregister(model)

# What a group may do is in the table of rights, and its name is a role: there is nothing to edit.
admin.site.unregister(Group)
