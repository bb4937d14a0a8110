"""PostgreSQL's own programs on the embedded database: backup, restore, a shell."""

import subprocess
import sys

import pytest

from tests.newsportal.server_process import PROJECT


@pytest.fixture
def manage(measured_environment):
    """Run a management command of the site; its exit code and what it printed."""

    def manage(*arguments, text="", **changes):
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env=measured_environment | changes,
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return manage


def test_a_backup_can_be_restored_into_another_site(manage, tmp_path, new_data_folder):
    dump = str(tmp_path / "backup.dump")
    assert manage("embedded_postgres", "pg_dump", "--format=custom", f"--file={dump}") == (0, "")
    other = {"NEWSPORTAL_DATA": str(new_data_folder)}
    count = ("embedded_postgres", "psql", "-Atc", "SELECT count(*) > 10 FROM django_migrations")
    assert manage("dbshell", text="SELECT 'an empty database';", **other)[0] == 0
    restore = ("pg_restore", "--dbname=newsportal", "--exit-on-error", dump)
    assert manage("embedded_postgres", *restore, **other) == (0, "")
    assert manage(*count, **other) == (0, "t\n")


def test_the_shell_of_django_finds_psql_without_an_installed_one(manage):
    code, output = manage("dbshell", text="SELECT current_user || '@' || current_database();")
    assert (code, "newsportal@newsportal" in output) == (0, True)


def test_a_program_s_failure_is_the_command_s(manage):
    code, output = manage("embedded_postgres", "psql", "-c", "SELECT nothing")
    assert code == 1
    assert 'column "nothing" does not exist' in output
    assert "psql ended with an error" in output


def test_an_unknown_program_is_named(manage):
    code, output = manage("embedded_postgres", "pg_magic")
    assert code == 1
    assert "There is no program pg_magic in" in output


def test_with_a_server_of_one_s_own_it_says_to_use_that(manage):
    code, output = manage("embedded_postgres", "psql", DATABASE_URL="postgres://127.0.0.1/none")
    assert code == 1
    assert "DATABASE_URL is set, so the embedded database is not in use" in output
