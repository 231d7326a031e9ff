"""The real settings, with what makes tests fast and independent of a person's own `.env`."""

import os

from tests.deployed import SITE

# Without DEBUG, as in production, but over http: the test client speaks nothing else.
os.environ |= {"DEBUG": "0", "SITE_URL": SITE or "http://testserver"}
os.environ |= {} if SITE else {"SECRET_KEY": "only-for-tests"}

from shortsci.settings import *  # noqa: F403 - after the environment, and all of it
from shortsci.settings import CACHES, DATABASES, MIDDLEWARE, PASSWORD_HASHERS

MAIL_INLINE = False
STAFF_SECOND_FACTOR = False  # who tests it switches it on
METADATA_LOOKUPS = False  # whoever tests them starts a server of their own
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if not SITE:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
MIDDLEWARE.insert(0, "tests.post.deliver_letters")
if not SITE:
    CACHES = CACHES | {"pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if template := os.environ.get("TEST_TEMPLATE"):  # tests.migrated has made it
    DATABASES["default"]["TEST"] = {"TEMPLATE": template, "MIGRATE": False}
if SITE:  # its database is the one of the tests: run them with --reuse-db
    DATABASES["default"]["TEST"] = {"NAME": DATABASES["default"]["NAME"]}
