from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Background work: what is done when."""

    name = "newsportal.tasks"
    label = "tasks"
