"""The site for gunicorn, without limits: the faults are tried by few people who vote a lot."""

from django.conf import settings

settings.LIMITS = {name: (1_000_000, seconds) for name, (_, seconds) in settings.LIMITS.items()}
settings.LIMITS_OF_NEW_ACCOUNTS = {}
settings.ACCOUNT_RATE_LIMITS = False

from shortsci.wsgi import application  # noqa: F401 - after the settings
