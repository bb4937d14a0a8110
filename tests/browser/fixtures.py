"""Fixtures for tests in a browser.

Playwright is imported where it is used first: the tests that need no browser must not wait for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import launch_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
MOBILE: ViewportSize = {"width": 360, "height": 740}
WAIT_MILLISECONDS = 30_000

type NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process; a test gets a context of its own in it."""
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread for as long as the browser lives. Django
        # takes every query beside a loop for a mistake; here nothing waits on the loop meanwhile.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = launch_chromium(playwright)
        yield started
        started.close()
        # Those that were opened beside the loop are out of reach once it has ended.
        connections.close_all()


@pytest.fixture
def new_page(browser: Browser, live_server: LiveServer) -> Iterator[NewPage]:
    """Opens pages, each in a context with the given options; the test fails if one misbehaves.

    Addresses are relative to the live server. What misbehaving means is in `tests.browser.watch`.
    """
    from tests.browser.ending import outlast_deadlocks, requests_at_work
    from tests.browser.watch import Watch

    opened = []
    outlast_deadlocks()

    def open_page(**options: Any) -> Page:
        defaults: dict[str, Any] = {
            "base_url": live_server.url,
            "viewport": DESKTOP,
            "locale": "en-GB",
            "timezone_id": "UTC",
            "reduced_motion": "reduce",
        }
        context = browser.new_context(**(defaults | options))
        context.set_default_timeout(WAIT_MILLISECONDS)
        opened.append((context, Watch(context, live_server.url)))
        return context.new_page()

    with requests_at_work() as answered:
        yield open_page
        for context, _ in opened:
            context.close()
        answered()
    problems = [problem for _, watch in opened for problem in watch.problems]
    assert not problems, "\n".join(problems)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page on a desktop's screen."""
    return new_page()


@pytest.fixture
def mobile_page(new_page: NewPage) -> Page:
    """A page on a small telephone's screen, with touch."""
    return new_page(viewport=MOBILE, has_touch=True, is_mobile=True)


@pytest.fixture
def page_without_javascript(new_page: NewPage) -> Page:
    """A page in a browser that runs no scripts."""
    return new_page(java_script_enabled=False)
