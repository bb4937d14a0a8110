#!/usr/bin/env python
"""Run the portal's management commands."""

import os
import sys


def main() -> None:
    """Hand the command line to Django with the project's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsportal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
