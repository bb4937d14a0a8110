"""What the site costs and how it behaves under load, measured over HTTP like any reader would.

Each command is `python -m benchmarks.NAME` and says with `--help` what it measures; how to read the
tables is in `docs/performance.md`. Server and database share one core and the load comes from the
others, so that figures are those of one core; what is compared was measured in turns within one run,
because a busy machine changes from minute to minute.

A benchmark fails on a wrong answer, never on a slow one.
"""
