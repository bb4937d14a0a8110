# make run     the site with a demo newspaper, on http://127.0.0.1:8000/ (needs only Python >= 3.12)
#
# PORT= changes the port, NEWSPORTAL_DATA= the folder of database and media.
# The interpreter is chosen in .ci/environment.

MAKEFLAGS += --no-builtin-rules --no-print-directory
export PYTHONUNBUFFERED = 1

.PHONY: run environment environment-dev

# The server replaces the shell, so that a signal to make or to the terminal reaches it.
run: environment
	@exec .venv/bin/python manage.py serve --prepare

# The packages that the site needs, in .venv.
environment:
	@.ci/environment requirements.txt

# The same and the packages that checks and tests need.
environment-dev:
	@.ci/environment requirements-dev.txt
