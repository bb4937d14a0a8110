"""Clients that hold a connection and give or take nothing: whoever reads meanwhile shouldn't notice."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from benchmarks import open_loop
from benchmarks.answers import ask
from benchmarks.connections import allow_many_files, get, post
from benchmarks.open_loop import Due, percentiles
from benchmarks.report import Table
from benchmarks.serving import Server
from benchmarks.site import Site

READERS_A_SECOND = 20.0
# A receive buffer into which no page fits.
SMALL_BUFFER = 2048
FORM = "application/x-www-form-urlencoded"


def measure_slow_clients(site: Site, server: Server, *, clients: int, seconds: float) -> Table:
    """For each way to be slow: what ordinary readers got while so many clients were."""
    addresses = site.addresses
    columns = ["slow clients", "connected", "readers", "answered", "p50, ms", "p99, ms", "max, ms"]
    columns += ["a form's status", "form, ms"]
    table = Table("Ordinary readers beside slow clients", columns)
    whole = get(addresses.long_thread, server.port)
    body = post(addresses.form, server.port, {"Content-Type": FORM}, b"x" * 1000)
    kinds = {
        "none": b"",
        "half a request's headers": whole[:40],
        "a form without its text": body[:-900],
        "don't take a long page": whole,
    }
    for kind, sent in kinds.items():
        with _slow(server, clients if sent else 0, sent) as connected:
            readers = _readers(site, server, seconds)
            form = ask(server.port, addresses.form)
            table.rows.append([kind, connected, *readers, form.status, form.seconds * 1000])
    return table


def _readers(site: Site, server: Server, seconds: float) -> list[str | int | float | None]:
    """How many readers came and were answered with 200, and how long they waited."""
    paths = [site.addresses.front, site.addresses.short_thread]
    requests = _alternating([get(path, server.port) for path in paths])
    outcomes = open_loop.run(server.port, requests, rate=READERS_A_SECOND, seconds=seconds)
    named = percentiles([outcome.latency for outcome in outcomes])
    answered = sum(outcome.status == 200 for outcome in outcomes)
    return [len(outcomes), answered, named["p50"], named["p99"], named["max"]]


def _alternating(requests: list[bytes]) -> Iterator[Due]:
    while True:
        for request in requests:
            yield Due("read", request)


@contextmanager
def _slow(server: Server, clients: int, sent: bytes) -> Iterator[int]:
    """Clients that send so much and then nothing, and read nothing; how many got a connection."""
    allow_many_files()
    with ExitStack() as stack:
        connected = 0
        for _ in range(clients):
            client = stack.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
            client.settimeout(5)
            with suppress(OSError):
                client.connect(("127.0.0.1", server.port))
                client.sendall(sent)
                connected += 1
        yield connected
