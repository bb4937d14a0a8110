"""What the process may not do, tried in a process of that kind."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3]


def confined(program, **limits):
    """Run a program that is confined first, and return how it ended."""
    setting = "".join(f"confinement.{name} = {value}\n" for name, value in limits.items())
    text = (
        "import errno, os, socket, sys\n"
        "from articles.darkroom import confinement\n"
        f"{setting}"
        "confinement.confine()\n"
        f"{program}\n"
    )
    return subprocess.run(
        [sys.executable, "-c", text], cwd=FOLDER, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket(socket.AF_INET)",
        "socket.socket(socket.AF_UNIX)",
        "open('/etc/hostname')",
        "open('made-by-a-picture', 'w')",
        "os.pipe()",
    ],
)
def test_nothing_is_opened(attempt):
    done = confined(
        f"try:\n    {attempt}\n"
        "except OSError as error:\n    print(errno.errorcode[error.errno])\n"
        "else:\n    print('opened')"
    )

    assert done.stdout == "EMFILE\n"


def test_memory_ends():
    done = confined("try:\n    bytes(2 * 10**9)\nexcept MemoryError:\n    print('refused')")

    assert done.stdout == "refused\n"


def test_processor_time_ends():
    assert confined("while True: pass", PROCESSOR_SECONDS=1).returncode == -signal.SIGXCPU


def test_output_ends(tmp_path):
    answer = tmp_path / "answer"
    program = (
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_DFL)\nos.write(1, bytes(2000))"
    )
    with answer.open("wb") as file:
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "import os, signal\nfrom articles.darkroom import confinement\n"
                "confinement.ANSWER_BYTES = 1000\nconfinement.confine()\n" + program * 2,
            ],
            cwd=FOLDER,
            stdout=file,
            check=False,
        )

    assert done.returncode != 0
    assert answer.stat().st_size <= 1000
