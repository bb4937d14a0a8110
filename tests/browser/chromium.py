"""The system's Chromium: where it is, and how it gets here.

`python -m tests.browser.chromium` installs it where that is allowed: by the system's package
manager, as root. Elsewhere it says what to install. Nothing else is ever downloaded for a browser.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_INSTALL = (
    "The browser tests need Chromium. Install it with the system's package manager"
    " (on Debian: apt-get install chromium, as root) or set CHROMIUM to the browser's path."
)


def find_chromium() -> str | None:
    """The browser's path: what CHROMIUM says, else the first of the usual names on the path."""
    if chosen := os.environ.get("CHROMIUM"):
        return shutil.which(chosen)
    return next(filter(None, map(shutil.which, NAMES)), None)


def install_chromium(*, as_root: bool) -> bool:
    """Whether the package manager could be asked, and a browser was there afterwards."""
    apt_get = shutil.which("apt-get")
    if not as_root or not apt_get:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-q"], ["install", "-qy", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            [apt_get, *arguments], env=environment, stdin=subprocess.DEVNULL, check=False
        )
        if done.returncode:
            return False
    return find_chromium() is not None


def main() -> int:
    if find_chromium() or install_chromium(as_root=os.geteuid() == 0):
        return 0
    sys.stderr.write(f"{HOW_TO_INSTALL}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
