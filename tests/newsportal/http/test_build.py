"""A build's name follows from what is released, and from nothing else."""

import os
import shutil
from pathlib import Path

import pytest

from newsportal.http.build import FOLDERS, build


@pytest.fixture
def release(tmp_path, settings):
    """A copy of the project's own files as another machine would have it."""
    for folder in FOLDERS:
        source = Path(settings.BASE_DIR) / folder
        skipped = shutil.ignore_patterns("demo", "__pycache__")
        shutil.copytree(source, tmp_path / folder, ignore=skipped)
    settings.BASE_DIR = tmp_path
    return tmp_path


def named():
    return build.__wrapped__()


def test_the_same_files_have_the_same_name_whenever_they_were_written(release):
    before = named()
    for path in release.rglob("*.html"):
        os.utime(path, (1, 1))

    assert named() == before


@pytest.mark.parametrize("name", ["articles/front.py", "templates/base.html"])
def test_every_file_that_makes_pages_counts(release, name):
    before = named()
    path = release / name
    path.write_text(f"{path.read_text()}\n")

    assert named() != before


def test_a_file_by_another_name_counts(release):
    before = named()
    (release / "templates" / "base.html").rename(release / "templates" / "other.html")

    assert named() != before


@pytest.mark.parametrize("name", ["SITE_URL", "TIME_ZONE", "LANGUAGE_CODE"])
def test_settings_that_pages_show_count(settings, name):
    before = named()
    setattr(settings, name, "other")

    assert named() != before


def test_collected_static_files_count(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "newsportal.stylesheets.JoinedStylesheetsStorage"}
    }
    before = named()
    (tmp_path / "staticfiles.json").write_text('{"paths": {}, "version": "1.1"}')

    assert named() != before


def test_it_is_computed_once():
    assert build() is build()
