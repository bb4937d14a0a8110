"""Every static file that a page or a style names exists, under the name that changes with its content."""

import json
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from tests.repository.project import ROOT, TEMPLATES, sources

STATIC_NAME = re.compile(r"""(?:{%\s*static\s+|\bstatic\()["']([^"']+)["']""")


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The manifest of all static files, collected as in production except for compressed copies."""
    folder = tmp_path_factory.mktemp("collected")
    storage = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": storage}}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return json.loads((folder / "staticfiles.json").read_text())["paths"]


def test_every_file_that_a_template_names_exists(collected):
    named = {
        (str(path.relative_to(ROOT)), name)
        for path in sources(*TEMPLATES, suffix=".html")
        for name in STATIC_NAME.findall(path.read_text())
    }

    assert named
    assert not {(template, name) for template, name in named if name not in collected}


def test_every_own_file_is_collected(collected):
    own = [path for path in (ROOT / "static").rglob("*") if path.is_file()]

    assert own
    assert not [path for path in own if str(path.relative_to(ROOT / "static")) not in collected]
