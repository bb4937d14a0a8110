"""A small site that shares the embedded server: it runs the statements that it reads, one a line.

It answers each with one line of JSON: the rows, or the error. A broken connection is given up as
Django gives it up at the end of a request. `insert N` inserts numbers until N attempts have failed
and some more rows were acknowledged, and answers each; `use NAME` changes the database.
"""

import json
import sys
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from newsportal.embedded_postgres import database_settings

ROWS_AFTER_FAILURE = 50


def run(statement):
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            answer = {"rows": cursor.fetchall() if cursor.description else []}
    except DatabaseError as error:
        answer = {"error": str(error)}
        connection.close_if_unusable_or_obsolete()
    sys.stdout.write(f"{json.dumps(answer, default=str)}\n")
    sys.stdout.flush()
    return "error" not in answer


def insert(failures):
    number = acknowledged = 0
    while failures > 0 or acknowledged < ROWS_AFTER_FAILURE:
        number += 1
        if run(f"INSERT INTO written SELECT {number} RETURNING number"):
            acknowledged += 1
        else:
            failures -= 1
            acknowledged = 0


if __name__ == "__main__":
    settings.configure(DATABASES={"default": database_settings(Path(sys.argv[1]))})
    for line in sys.stdin:
        if line.startswith("insert "):
            insert(int(line.split()[1]))
        elif line.startswith("use "):
            connection.close()
            connection.settings_dict["NAME"] = line.split()[1]
        else:
            run(line)
