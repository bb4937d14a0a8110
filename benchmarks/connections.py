"""Connections to a server over which thousands of requests can be sent by one process.

Only as much of HTTP/1.1 as measuring needs: requests are ready bytes, of an answer the status, the
headers and the length of the body are kept. Answers without `Content-Length` are not understood.
"""

import asyncio
import re
import resource
from dataclasses import dataclass

HEAD_END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
BODILESS = {204, 304}


@dataclass(frozen=True)
class Reply:
    """An answer's status, head as it came, and bytes of the body."""

    status: int
    head: bytes
    length: int

    def header(self, name: str) -> str:
        """The first header of that name, "" where there is none."""
        found = re.search(rf"\r\n{name}: *([^\r]*)".encode(), self.head, re.IGNORECASE)
        return found.group(1).decode() if found else ""


class Connection(asyncio.Protocol):
    """A connection that takes one request at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._received = bytearray()
        self._reply: asyncio.Future[Reply] | None = None
        self._head: tuple[int, bytes, int] | None = None
        self.is_open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - of a stream protocol it is one
        self._transport = transport
        self.is_open = True

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the loop; whoever waits for an answer learns that there is none."""
        self.is_open = False
        if self._reply is not None and not self._reply.done():
            self._reply.set_exception(exc or ConnectionResetError("closed without an answer"))

    def data_received(self, data: bytes) -> None:
        """Called by the loop with what came; keeps no body."""
        self._received += data
        if self._head is None:
            end = self._received.find(HEAD_END)
            if end < 0:
                return
            head = bytes(self._received[: end + 2])
            self._head = (int(head[9:12]), head, _length(head))
            del self._received[: end + len(HEAD_END)]
        status, head, length = self._head
        if len(self._received) >= length and self._reply is not None:
            self._received.clear()
            self._head = None
            if not self._reply.done():
                self._reply.set_result(Reply(status, head, length))

    async def send(self, request: bytes) -> Reply:
        """Send a request and wait for its answer; OSError where the connection breaks."""
        if self._transport is None or not self.is_open:
            raise ConnectionResetError("the connection is closed")
        self._reply = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._reply

    def close(self) -> None:
        """Close it at once."""
        if self._transport is not None:
            self._transport.abort()


class Connections:
    """As many connections to a port as requests are under way; idle ones are used again."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[Connection] = []

    async def send(self, request: bytes) -> Reply:
        """Send over an idle connection, else a new one. A server may have closed an idle one."""
        while self._idle:
            connection = self._idle.pop()
            if connection.is_open:
                try:
                    return await self._send_over(connection, request)
                except ConnectionResetError:
                    break
        return await self._send_over(await connect(self._port), request)

    async def _send_over(self, connection: Connection, request: bytes) -> Reply:
        try:
            reply = await connection.send(request)
        except BaseException:
            connection.close()
            raise
        self._idle.append(connection)
        return reply

    def close(self) -> None:
        """Close the idle ones."""
        for connection in self._idle:
            connection.close()


async def connect(port: int) -> Connection:
    """A new connection to a port of this machine."""
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(Connection, "127.0.0.1", port)
    return connection


def get(path: str, port: int, *headers: str) -> bytes:
    """A GET request for a path."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers, "", ""]
    return "\r\n".join(lines).encode()


def post(path: str, port: int, headers: dict[str, str], body: bytes) -> bytes:
    """A POST request with a body."""
    lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def allow_many_files() -> None:
    """Raise this process's limit of open files as far as it may itself."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _length(head: bytes) -> int:
    if int(head[9:12]) in BODILESS:
        return 0
    found = LENGTH.search(head)
    if found is None:
        raise ValueError(f"An answer without a length: {head!r}")
    return int(found.group(1))
