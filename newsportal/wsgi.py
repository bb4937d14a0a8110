"""The WSGI application that `manage.py serve` runs: Django behind the cache of public pages."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsportal.settings")
site = get_wsgi_application()

from newsportal.http_cache.assembling import shared_cache  # noqa: E402 -- needs the settings

application = shared_cache(site)
