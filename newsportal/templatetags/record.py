"""The way from a row's page to what was recorded about it."""

from urllib.parse import urlencode

from django import template
from django.db.models import Model
from django.urls import reverse

register = template.Library()


@register.simple_tag
def acts_about(row: Model) -> str:
    """The address of the list of acts about a row."""
    asked = urlencode({"kind": row._meta.model_name, "key": row.pk})
    return f"{reverse('admin:audit_auditentry_changelist')}?{asked}"
