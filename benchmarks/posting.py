"""Comments as many readers send them: each from an address and with a submission of its own."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.answers import ask
from benchmarks.wrong import WrongAnswer

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True)
class Writer:
    """A browser that has opened the form once; it may send from there as often as it likes."""

    path: str
    cookies: str
    token: str

    @classmethod
    def at(cls, port: int, path: str) -> "Writer":
        """Open the form, and keep its cookies and its token."""
        form = ask(port, path)
        token = TOKEN.search(form.body.decode())
        if form.status != 200 or token is None:
            raise WrongAnswer(f"{path} gave no form but {form.status}")
        cookies = [cookie.split(";")[0] for cookie in form.headers.get_all("Set-Cookie", [])]
        return cls(path, "; ".join(cookies), token.group(1))

    def arguments(self) -> list[str]:
        """What a script of wrk needs to write: start, cookies and token; see `mix.lua`."""
        return [secrets.token_hex(6), self.cookies, self.token]

    def headers(self, run: str, number: int) -> Mapping[str, str]:
        """The headers of a comment: another household for each."""
        address = f"2001:db8:{run[:4]}:{number % 65536:x}::{number:x}"
        return {
            "Cookie": self.cookies,
            "X-Forwarded-For": address,
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def body(self, run: str, number: int) -> bytes:
        """The form of a comment, filled in."""
        return urlencode(
            {
                "csrfmiddlewaretoken": self.token,
                "nickname": f"Reader {number}",
                "text": f"Comment {number} of a measurement: the figures in the third paragraph differ.",
                "submission_id": f"{run[:8]}-{run[8:]}-4000-8000-{number:012x}",
            }
        ).encode()
