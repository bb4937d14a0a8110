"""Takes the pictures in `docs/screenshots/` again: `make screenshots`.

It serves the demo newspaper from a data folder of its own and looks at one page of each kind, on a
desktop's and on a telephone's screen, light and dark; and at pages of the newsroom as the demo's chief
editor sees them, on a desktop, light. With names, such as `newsroom-record`, it takes these alone:
`python -m tests.browser.screenshots newsroom-record`.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import launch_chromium
from tests.browser.comment_scenes import (
    comments_that_wait,
    error_that_was_found,
    rule_that_was_tried,
    rules_of_a_section,
    thread_with_a_pick,
)
from tests.browser.fixtures import DESKTOP, MOBILE
from tests.browser.newsroom_screenshots import show_link, show_text
from tests.browser.scenes import compared_versions, text_saved_meanwhile
from tests.browser.watch import Watch

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docs" / "screenshots"
DATA_FOLDER = ROOT / "var" / "screenshots"
PATIENCE_SECONDS = 600
# As wide as the screens of the tests, and tall enough to show how a page goes on below its fold.
SCREENS = {"desktop": DESKTOP | {"height": 1280}, "mobile": MOBILE | {"height": 1280}}
COLOURS = (256, 192, 128, 96, 64)
MOST_BYTES = 120_000
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PERSON = "/people/alexander-lukashenko/"
HEADLINE = "Belarusian President Pardons 31 Ukrainians"
# What the guide for editors shows: a name, and where to look; or also the link to follow from there; or
# what has to be done before.
NEWSROOM: dict[str, str | tuple[str, str] | Callable[[Page], None]] = {
    "newsroom-desk": "/admin/",
    "newsroom-hand-over": ("/admin/", "The Year in Our Front Pages"),
    "newsroom-front-desk": "/admin/articles/placement/front/",
    "newsroom-meanwhile": text_saved_meanwhile,
    "newsroom-history": "/business/2002/01/01/euro-notes-and-coins-come-into-use/history/",
    "newsroom-past": "/?at=1950-01-01T12:00:00Z",
    "newsroom-preview": "/admin/articles/article/1/preview/",
    "newsroom-publish-changes": "/admin/articles/article/1/update/",
    "newsroom-rule": rule_that_was_tried,
    "newsroom-queue": comments_that_wait,
    "newsroom-possible-error": error_that_was_found,
    "newsroom-thread": thread_with_a_pick,
    "newsroom-discussion-rules": rules_of_a_section,
    "newsroom-record": "/admin/audit/auditentry/",
    "newsroom-text": show_text,
    "newsroom-link": show_link,
    "newsroom-versions": compared_versions,
    "newsroom-withdraw": "/admin/articles/article/1/withdraw/",
}


@contextmanager
def serving() -> Iterator[str]:
    """The address of the demo newspaper, served for as long as the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "PORT": str(port), "NEWSPORTAL_DATA": str(DATA_FOLDER)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "serve", "--prepare"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit("The server has ended; its own words are above.")
        try:
            HTTPConnection("127.0.0.1", port, timeout=5).request("HEAD", "/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"The server did not answer within {PATIENCE_SECONDS} seconds.")


def find_pages(page: Page) -> dict[str, str]:
    """The address of one page of each kind, found as a reader would, by following links."""
    page.goto(PERSON)
    page.get_by_role("link", name=HEADLINE).first.click()
    page.wait_for_url("**/belarusian-*/")
    article = page.url
    form = page.get_by_role("link", name="Write a comment").get_attribute("href") or ""
    section = page.get_by_role("navigation").get_by_role("link", name="World").first
    return {
        "front": "/",
        "section": section.get_attribute("href") or "",
        "article": article,
        "person": PERSON,
        "comment-form": form,
    }


def take_newsroom(browser: Browser, address: str, names: Collection[str]) -> None:
    """Write the pictures of these pages of the newsroom; stop at the first that misbehaves."""
    email, password = (DATA_FOLDER / "editor-sign-in.txt").read_text().split()[:2]
    with browser.new_context(
        base_url=address, viewport=SCREENS["desktop"], reduced_motion="reduce"
    ) as context:
        watch = Watch(context, address)
        page = context.new_page()
        page.goto("/admin/")
        page.get_by_label("Email address").fill(email)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/admin/")
        for name in names:
            _show(page, NEWSROOM[name])
            store(page.screenshot(), FOLDER / f"{name}-light.png")
        if watch.problems:
            raise SystemExit("\n".join(watch.problems))


def _show(page: Page, found: str | tuple[str, str] | Callable[[Page], None]) -> None:
    if callable(found):
        found(page)
        return
    path, link = (found, "") if isinstance(found, str) else found
    page.goto(path, wait_until="networkidle")
    if link:
        page.get_by_role("link", name=link, exact=True).first.click()
        page.wait_for_load_state("networkidle")


def take(browser: Browser, address: str) -> None:
    """Write the pictures that readers see; stop at the first page that misbehaves."""
    with browser.new_context(base_url=address) as context:
        pages = find_pages(context.new_page())
    for (screen, viewport), scheme in product(SCREENS.items(), SCHEMES):
        with browser.new_context(
            base_url=address, viewport=viewport, color_scheme=scheme, reduced_motion="reduce"
        ) as context:
            watch = Watch(context, address)
            page = context.new_page()
            for name, path in pages.items():
                page.goto(path, wait_until="networkidle")
                store(page.screenshot(), FOLDER / f"{name}-{screen}-{scheme}.png")
            if watch.problems:
                raise SystemExit("\n".join(watch.problems))


def store(picture: bytes, path: Path) -> None:
    """Keep as many colours as fit into the bytes that a picture may have; nobody sees it at this size."""
    full = Image.open(BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        written = BytesIO()
        full.quantize(colours).save(written, "PNG", optimize=True)
        if written.tell() <= MOST_BYTES:
            break
    path.write_bytes(written.getvalue())


def main(names: Collection[str]) -> None:
    """Take all pictures, or those pages of the newsroom that are named."""
    FOLDER.mkdir(exist_ok=True)
    with serving() as address, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        if not names:
            take(browser, address)
        take_newsroom(browser, address, names or NEWSROOM)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
