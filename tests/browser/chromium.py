"""The system's Chromium: where it is, and how it gets here.

`python -m tests.browser.chromium` installs it where that is allowed: by the system's package
manager, as root. Elsewhere it says what to install. Nothing else is ever downloaded for a browser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

# The build without windows needs about half the time of a whole browser for the same pages.
PACKAGES = ("chromium-headless-shell", "chromium")
NAMES = (*PACKAGES, "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Not even a name is looked up elsewhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

HOW_TO_INSTALL = (
    "The browser tests need Chromium. Install it with the system's package manager"
    f" (on Debian: apt-get install {PACKAGES[0]}, as root) or set CHROMIUM to the browser's path."
)


def find_chromium() -> str | None:
    """The browser's path: what CHROMIUM says, else the first of the usual names on the path."""
    if chosen := os.environ.get("CHROMIUM"):
        return shutil.which(chosen)
    return next(filter(None, map(shutil.which, NAMES)), None)


def install_chromium(*, as_root: bool) -> bool:
    """Whether the package manager could be asked, and a browser was there afterwards."""
    apt_get = shutil.which("apt-get")
    if not as_root or not apt_get or not _succeeds(apt_get, "update", "-q"):
        return False
    install = (apt_get, "install", "-qy", "--no-install-recommends")
    return any(_succeeds(*install, name) and find_chromium() for name in PACKAGES)


def _succeeds(*command: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def launch_chromium(playwright: Playwright) -> Browser:
    """Start the browser, or end with a line that says how to get one."""
    executable = find_chromium()
    if executable is None:
        raise RuntimeError(HOW_TO_INSTALL)
    # Chromium's own sandbox starts neither as root nor in most containers, and all that the browser
    # is going to load is ours.
    return playwright.chromium.launch(
        executable_path=executable, args=FLAGS, chromium_sandbox=False
    )


def main() -> int:
    if find_chromium() or install_chromium(as_root=os.geteuid() == 0):
        return 0
    sys.stderr.write(f"{HOW_TO_INSTALL}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
