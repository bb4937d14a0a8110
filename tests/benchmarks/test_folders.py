"""A wrong folder is refused in words, before a database is started in it."""

import subprocess
import sys

import pytest


def refused(module, *options):
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, options)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("module", ["pages", "latency", "stampede", "outage"])
def test_file_in_the_place_of_a_folder_is_refused(module, tmp_path):
    file = tmp_path / "file"
    file.touch()

    assert f"{file} is a file; name a folder" in refused(module, "--data", file / "below")
    assert f"{file} is a file; name a folder" in refused(module, "--output", file)


def test_growth_says_how_a_newspaper_is_made(tmp_path):
    told = refused("growth", "--small", tmp_path)

    assert f"{tmp_path} holds no newspaper" in told
    assert "benchmarks.generate" in told
