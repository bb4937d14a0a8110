"""The settings are read anew for each test, in an environment that holds nothing else."""

import os
import runpy
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

PROJECT = Path(__file__).resolve().parents[2]
PUBLIC = {"SITE_URL": "https://news.example.org", "SECRET_KEY": "a key of the operator's own"}


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Reads the settings in an environment of these variables and a data folder of its own."""

    def read(**variables):
        for name in list(os.environ):
            monkeypatch.delenv(name)
        variables = {"DATABASE_URL": "postgres://news@db.example.org/news"} | variables
        for name, value in ({"NEWSPORTAL_DATA": str(tmp_path / "data")} | variables).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(PROJECT / "newsportal" / "settings.py"))

    return read


def test_database_may_be_behind_a_socket_in_a_folder(read):
    settings = read(DATABASE_URL="postgres://news@%2Frun%2Fpostgresql:5433/news")
    assert settings["DATABASES"]["default"]["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    "address",
    [
        "news.example.org",
        "ftp://news.example.org",
        "https://",
        "https://news.example.org/paper",
        "https://news.example.org?page=1",
        "https://news.example.org#top",
        "https://editor@news.example.org",
        "https://news.example.org:port",
        "https://news.example.org:99999",
        "https://[::1",
    ],
)
def test_address_that_readers_could_not_use_is_refused(read, address):
    with pytest.raises(ImproperlyConfigured, match=r"such as https://news\.example\.org") as error:
        read(**PUBLIC | {"SITE_URL": address})

    assert repr(address) in str(error.value)


@pytest.mark.parametrize(
    ("address", "stored"),
    [
        ("https://news.example.org/", "https://news.example.org"),
        ("https://News.Example.org", "https://news.example.org"),
        ("http://news.example.org:8080", "http://news.example.org:8080"),
        ("https://[2001:db8::1]", "https://[2001:db8::1]"),
    ],
)
def test_address_is_kept_as_browsers_write_it(read, address, stored):
    settings = read(**PUBLIC | {"SITE_URL": address})

    assert settings["SITE_URL"] == stored
    assert settings["CSRF_TRUSTED_ORIGINS"] == [stored]


def test_first_run_is_at_the_port_of_this_machine(read):
    settings = read(PORT="8123")

    assert settings["SITE_URL"] == "http://127.0.0.1:8123"
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]


@pytest.mark.parametrize("name", ["PORT", "TRUSTED_PROXIES"])
@pytest.mark.parametrize("value", ["many", "", "1.5"])
def test_number_that_is_none_is_refused(read, name, value):
    with pytest.raises(ImproperlyConfigured, match=f"{name} is '{value}'; it must be a whole"):
        read(**{name: value})


def test_public_site_is_reached_by_its_own_host(read):
    assert read(**PUBLIC)["ALLOWED_HOSTS"] == ["news.example.org"]
    assert read(**PUBLIC, ALLOWED_HOSTS="a.example.org,b.example.org")["ALLOWED_HOSTS"] == [
        "a.example.org",
        "b.example.org",
    ]


def test_public_site_needs_a_key_of_the_operator(read, tmp_path):
    with pytest.raises(ImproperlyConfigured, match=r"secrets\.token_urlsafe"):
        read(SITE_URL="https://news.example.org")

    assert not (tmp_path / "data").exists()


def test_key_of_the_environment_comes_first(read, tmp_path):
    assert read(SECRET_KEY="a key of one's own")["SECRET_KEY"] == "a key of one's own"
    assert not (tmp_path / "data").exists()


def test_key_of_a_first_run_is_kept_and_nobody_else_can_read_it(read, tmp_path):
    key = read()["SECRET_KEY"]

    assert len(key) > 60
    assert read()["SECRET_KEY"] == key
    (path,) = (tmp_path / "data").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_processes_that_start_at_once_have_one_key(tmp_path):
    program = "from newsportal import settings; print(settings.SECRET_KEY)"
    environment = {
        "NEWSPORTAL_DATA": str(tmp_path / "data"),
        "DATABASE_URL": "postgres://news@db.example.org/news",
    }

    def start(_):
        return subprocess.run(
            [sys.executable, "-c", program],
            cwd=PROJECT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    with ThreadPoolExecutor() as pool:
        keys = set(pool.map(start, range(4)))

    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret-key"]


def test_https_makes_cookies_and_redirects_strict(read):
    settings = read(**PUBLIC)

    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["SESSION_COOKIE_NAME"] == "__Host-session"
    assert settings["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600


def test_plain_http_stays_usable(read):
    settings = read()

    assert not settings["SESSION_COOKIE_SECURE"]
    assert not settings["CSRF_COOKIE_SECURE"]
    assert not settings["SECURE_SSL_REDIRECT"]
    assert settings["SECURE_HSTS_SECONDS"] == 0


def test_proxy_is_believed_only_where_it_is_named(read):
    assert read()["SECURE_PROXY_SSL_HEADER"] is None
    assert read(BEHIND_TLS_PROXY="true")["SECURE_PROXY_SSL_HEADER"] == (
        "HTTP_X_FORWARDED_PROTO",
        "https",
    )


def test_database_is_the_one_of_the_address(read):
    database = read(DATABASE_URL="postgres://news:secret@db.example.org:5433/paper")["DATABASES"]

    assert {name: database["default"][name] for name in ("HOST", "PORT", "NAME", "USER")} == {
        "HOST": "db.example.org",
        "PORT": 5433,
        "NAME": "paper",
        "USER": "news",
    }
    assert not database["default"]["ATOMIC_REQUESTS"]


def test_public_policy_admits_nothing_inline_and_nobody_else(read):
    policy = read()["SECURE_CSP"]

    assert policy["default-src"] == ["'none'"]
    assert all(sources in (["'none'"], ["'self'"]) for sources in policy.values())


@pytest.mark.django_db
def test_production_settings_pass_the_deployment_checks(read):
    production = {"SECRET_KEY": "k3y-of-the-test-" * 5, "BEHIND_TLS_PROXY": "true"}
    production["EMAIL_URL"] = "smtp+tls://news:password@mail.example.org:587"
    read_settings = read(**PUBLIC | production, TRUSTED_PROXIES="1")
    of_this_run = {"DATABASES", "INSTALLED_APPS", "STATIC_ROOT", "STORAGES", "MEDIA_ROOT"}
    chosen = {name: value for name, value in read_settings.items() if name.isupper()}

    with override_settings(**{name: chosen[name] for name in chosen.keys() - of_this_run}):
        assert run_checks(include_deployment_checks=True) == []


def test_a_command_tells_of_a_wrong_setting_in_one_line(tmp_path):
    environment = {"PATH": os.environ["PATH"], "PORT": "abc", "NEWSPORTAL_DATA": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr == (
        "The settings can't be used: PORT is 'abc'; it must be a whole number.\n"
    )


@pytest.mark.parametrize(
    ("address", "options"),
    [
        (
            "smtp+tls://news:p%40ss@mail.example.org:587",
            {"port": 587, "username": "news", "password": "p@ss", "use_tls": True},
        ),
        ("smtp+ssl://mail.example.org:465", {"port": 465, "use_tls": False, "use_ssl": True}),
        ("smtp://mail.example.org", {"port": 25, "username": "", "use_tls": False}),
    ],
)
def test_the_mail_server_is_an_address(read, address, options):
    mailer = read(**PUBLIC, EMAIL_URL=address)["MAILERS"]["default"]

    assert mailer["BACKEND"].endswith(".smtp.EmailBackend")
    assert mailer["OPTIONS"].items() >= {"host": "mail.example.org", **options}.items()


def test_emails_can_be_looked_at_in_a_folder_or_where_the_server_runs(read):
    in_folder = read(EMAIL_URL="filemail:///srv/mail")["MAILERS"]["default"]

    assert in_folder["OPTIONS"] == {"file_path": "/srv/mail"}
    assert read()["MAILERS"]["default"]["BACKEND"].endswith(".console.EmailBackend")
    assert read(**PUBLIC)["MAILERS"]["default"]["BACKEND"].endswith(".smtp.EmailBackend")


@pytest.mark.parametrize("address", ["mail.example.org", "imap://mail.example.org", "smtp://m:x"])
def test_a_mail_server_that_is_no_address_is_refused(read, address):
    with pytest.raises(ImproperlyConfigured, match="such as smtp"):
        read(EMAIL_URL=address)


def test_a_public_newsroom_asks_for_a_second_factor(read):
    assert read(**PUBLIC)["STAFF_SECOND_FACTOR"]
    assert not read()["STAFF_SECOND_FACTOR"]
    assert not read(**PUBLIC, STAFF_SECOND_FACTOR="false")["STAFF_SECOND_FACTOR"]
