"""The walks of the browser against a site that is deployed, beside which its database can be seen.

SITE_UNDER_TEST is its address; DATABASE_URL, CACHE_URL and SECRET_KEY are its own. The walks make
their people and papers in that database and empty it, so it has to be one for trials.
"""

import os

SITE = os.environ.get("SITE_UNDER_TEST", "")
# Who signs up within three seconds is a program; the tests' own server is told not to mind.
HASTE = 3_500 if SITE else 0  # milliseconds
KEPT = {"django_content_type", "auth_permission"}  # whose numbers the site's processes remember
