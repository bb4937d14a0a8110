"""Whether the site is alive, and whether readers should be sent to it."""

import os
from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from newsportal.database.availability import availability
from newsportal.http.build import build
from newsportal.http.operational import may_look_inside, operational
from newsportal.operations.prerequisites import has_static_files, pending_migrations

PLAIN = "text/plain; charset=utf-8"


@operational
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers. A process that does not is started anew; nothing else counts."""
    return HttpResponse("ok\n", content_type=PLAIN)


@operational
def readyz(request: HttpRequest) -> HttpResponse:
    """200 where pages can be made, else 503: the load balancer asks another machine meanwhile.

    Whoever may look inside is told what is missing, as JSON.
    """
    missing = dict(_missing())
    status = 503 if missing else 200
    if may_look_inside(request):
        return JsonResponse(_inside(missing), status=status)
    return HttpResponse("not ready\n" if missing else "ready\n", status=status, content_type=PLAIN)


def _missing() -> list[tuple[str, str]]:
    missing = []
    if not has_static_files():
        missing.append(("static_files", "not collected"))
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if pending := _known_pending():
            missing.append(("migrations", f"{len(pending)} not applied, first {pending[0]}"))
    except DatabaseError:
        missing.append(("database", "does not answer"))
    return missing


# Migrations that were applied stay applied while this code runs: what is asked every second is asked
# of the database until then only.
_has_been_migrated = False


def _known_pending() -> list[str]:
    global _has_been_migrated
    if _has_been_migrated:
        return []
    pending = pending_migrations()
    _has_been_migrated = not pending
    return pending


def _inside(missing: dict[str, str]) -> dict[str, Any]:
    return {
        "ready": not missing,
        "missing": missing,
        "build": build()[:12],
        "process": os.getpid(),
        "database": {"down": availability.is_down, "connections": availability.connections},
    }
