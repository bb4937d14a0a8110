"""A server that stalls: it answers at once, and every few seconds nobody for one second.

The instruments are tried on it before they measure the site. Run as
`python -m benchmarks.stalling --every SECONDS --port PORT`.
"""

import asyncio
import time
from argparse import ArgumentParser

STALL_SECONDS = 1.0
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n\r\nok"


class Stalling(asyncio.Protocol):
    """One connection; whoever asks first when a stall is due waits for all of it, the others with it."""

    next_stall: float
    every: float

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Called by the loop with a request, which is short enough to come in one piece."""
        if time.monotonic() >= Stalling.next_stall:
            time.sleep(STALL_SECONDS)
            Stalling.next_stall = time.monotonic() + Stalling.every
        assert isinstance(self._transport, asyncio.Transport)  # noqa: S101 - of a stream it is one
        self._transport.write(ANSWER)


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Stalling, "127.0.0.1", port)
    await server.serve_forever()


def main() -> None:
    """Serve until SIGTERM."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=float, required=True)
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    Stalling.every = options.every
    Stalling.next_stall = time.monotonic() + options.every
    asyncio.run(_serve(options.port))


if __name__ == "__main__":
    main()
