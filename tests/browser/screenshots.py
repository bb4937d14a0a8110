"""Takes the pictures in `docs/screenshots/` again: `make screenshots`.

It serves the demo newspaper from a data folder of its own and looks at one page of each kind, on a
desktop's and on a telephone's screen, light and dark.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import launch_chromium
from tests.browser.fixtures import DESKTOP, MOBILE
from tests.browser.watch import Watch

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docs" / "screenshots"
DATA_FOLDER = ROOT / "var" / "screenshots"
PATIENCE_SECONDS = 180
# As wide as the screens of the tests, and tall enough to show how a page goes on below its fold.
SCREENS = {"desktop": DESKTOP | {"height": 1280}, "mobile": MOBILE | {"height": 1280}}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PERSON = "/people/alexander-lukashenko/"
HEADLINE = "Belarusian President Pardons 31 Ukrainians"


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


def take(browser: Browser, address: str) -> None:
    """Write all pictures; stop at the first page that misbehaves."""
    FOLDER.mkdir(exist_ok=True)
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
    """Keep 256 colours: a third of the bytes, and nobody sees it at this size."""
    Image.open(BytesIO(picture)).convert("RGB").quantize(256).save(path, optimize=True)


def main() -> None:
    with serving() as address, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        take(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
