"""A process that answers the pages of one newspaper without any cache, and says how long each took.

`python -m benchmarks.growing.worker [--explain]` reads a JSON line and writes one, until its input ends:
`{}` gives the addresses of each kind, `{"path": …}` the status, length, links, milliseconds and, where it
explains, the plans of one answer.
Milliseconds are told twice: by the clock, and those in which this process and its PostgreSQL backend had
a processor, which a busy machine does not change.
"""

import gc
import json
import os
import sys
from pathlib import Path
from time import perf_counter, process_time_ns
from typing import Any

from benchmarks.growing import plans

# Of pages and feeds, and of sitemaps.
LINKS = (b"href=", b"<loc>")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsportal.settings")


def main() -> None:
    """Answer until the input ends."""
    import django
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.db import connections
    from django.db.backends.signals import connection_created

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    application = get_wsgi_application()
    seen: list[plans.Plan] = []

    def listen(connection: Any, **_signal: Any) -> None:
        connection.connection.add_notice_handler(
            lambda notice: seen.extend(filter(None, [plans.read(notice.message_primary or "")]))
        )
        if "--explain" in sys.argv:
            connection.connection.execute(plans.EXPLAIN_YOURSELF)

    connection_created.connect(listen)
    # The one that migrated the database is not listened to.
    connections.close_all()
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        answer = _answer(application, asked["path"], seen) if asked else _addresses()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _addresses() -> dict[str, list[str]]:
    from django.utils import timezone

    from benchmarks.growing.addresses import addresses

    return addresses(timezone.now())


def _answer(application: Any, path: str, seen: list[plans.Plan]) -> dict[str, Any]:
    from urllib.parse import urlsplit

    from django.conf import settings
    from django.test import RequestFactory

    site = urlsplit(settings.SITE_URL)
    environ = RequestFactory(HTTP_HOST=site.netloc).get(path, secure=site.scheme == "https").environ
    status: list[str] = []
    seen.clear()
    worked, started = _worked(), perf_counter()
    response = application(environ, lambda line, _headers: status.append(line))
    body = b"".join(response)
    response.close()
    took = (perf_counter() - started) * 1000
    cpu = (_worked() - worked) / 1e6
    return {
        "status": status[0][:3],
        "length": len(body),
        "links": sum(map(body.count, LINKS)),
        "ms": took,
        "cpu": cpu,
        "plans": list(seen),
    }


def _worked() -> int:
    """Nanoseconds that this process and its backend have had a processor."""
    from django.db import connection

    connection.ensure_connection()
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return process_time_ns() + int(backend.read_text().split()[0])


if __name__ == "__main__":
    main()
