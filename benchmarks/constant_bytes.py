"""The bound of what the server can do: ready bytes from a dictionary, by the same granian.

Run as `python -m benchmarks.constant_bytes ANSWERS --port PORT`, where ANSWERS is a file that
`write_answers` wrote. It has the site's own options, so that only the application differs.
"""

import json
import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from newsportal.serving.server import Listening, run

# How the file's path reaches the worker, which starts afresh.
ANSWERS = "BENCHMARK_ANSWERS"


@dataclass(frozen=True)
class Ready:
    """One answer that is always the same."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def write_answers(file: Path, answers: Mapping[str, Ready]) -> None:
    """Write the answers by path, for the server to read."""
    rows = {
        path: [
            f"{ready.status} {HTTPStatus(ready.status).phrase}",
            list(ready.headers.items()),
            ready.body.decode("latin-1"),
        ]
        for path, ready in answers.items()
    }
    file.write_text(json.dumps(rows))


def load(_target: str) -> Callable[[dict[str, Any], Any], Iterable[bytes]]:
    """The WSGI application of one worker."""
    rows = json.loads(Path(os.environ[ANSWERS]).read_text())
    answers = {
        path: (status, [(name, value) for name, value in headers], [body.encode("latin-1")])
        for path, (status, headers, body) in rows.items()
    }

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        status, headers, body = answers[environ["PATH_INFO"]]
        start_response(status, headers)
        return body

    return application


def main() -> None:
    """Serve until SIGTERM."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    os.environ[ANSWERS] = str(options.answers)
    run(Listening("127.0.0.1", options.port, workers=1), load=load)


if __name__ == "__main__":
    main()
