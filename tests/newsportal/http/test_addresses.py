"""Addresses are resolved once, and are those that Django resolves."""

import pytest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse

from newsportal.http.addresses import path_of, static_path


@pytest.mark.parametrize(
    ("route", "arguments"),
    [("front", ()), ("section", ("world",)), ("archive-day", (2025, 1, 2)), ("comment", (7,))],
)
def test_the_path_is_that_of_the_route(route, arguments):
    assert path_of(route, *arguments) == reverse(route, args=arguments)


def test_a_path_is_resolved_once(monkeypatch):
    first = path_of("section", "only-once")
    monkeypatch.setattr("newsportal.http.addresses.reverse", None)

    assert path_of("section", "only-once") == first == "/only-once/"


def test_a_route_that_does_not_exist_is_an_error():
    with pytest.raises(NoReverseMatch):
        path_of("section", "Not A Slug", "at all")


def test_a_static_file_is_named_as_its_storage_names_it():
    assert static_path("css/site.css") == static("css/site.css")
