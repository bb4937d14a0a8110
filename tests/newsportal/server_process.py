"""`manage.py serve` as a process of its own, on a port of its own."""

import fcntl
import http.client
import os
import socket
import subprocess
import sys
import termios
import threading
from contextlib import closing
from pathlib import Path

from tests.newsportal.embedded_postgres.observing import wait_until

PROJECT = Path(__file__).resolve().parents[2]


def free_port():
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return listener.getsockname()[1]


class ServerProcess:
    """A server with what it prints; on a terminal of its own where that is asked for."""

    def __init__(self, *options, environment, port=None, terminal=False):
        self.port = port or free_port()
        self.output = ""
        self._terminal, output = os.openpty() if terminal else os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", *self._port_option(options), *options],
            cwd=PROJECT,
            env=environment,
            stdin=output if terminal else subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_take_terminal if terminal else None,
        )
        os.close(output)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _port_option(self, options):
        return () if "--port" in options else ("--port", str(self.port))

    def _read(self):
        try:
            while read := os.read(self._terminal, 4096):
                self.output += read.decode(errors="replace")
        except OSError:
            return  # a terminal whose last program has ended

    def wait_until_announced(self):
        def announced():
            assert self.process.poll() is None, self.output
            return "Newsportal is on" in self.output

        wait_until(announced, seconds=60)

    def get(self, path):
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as client:
            client.request("GET", path)
            answer = client.getresponse()
            return answer.status, answer.headers, answer.read()

    def press(self, keys):
        """Type into the terminal."""
        os.write(self._terminal, keys)

    def workers(self):
        """The process ids of the workers: its children that were made to serve."""
        processes = Path("/proc")
        main = str(self.process.pid)
        children = (processes / main / "task" / main / "children").read_text().split()
        return [
            int(child)
            for child in children
            if b"spawn_main" in (processes / child / "cmdline").read_bytes()
        ]

    def exit_code(self):
        """Wait for the end, and for all that was printed."""
        code = self.process.wait(timeout=60)
        self._reader.join(timeout=10)
        return code

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=40)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._reader.join(timeout=10)
        os.close(self._terminal)


def _take_terminal():
    """Make the standard input the terminal that sends signals to this session."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
