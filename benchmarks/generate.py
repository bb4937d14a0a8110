"""`python -m benchmarks.generate`: a newspaper of a size that is asked for.

It goes into the database of DATABASE_URL, or into the embedded one of NEWSPORTAL_DATA (var/benchmark
where that is unset). Run it again after an interruption: it goes on.
"""

import argparse
import os
import sys


def main() -> None:
    """Read the command line and load."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--comments", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=120, help="average length of a story")
    asked = parser.parse_args()
    set_up()
    from benchmarks.data.loading import Refused, load, sizes_on_disk
    from benchmarks.data.plan import Plan

    try:
        is_new = load(Plan(asked.articles, asked.comments, asked.words))
    except Refused as refused:
        sys.exit(str(refused))
    sys.stdout.write("Loaded.\n" if is_new else "It is there already.\n")
    for table, rows, indexes in sizes_on_disk():
        sys.stdout.write(
            f"{table:32} {rows / 1e6:10,.1f} MB {indexes / 1e6:10,.1f} MB of indexes\n"
        )


def set_up() -> None:
    """Start Django on the benchmark's own data."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsportal.settings")
    os.environ.setdefault("NEWSPORTAL_DATA", "var/benchmark")
    django.setup()


if __name__ == "__main__":
    main()
