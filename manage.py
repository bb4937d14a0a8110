#!/usr/bin/env python
"""Run the portal's management commands."""

import os
import sys


def main() -> None:
    """Hand the command line to Django; a wrong setting is told in its own words, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsportal.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"The settings can't be used: {error}")


if __name__ == "__main__":
    main()
