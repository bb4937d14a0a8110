"""The process that does background tasks, beside a server that is a real process."""

import os
import signal
from pathlib import Path

import pytest

from tests.newsportal.embedded_postgres.observing import has_stopped, wait_until


@pytest.fixture
def serve(start):
    def serve(*options):
        server = start("--workers", "1", *options)
        server.wait_until_announced()
        return server

    return serve


def task_workers(server):
    main = str(server.process.pid)
    children = (Path("/proc") / main / "task" / main / "children").read_text().split()
    # A thread of the main process starts it, so it is that thread's child.
    children += [
        child
        for task in (Path("/proc") / main / "task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    return sorted(
        {
            int(child)
            for child in children
            if b"newsportal.serving.task_worker" in (Path("/proc") / child / "cmdline").read_bytes()
        }
    )


def metric(server, name):
    lines = server.get("/metrics")[2].decode().splitlines()
    return next((float(line.split()[-1]) for line in lines if line.startswith(f"{name} ")), None)


def test_the_day_s_task_is_done_and_a_process_that_dies_is_replaced(serve, database):
    server = serve()
    wait_until(lambda: (metric(server, 'newsportal_tasks{state="done"}') or 0) >= 1, seconds=40)
    assert metric(server, "newsportal_task_workers") == 1
    assert metric(server, 'newsportal_tasks{state="failed"}') == 0
    (worker,) = task_workers(server)
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: task_workers(server) not in ([], [worker]), seconds=40)
    assert f"The task worker ended with {-signal.SIGKILL}" in server.output
    server.process.send_signal(signal.SIGTERM)
    assert server.exit_code() == 0
    assert has_stopped(database)
    assert "Traceback" not in server.output


def test_it_ends_when_the_main_process_was_killed(serve, database):
    server = serve()
    wait_until(lambda: task_workers(server))
    (worker,) = task_workers(server)
    server.process.kill()
    server.process.wait()
    wait_until(lambda: not Path(f"/proc/{worker}").exists() and has_stopped(database), seconds=40)


def test_a_server_may_leave_the_tasks_to_another_machine(serve):
    server = serve("--no-task-worker")
    assert task_workers(server) == []
    assert not metric(server, "newsportal_task_workers")
