"""`manage.py serve`: the site on its production server, in the foreground."""

import os
import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connections

from newsportal.audit.web_role import can_change_record
from newsportal.metrics.folder import folder_of_server
from newsportal.serving.announcing import announce_when_answering
from newsportal.serving.preparing import prepare
from newsportal.serving.readiness import (
    NotReady,
    numeric_address,
    require_free_port,
    require_migrated_database,
    require_rights,
    require_static_files,
)
from newsportal.serving.server import Listening, default_workers, run
from newsportal.serving.task_worker import TaskWorker


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"{text!r} is no port; use a number from 1 to 65535, such as 8000")
    return int(text)


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise ArgumentTypeError(f"{text!r} is no number of processes; use 1 to 256")
    return int(text)


class Command(BaseCommand):
    """Serve until SIGTERM or Ctrl-C; the requests at work are answered first."""

    help = "Serve the site on its production server, in the foreground."
    requires_system_checks = ()  # they ask the database; `handle` runs them where it may refuse

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument(
            "--port",
            type=_port,
            default=os.environ.get("PORT", "8000"),
            help="port to listen on; the environment's PORT, else 8000",
        )
        parser.add_argument(
            "--workers", type=_workers, default=default_workers(), help="number of processes"
        )
        parser.add_argument(
            "--access-log", action="store_true", help="write a line for each rendered request"
        )
        parser.add_argument(
            "--no-task-worker",
            action="store_true",
            help="leave the background tasks to manage.py db_worker, here or elsewhere",
        )
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="first bring database and static files up to date, load the demo into an empty site",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        _end_on(signal.SIGTERM, signal.SIGINT)
        try:
            address = numeric_address(options["host"], options["port"])
            listening = Listening(address, options["port"], options["workers"])
            require_free_port(listening.address, listening.port)
            self.check()
            if options["prepare"]:
                prepare(self._say)
            require_migrated_database()
            require_rights()
            require_static_files()
            self._look_who_serves()
        except NotReady as refusal:
            raise CommandError(str(refusal)) from refusal
        except OperationalError as error:
            raise CommandError(f"The database can't be used: {error}") from error
        # Only the workers talk to the database; this process keeps the embedded one running.
        connections.close_all()
        announce_when_answering(listening, self._say)
        if options["access_log"]:
            os.environ["LOG_REQUESTS"] = "true"
        with folder_of_server(settings.DATA_FOLDER):
            run(listening, tasks=None if options["no_task_worker"] else TaskWorker())

    def _look_who_serves(self) -> None:
        if can_change_record(settings.DATABASES["default"].get("SERVED_AS", "")):
            self._say(
                "The database lets the role that serves change the record of acts; "
                "docs/operating.md, 'Two roles', says how to prevent that."
            )

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _end_on(*numbers: signal.Signals) -> None:
    """End in order, without a traceback, also while the site is being prepared."""

    def end(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    for number in numbers:
        signal.signal(number, end)
