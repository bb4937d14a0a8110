"""The machine that a table was measured on."""

import os
import platform
from collections.abc import Set
from importlib.metadata import version
from pathlib import Path

from benchmarks.cores import shares
from newsportal.embedded_postgres.account import own_account
from newsportal.embedded_postgres.binaries import find_binaries

# Taken before this process makes load of its own: figures of a busy machine are lower, ratios hold.
LOAD_BEFORE = os.getloadavg()[0]
PACKAGES = ("Django", "granian", "psycopg", "Jinja2", "embedded-postgres")


def describe() -> dict[str, str]:
    """Processor, memory, kernel and versions, each by the name that it has in a report."""
    server, load = shares()
    return {
        "processor": _processor(),
        "cores": f"{os.cpu_count()}: server and database on {_listed(server)}, load on {_listed(load)}",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "load average before": f"{LOAD_BEFORE:.1f}",
        "kernel": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "PostgreSQL": str(find_binaries(own_account()).major),
        **{name: version(name) for name in PACKAGES},
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() in {"model name", "Model"}:
            return value.strip()
    return platform.machine()


def _listed(cores: Set[int]) -> str:
    return ", ".join(map(str, sorted(cores)))
