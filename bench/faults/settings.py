"""The site's own settings, for a server that has neither certificate nor collected files."""

from shortsci.settings import *  # noqa: F403
from shortsci.settings import MIDDLEWARE, STORAGES

METADATA_LOOKUPS = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
