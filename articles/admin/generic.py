"""Django's admin classes, naming their model in brackets as its querysets do.

Django's QuerySet and Manager can be subscripted at run time; these can't yet, and the type checker
wants to know the model.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin, StackedInline, TabularInline
    from django.contrib.admin.options import InlineModelAdmin
    from django.forms import ModelForm
    from django.forms.models import BaseInlineFormSet
else:
    from django import forms
    from django.contrib import admin

    class Subscriptable:
        def __class_getitem__(cls, model: type) -> type:
            return cls

    class ModelAdmin(Subscriptable, admin.ModelAdmin):
        pass

    class InlineModelAdmin(Subscriptable, admin.options.InlineModelAdmin):
        pass

    class StackedInline(Subscriptable, admin.StackedInline):
        pass

    class TabularInline(Subscriptable, admin.TabularInline):
        pass

    class ModelForm(Subscriptable, forms.ModelForm):
        pass

    class BaseInlineFormSet(Subscriptable, forms.models.BaseInlineFormSet):
        pass


__all__ = [
    "BaseInlineFormSet",
    "InlineModelAdmin",
    "ModelAdmin",
    "ModelForm",
    "StackedInline",
    "TabularInline",
]
