"""A server as a process on its own core: started, waited for, looked at, stopped."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.answers import ask
from benchmarks.cores import running_on, shares

PROJECT = Path(__file__).resolve().parent.parent
START_SECONDS = 60.0
STOP_SECONDS = 40.0
PAUSE = 0.05


class Server:
    """A server on a port of this machine; its address is known before it answers."""

    def __init__(self, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
        self.port = port
        self._process = process
        self._log = log

    def url(self, path: str) -> str:
        """The address of a path of this server."""
        return f"http://127.0.0.1:{self.port}{path}"

    def wait_until_answering(self, path: str) -> None:
        """Return at the first answer without a fault; RuntimeError where the server gives up."""
        deadline = time.monotonic() + START_SECONDS
        while not self._answers(path):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(
                    f"The server does not answer. It wrote:\n{self._log.read_text()}"
                )
            time.sleep(PAUSE)

    def _answers(self, path: str) -> bool:
        try:
            return ask(self.port, path).status < 500
        except OSError:
            return False

    def workers(self) -> list[int]:
        """The ids of the processes that answer: children of the server that were made to serve."""
        main = str(self._process.pid)
        children = Path("/proc", main, "task", main, "children").read_text().split()
        return [
            int(child)
            for child in children
            if b"spawn_main" in Path("/proc", child, "cmdline").read_bytes()
        ]

    def stop(self) -> None:
        """Stop it in order, and by force where that takes too long."""
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def serving(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    log: Path,
    first_path: str = "/robots.txt",
) -> Iterator[Server]:
    """Run a Python program with `--port` added on the core for servers, for as long as the block."""
    port = free_port()
    with log.open("wb") as output, running_on(shares()[0]):
        process = subprocess.Popen(
            [sys.executable, *command, "--port", str(port)],
            cwd=PROJECT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    server = Server(port, process, log)
    try:
        server.wait_until_answering(first_path)
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return int(listener.getsockname()[1])


def memory(pid: int) -> dict[str, int]:
    """What a process holds, in bytes: all of it (RSS), and its share of what it shares (PSS)."""
    lines = Path("/proc", str(pid), "smaps_rollup").read_text().splitlines()[1:]
    sizes = {name.rstrip(":"): int(size) * 1024 for name, size, _unit in map(str.split, lines)}
    return {"RSS": sizes["Rss"], "PSS": sizes["Pss"]}
