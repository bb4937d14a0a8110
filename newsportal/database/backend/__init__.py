"""Django's PostgreSQL backend with connections that fail fast; `ENGINE` in the settings names it."""
