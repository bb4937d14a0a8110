"""Load by wrk, which keeps a number of connections busy and sends on each as soon as it is answered.

wrk is a closed loop: while a server stalls, each connection waits with one request, and what others
would have sent meanwhile is missing. wrk fills in what its connections would have sent at their own
mean pace, but the stall has slowed that, too. So it says how much a server can do; how long readers wait
is for `benchmarks.latency` to say.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cores import running_on, shares
from benchmarks.wrong import Unmeasurable, WrongAnswer

FOLDER = Path(__file__).resolve().parent
SUMMARY = "summary.lua"
CONNECTIONS = 16
# Bytes by which the answers to one request may differ: the digits of an age or an id.
VARIATION = 64


@dataclass(frozen=True)
class Load:
    """What wrk counted in one run; times are in milliseconds."""

    requests: int
    seconds: float
    received: int
    refused: int
    failed: int
    refusals: str
    latencies: Mapping[str, float]
    connections: int

    @property
    def per_second(self) -> float:
        """Answers in a second."""
        return self.requests / self.seconds

    def require_right(self, size: int | None = None, *, may_refuse: bool = False) -> None:
        """Raise WrongAnswer unless all were answered without an error, each with about `size` bytes.

        A status from 400 is an error; where a load may be too much, 503 is none. An answer of another
        kind has another length, and the mean shows it; the answers that the end of the run cut are
        received and not counted.
        """
        refused = 0 if may_refuse and set(self.refusals.split()) == {"503"} else self.refused
        if refused or self.failed or not self.requests:
            raise WrongAnswer(
                f"{self.requests} answers, {self.refused} of them errors{self.refusals}, "
                f"{self.failed} failed"
            )
        if size is not None:
            cut = size * self.connections / self.requests
            mean = self.received / self.requests
            if not size - VARIATION <= mean <= size + VARIATION + cut:
                raise WrongAnswer(f"{mean:.0f} bytes an answer in place of {size}")


def load(
    url: str,
    *,
    seconds: float,
    connections: int = CONNECTIONS,
    headers: Mapping[str, str] | None = None,
    script: str = SUMMARY,
    arguments: Sequence[str] = (),
) -> Load:
    """Run wrk on the cores for the load. `script` is a file of this folder, given the arguments."""
    command = [
        _wrk(), f"--threads={min(len(shares()[1]), connections)}", f"--connections={connections}",
        f"--duration={max(1, round(seconds))}s", "--timeout=30s", f"--script={script}",
        *(f"--header={name}: {value}" for name, value in (headers or {}).items()),
        url, "--", *arguments,
    ]  # fmt: skip
    with running_on(shares()[1]):
        done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unmeasurable(f"wrk ended with {done.returncode}: {done.stderr}{done.stdout}")
    return _read(done.stdout.splitlines()[-1], connections)


def _wrk() -> str:
    found = shutil.which("wrk")
    if found is None:
        raise Unmeasurable(
            "This benchmark needs wrk. Install it with the system's package manager, "
            "on Debian as root: apt-get install wrk"
        )
    return found


def _read(line: str, connections: int) -> Load:
    told = json.loads(line)
    return Load(
        requests=told["requests"],
        seconds=told["microseconds"] / 1e6,
        received=told["bytes"],
        refused=told["refused"],
        failed=told["failed"],
        refusals=told["refusals"],
        latencies={name: value / 1000 for name, value in told["latencies"].items()},
        connections=connections,
    )
