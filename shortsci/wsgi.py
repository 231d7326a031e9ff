"""The door for WSGI servers: `gunicorn shortsci.wsgi`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import get_resolver

from shortsci.kept_pages.door import KeptPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shortsci.settings")
django = get_wsgi_application()
if settings.METRICS_TOKEN:
    from shortsci.metrics import counted

    application = KeptPages(django, counted)
else:
    application = KeptPages(django)

# Views and forms are loaded with the addresses: once, before gunicorn forks, and not in each
# process while somebody waits.
engines.all()
get_resolver().reverse_dict  # noqa: B018 - asking is what loads them
