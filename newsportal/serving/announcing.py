"""Telling where the site is, once it is there."""

import http.client
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings

from newsportal.demo.staff import sign_in_file
from newsportal.serving.server import Listening

PAUSE = 0.1  # seconds between two attempts
ANSWER_SECONDS = 30  # for one answer; the first page of a cold site may be slow

type Say = Callable[[str], object]


def announce_when_answering(listening: Listening, say: Say) -> None:
    """Say the address as soon as the server answers there; returns at once."""
    threading.Thread(target=_announce, args=(listening, say), daemon=True).start()


def _announce(listening: Listening, say: Say) -> None:
    while not _answers(listening):
        time.sleep(PAUSE)
    say(f"Newsportal is on {listening.url} (stop with Ctrl-C)")
    if listening.is_private and sign_in_file().exists():
        email, password = sign_in_file().read_text(encoding="utf-8").splitlines()[:2]
        say(f"Sign in as editor on {listening.url}admin/ with {email} and {password}")


def _answers(listening: Listening) -> bool:
    """Whether a request gets any answer; what it says is for the health checks to judge."""
    address = urlsplit(listening.url)
    connection = http.client.HTTPConnection(
        address.hostname or "", listening.port, timeout=ANSWER_SECONDS
    )
    try:
        connection.request(
            "HEAD", "/robots.txt", headers={"Host": urlsplit(settings.SITE_URL).netloc}
        )
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
