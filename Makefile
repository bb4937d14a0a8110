# make run     the site with a demo newspaper, on http://127.0.0.1:8000/ (needs only Python >= 3.12)
# make test    all tests; make test ARGS="tests/articles -k slug" some of them
# make check   linters, types, import layers, migrations, deployment settings, our own checks
# make format  formats the code
# make lock    writes the lock files anew from pyproject.toml
# make benchmark  measures pages, latency, a stampede and an outage: half an hour on an idle machine
# make screenshots  takes the pictures in docs/screenshots/ again
#
# PORT= changes the port, NEWSPORTAL_DATA= the folder of database and media.
# The interpreter is chosen in .ci/environment.

MAKEFLAGS += --no-builtin-rules --no-print-directory
export PYTHONUNBUFFERED = 1
# Our files are UTF-8 on machines without a locale, too.
export PYTHONUTF8 = 1

.PHONY: run environment environment-dev check test format lock benchmark screenshots

# The server replaces the shell, so that a signal to make or to the terminal reaches it.
run: environment
	@exec .venv/bin/python manage.py serve --prepare

# The packages that the site needs, in .venv.
environment:
	@.ci/environment requirements.txt

# The same and the packages that checks and tests need.
environment-dev:
	@.ci/environment requirements-dev.txt

check: environment-dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/djlint templates --profile=jinja --lint --quiet
	.venv/bin/djlint */templates --profile=django --lint --quiet
	.venv/bin/lint-imports --no-logo
	.venv/bin/python -m checks
	NEWSPORTAL_DATA=var/test NEWSPORTAL_DEVELOPMENT=true .venv/bin/python manage.py makemigrations --check --dry-run
	@$(PRODUCTION) .venv/bin/python manage.py check --deploy --fail-level WARNING

# What a site in production sets; the key lives as long as the command.
PRODUCTION = SITE_URL=https://news.example.org ALLOWED_HOSTS=news.example.org \
	NEWSPORTAL_DATA=var/test \
	BEHIND_TLS_PROXY=true TRUSTED_PROXIES=1 \
	EMAIL_URL=smtp+tls://news:password@mail.example.org:587 \
	SECRET_KEY=$$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')

# A whole run measures coverage. The tests' database is their own and may forget everything in a
# power cut, which saves its writes from waiting for the disk.
test: environment-dev
	@.venv/bin/python -m tests.browser.chromium
	@NEWSPORTAL_DATA=var/test NEWSPORTAL_EMBEDDED_POSTGRES_FSYNC=off \
		.venv/bin/python -m pytest -n auto --dist worksteal $(if $(ARGS),$(ARGS),--cov --cov-report=term)

format: environment-dev
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

# No index and no address gets into the files: each machine says itself where packages come from.
COMPILE = .venv/bin/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links pyproject.toml

lock: environment-dev
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --group dev --constraints requirements.txt --output-file requirements-dev.txt

benchmark: environment-dev
	.venv/bin/python -m benchmarks.pages --output docs/measurements
	.venv/bin/python -m benchmarks.latency --output docs/measurements
	.venv/bin/python -m benchmarks.writers --output docs/measurements
	.venv/bin/python -m benchmarks.stampede --output docs/measurements
	.venv/bin/python -m benchmarks.outage --output docs/measurements

screenshots: environment-dev
	@.venv/bin/python -m tests.browser.chromium
	@.venv/bin/python -m tests.browser.screenshots
