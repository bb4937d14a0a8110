import pytest
from django.core.checks import run_checks

from newsportal.checks import check_surroundings

TLS_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.fixture
def public_site(settings):
    """A site in public as `docs/operating.md` sets it up."""
    settings.SITE_URL = "https://news.example.org"
    settings.ALLOWED_HOSTS = ["news.example.org"]
    settings.ON_HTTPS, settings.ON_LOOPBACK = True, False
    settings.SECURE_PROXY_SSL_HEADER, settings.TRUSTED_PROXIES = TLS_HEADER, 1
    settings.DATABASE_URL = "postgres://news@db.example.org/news"
    settings.EMAIL_URL = "smtp+tls://news:password@mail.example.org:587"
    settings.STAFF_SECOND_FACTOR = True
    settings.DEBUG = False
    return settings


@pytest.fixture
def first_run(settings):
    """A first run on one's own machine."""
    settings.SITE_URL = "http://127.0.0.1:8000"
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    settings.ON_HTTPS, settings.ON_LOOPBACK = False, True
    settings.SECURE_PROXY_SSL_HEADER, settings.TRUSTED_PROXIES = None, 0
    settings.DATABASE_URL = ""
    settings.DEBUG = True
    return settings


def found():
    return [message.id for message in check_surroundings()]


def test_site_as_the_guide_sets_it_up_is_right(public_site):
    assert found() == []


def test_first_run_is_right(first_run):
    assert found() == []


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("TRUSTED_PROXIES", -1, "newsportal.E001"),
        ("ALLOWED_HOSTS", ["www.example.org"], "newsportal.E002"),
        ("DEBUG", True, "newsportal.E003"),
        ("SECURE_PROXY_SSL_HEADER", None, "newsportal.W001"),
        ("TRUSTED_PROXIES", 0, "newsportal.W002"),
        ("ON_HTTPS", False, "newsportal.W003"),
        ("EMAIL_URL", "", "newsportal.W005"),
        ("STAFF_SECOND_FACTOR", False, "newsportal.W006"),
        ("DATABASE_URL", "", "newsportal.I001"),
    ],
)
def test_one_wrong_setting_is_named_with_what_to_do(public_site, name, value, message):
    setattr(public_site, name, value)

    (problem,) = check_surroundings()

    assert problem.id == message
    assert problem.hint


@pytest.mark.parametrize(
    ("address", "hosts", "ids"),
    [
        ("https://news.example.org:8443", ["news.example.org"], []),
        ("https://news.example.org", [".example.org"], []),
        ("https://[2001:db8::1]", ["[2001:db8::1]"], []),
        ("https://news.example.org", ["*"], []),
        ("https://news.example.org", [], ["newsportal.E002"]),
    ],
)
def test_host_of_the_site_must_be_answered(public_site, address, hosts, ids):
    public_site.SITE_URL, public_site.ALLOWED_HOSTS = address, hosts

    assert found() == ids


def test_errors_on_ones_own_machine_are_found_too(first_run):
    first_run.TRUSTED_PROXIES = -2

    assert found() == ["newsportal.E001"]


def test_manage_check_runs_them(public_site):
    public_site.TRUSTED_PROXIES = -1

    assert "newsportal.E001" in [message.id for message in run_checks(tags=["security"])]
