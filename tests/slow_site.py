"""The site, where a request may ask to be answered slowly: in flight when a server stops."""

import time

from shortsci.wsgi import application as site


def application(environ, start_response):
    time.sleep(float(environ.get("HTTP_X_SLOWLY", 0)))
    return site(environ, start_response)
