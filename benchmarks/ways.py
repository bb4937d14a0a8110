"""The ways in which one page is asked for, and what must come back each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import wrk
from benchmarks.answers import Answer, ask
from benchmarks.constant_bytes import Ready, write_answers
from benchmarks.serving import Server
from benchmarks.wrong import WrongAnswer

CONSTANT, CACHED, RENDERED = "constant", "cached", "rendered"
PLAIN, BROTLI, UNCHANGED = "plain", "br", "304"
# Headers that the server writes by itself, whatever the application gives.
WRITTEN_BY_SERVER = {"date", "server", "connection", "transfer-encoding"}


@dataclass(frozen=True)
class Way:
    """From which server a page is asked for, and in which form."""

    server: str
    form: str

    def headers(self, etag: str) -> dict[str, str]:
        """What is sent beside the address."""
        if self.form == UNCHANGED:
            return {"If-None-Match": etag}
        return {"Accept-Encoding": "br"} if self.form == BROTLI else {}

    def check(self, answer: Answer) -> None:
        """Raise WrongAnswer unless that is what this way is about."""
        encoding = "br" if self.form == BROTLI else ""
        is_right = (
            answer.status == (304 if self.form == UNCHANGED else 200)
            and bool(answer.body) == (self.form != UNCHANGED)
            and answer.headers.get("Content-Encoding", "") == encoding
            and (self.server == CONSTANT or answer.is_hit == (self.server == CACHED))
        )
        if not is_right:
            raise WrongAnswer(f"{self} gave {answer.status}\n{answer.headers}")

    def __str__(self) -> str:
        return f"{self.server}, {self.form}"


# Each cached way directly after the constant bytes that it is compared with.
WAYS = [
    Way(server, form) for form in (PLAIN, BROTLI, UNCHANGED) for server in (CONSTANT, CACHED)
] + [
    Way(RENDERED, PLAIN),
    Way(RENDERED, UNCHANGED),
]


@dataclass(frozen=True)
class Page:
    """A page of the tables."""

    name: str
    path: str

    def answer(self, server: Server, way: Way) -> tuple[str, dict[str, str], Answer]:
        """Path, headers, and the right answer to them; WrongAnswer where it is not."""
        path = constant_path(self.path, way.form) if way.server == CONSTANT else self.path
        headers = way.headers(_etag(server, path))
        ask(server.port, path, headers=headers)  # a cache answers the second one
        answer = ask(server.port, path, headers=headers)
        way.check(answer)
        return path, headers, answer

    def rate(self, server: Server, way: Way, *, seconds: float) -> float:
        """Right answers in a second; WrongAnswer where one is not."""
        path, headers, answer = self.answer(server, way)
        load = wrk.load(server.url(path), seconds=seconds, headers=headers)
        load.require_right(answer.size)
        return load.per_second


def _etag(server: Server, path: str) -> str:
    """The page's tag at this moment; it differs between servers, whose addresses differ."""
    return ask(server.port, path).headers.get("ETag", "")


def constant_path(path: str, form: str) -> str:
    """Where the constant server has the bytes of a page."""
    return f"/{form}{path.replace('?', '/')}"


def write_constants(
    file: Path, pages: list[Page], cached: Server, others: Mapping[str, Ready]
) -> None:
    """Write what the constant server answers: the very bytes of the cached pages, and others."""
    answers = dict(others)
    for page in pages:
        for form in (PLAIN, BROTLI, UNCHANGED):
            way = Way(CONSTANT, form)
            headers = way.headers(_etag(cached, page.path))
            answer = ask(cached.port, page.path, headers=headers)
            way.check(answer)
            answers[constant_path(page.path, form)] = _ready(answer)
    write_answers(file, answers)


def _ready(answer: Answer) -> Ready:
    headers = {
        name: value
        for name, value in answer.headers.items()
        if name.lower() not in WRITTEN_BY_SERVER
    }
    return Ready(answer.body, answer.status, headers)
