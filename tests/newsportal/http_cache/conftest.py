import pytest
from django.test import override_settings

from newsportal.http_cache.routes import route_of
from tests.newsportal.http_cache.site import Site


@pytest.fixture
def routes():
    """The routes of `site.py` instead of the portal's."""
    with override_settings(ROOT_URLCONF="tests.newsportal.http_cache.site"):
        route_of.cache_clear()
        yield
    route_of.cache_clear()


@pytest.fixture
def site(routes):
    return Site()
