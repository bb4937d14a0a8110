"""What goes wrong between the site and its own database server."""


class EmbeddedPostgresError(Exception):
    """The server can't be provided. The message says why and what the operator can do."""
