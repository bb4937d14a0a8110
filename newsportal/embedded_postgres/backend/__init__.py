"""Django's PostgreSQL backend on the embedded server; `ENGINE` in the settings names it."""
