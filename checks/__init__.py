"""The project's own checks: what no linter knows about this repository.

Each module holds one rule and yields a `Problem` for every place that breaks it. `python -m checks`
runs them all; `make check` runs that among the linters.
"""
