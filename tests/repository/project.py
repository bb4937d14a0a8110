"""Where the project's own parts are."""

from pathlib import Path

from django.apps import AppConfig, apps
from django.db.models import Model

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = ("newsportal", "articles", "comments", "previews")
# The readers' templates, and the admin's beside the code that they belong to.
TEMPLATES = ("templates", *(f"{app}/templates" for app in CODE))


def own_apps() -> list[AppConfig]:
    """The apps that live in this repository."""
    return [config for config in apps.get_app_configs() if config.name.split(".")[0] in CODE]


def own_models() -> list[type[Model]]:
    return [model for config in own_apps() for model in config.get_models()]


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def sources(*folders: str, suffix: str) -> list[Path]:
    """The files below the folders with that ending, in order."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob(f"*{suffix}"))
