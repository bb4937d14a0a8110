from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The record of acts, which only grows."""

    name = "newsportal.audit"
    label = "audit"
    verbose_name = "Record"
