"""What must be true before the server starts. Each check raises `NotReady` with what to do."""

import errno
import socket

from django.conf import settings

from newsportal.audit.web_role import closed_tables
from newsportal.operations.prerequisites import has_static_files, pending_migrations


class NotReady(Exception):
    """The site can't be served. The message says why and what the operator can do."""


def require_migrated_database() -> None:
    """Refuse a database that is older than the code."""
    if pending := pending_migrations():
        raise NotReady(
            f"The database lacks {len(pending)} migrations, the first is {pending[0]}. "
            "Apply them with: python manage.py migrate"
        )


def require_rights() -> None:
    """Refuse to start where each page would be refused by the database."""
    role = settings.DATABASE_WEB_ROLE
    if closed := closed_tables(role):
        raise NotReady(
            f"The role {role or 'of DATABASE_URL'} may not read {closed} tables of the database. Give it "
            "its rights with: python manage.py migrate, as docs/operating.md says in 'Two roles'"
        )


def require_static_files() -> None:
    """Refuse to start where no page could name its style sheet."""
    if not has_static_files():
        raise NotReady(
            "The static files were not collected. Do it with: python manage.py collectstatic --no-input"
        )


def numeric_address(host: str, port: int) -> str:
    """The first address of a host name of this machine."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise NotReady(
            f"The host {host!r} has no address: {error.strerror}. "
            "Use 127.0.0.1 for this machine only, 0.0.0.0 for every network."
        ) from error
    return str(found[0][4][0])


def require_free_port(address: str, port: int) -> None:
    """Refuse a port that somebody listens on.

    The server itself would not notice: its workers share a port by an option that lets any other
    process of the same user share it, too.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
            probe.listen(1)
        except OSError as error:
            raise NotReady(port_refusal(address, port, error)) from error


def port_refusal(address: str, port: int, error: OSError) -> str:
    """What to tell the operator when the system refuses a port."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {address} is in use. Stop the program that has it, "
            f"or choose another: PORT={port + 1} make run, or manage.py serve --port {port + 1}."
        )
    if error.errno == errno.EACCES:
        return (
            f"Port {port} is only for root. Choose one above 1023 and put a web server in front, "
            "see docs/operating.md."
        )
    return f"The server can't listen on {address} port {port}: {error.strerror}."
