"""Django's admin classes, asking the newsroom's own rights and naming their model in brackets.

Django's QuerySet and Manager can be subscripted at run time; these can't yet, and the type checker
wants to know the model.
"""

from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model

from newsportal.accounts.governed_admin import GovernedAdmin, GovernedRows

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin as StockAdmin
    from django.contrib.admin import StackedInline as StockStackedInline
    from django.contrib.admin import TabularInline as StockTabularInline
    from django.contrib.admin.options import InlineModelAdmin
    from django.forms import ModelForm
    from django.forms.models import BaseInlineFormSet
else:
    from django import forms
    from django.contrib import admin

    class Subscriptable:
        def __class_getitem__(cls, model: type) -> type:
            return cls

    class StockAdmin(Subscriptable, admin.ModelAdmin):
        pass

    class InlineModelAdmin(Subscriptable, admin.options.InlineModelAdmin):
        pass

    class StockStackedInline(Subscriptable, admin.StackedInline):
        pass

    class StockTabularInline(Subscriptable, admin.TabularInline):
        pass

    class ModelForm(Subscriptable, forms.ModelForm):
        pass

    class BaseInlineFormSet(Subscriptable, forms.models.BaseInlineFormSet):
        pass


Row = TypeVar("Row", bound=Model)
Above = TypeVar("Above", bound=Model)


class ModelAdmin(GovernedAdmin, StockAdmin[Row]):
    """The page of a kind of rows."""


class StackedInline(GovernedRows, StockStackedInline[Row, Above]):
    """Rows below a form, one below the other."""


class TabularInline(GovernedRows, StockTabularInline[Row, Above]):
    """Rows below a form, a line each."""


__all__ = [
    "BaseInlineFormSet",
    "InlineModelAdmin",
    "ModelAdmin",
    "ModelForm",
    "StackedInline",
    "StockAdmin",
    "TabularInline",
]
