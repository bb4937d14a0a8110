"""The request that a thread is answering, for every line that is written meanwhile."""

import re
from contextvars import ContextVar
from dataclasses import dataclass
from secrets import token_hex

ID_BYTES = 8
# What a web server in front may send as the number of a request.
FOREIGN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)

# What follows is a secret: it lets in whoever knows it.
SECRET_PART = re.compile(r"^(/preview/|/account/password/reset/key/)[^/]+")


@dataclass(frozen=True, slots=True)
class CurrentRequest:
    """What lines say of a request.

    The path is without its query string, which may be personal, and without what opens a draft
    or an account (`path_for_lines`).
    """

    id: str
    method: str
    path: str


current_request: ContextVar[CurrentRequest | None] = ContextVar("current_request", default=None)


def path_for_lines(path: str) -> str:
    """The path as it may stand in lines that others read."""
    return SECRET_PART.sub(r"\1…", path)


def request_id(sent: str | None, *, is_trusted: bool) -> str:
    """The number that a trusted web server in front gave to a request, else one of our own."""
    if is_trusted and sent and FOREIGN_ID.fullmatch(sent):
        return sent
    return token_hex(ID_BYTES)


def current_request_id() -> str:
    """The number of the request that is answered now; empty outside of one."""
    current = current_request.get()
    return current.id if current else ""
