"""The door for WSGI servers: `gunicorn shortsci.wsgi`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from shortsci.kept_pages.door import KeptPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shortsci.settings")
django = get_wsgi_application()
if settings.METRICS_TOKEN:
    from shortsci.metrics import counted

    application = KeptPages(django, counted)
else:
    application = KeptPages(django)
