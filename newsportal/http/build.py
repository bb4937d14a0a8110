"""What is the same for every page: the code, the templates, the static files and the settings."""

import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

# What decides about a page's bytes besides the code: packages that render, and settings that are shown.
PACKAGES = ("django", "jinja2", "lxml", "markupsafe", "pillow")
SETTINGS = ("DEBUG", "LANGUAGE_CODE", "MEDIA_URL", "SITE_URL", "STATIC_URL", "TIME_ZONE")
FOLDERS = ("articles", "comments", "newsportal", "templates")
SUFFIXES = {".html", ".mo", ".py", ".xml"}


@cache
def build() -> str:
    """The name of what runs here, computed once in a process.

    It is made of contents and not of times, so it is the same on every machine that has the same
    release, and a validator that one of them gave is understood by all.
    """
    digest = sha256(f"{sys.version_info[:2]}".encode())
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for name in SETTINGS:
        digest.update(f"{name} {getattr(settings, name)!r}\n".encode())
    for name, content in _files():
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _files() -> Iterator[tuple[str, bytes]]:
    for folder in FOLDERS:
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix in SUFFIXES:
                yield path.relative_to(settings.BASE_DIR).as_posix(), path.read_bytes()
    # Pages name static files by their hashes.
    manifest = getattr(staticfiles_storage, "manifest_name", None)
    if manifest is not None and staticfiles_storage.exists(manifest):
        with staticfiles_storage.open(manifest) as file:
            yield manifest, file.read()
