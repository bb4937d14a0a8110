"""Django's connections over the embedded server."""

import subprocess
import sys
import time

from newsportal.embedded_postgres import database_settings
from tests.newsportal.embedded_postgres.site_process import PROJECT


def test_the_settings_cost_nothing_and_start_nothing(new_folder):
    program = """
import sys
from pathlib import Path
from newsportal.embedded_postgres import database_settings
database_settings(Path(sys.argv[1]))
assert not [name for name in sys.modules if name.startswith(("django", "psycopg"))]
"""
    subprocess.run([sys.executable, "-c", program, str(new_folder)], check=True, cwd=PROJECT)
    assert list(new_folder.iterdir()) == []


def test_the_settings_name_the_same_server_by_every_path(new_folder):
    (new_folder / "data").mkdir()
    (new_folder / "link").symlink_to("data")
    assert database_settings(new_folder / "link") == database_settings(new_folder / "data")


def test_a_dropped_database_is_made_again(start_site, data_folder):
    site = start_site(data_folder)
    assert site.query("SELECT current_database()") == [["newsportal"]]
    site.query("SELECT 1")
    site.end()
    other = start_site(data_folder)
    other.use("postgres")
    other.query("DROP DATABASE newsportal")
    other.end()
    assert start_site(data_folder).query("SELECT current_database()") == [["newsportal"]]


def test_a_refusal_that_will_not_pass_is_told_at_once(start_site, data_folder):
    site = start_site(data_folder)
    site.use("no_such_database")
    started = time.monotonic()
    assert 'database "no_such_database" does not exist' in site.error("SELECT 1")
    assert time.monotonic() - started < 10
