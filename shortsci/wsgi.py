"""The door for WSGI servers: `gunicorn shortsci.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from shortsci.kept_pages.door import KeptPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shortsci.settings")
application = KeptPages(get_wsgi_application())
