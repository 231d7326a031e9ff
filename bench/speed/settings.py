"""The site's own settings, with a page to compare with, no limits, and queries told on demand."""

from shortsci.settings import *  # noqa: F403
from shortsci.settings import LIMITS, MIDDLEWARE

ROOT_URLCONF = "bench.speed.plain"
MIDDLEWARE = [*MIDDLEWARE, "bench.speed.plain.tell_queries"]
LIMITS = {name: (10**9, window) for name, (_, window) in LIMITS.items()}
LIMITS_OF_NEW_ACCOUNTS = {}
