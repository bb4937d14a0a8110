"""The request that a thread is answering, for every line that is written meanwhile."""

import re
from contextvars import ContextVar
from dataclasses import dataclass
from secrets import token_hex

ID_BYTES = 8
# What a web server in front may send as the number of a request.
FOREIGN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CurrentRequest:
    """What lines say of a request. The path is without its query string, which may be personal."""

    id: str
    method: str
    path: str


current_request: ContextVar[CurrentRequest | None] = ContextVar("current_request", default=None)


def request_id(sent: str | None, *, is_trusted: bool) -> str:
    """The number that a trusted web server in front gave to a request, else one of our own."""
    if is_trusted and sent and FOREIGN_ID.fullmatch(sent):
        return sent
    return token_hex(ID_BYTES)


def current_request_id() -> str:
    """The number of the request that is answered now; empty outside of one."""
    current = current_request.get()
    return current.id if current else ""
