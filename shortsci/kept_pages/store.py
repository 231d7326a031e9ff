"""The shared cache of pages, which has no stand-in: where it is away, no page comes from it."""

from django.core.cache import caches
from django.utils.connection import ConnectionProxy

store = ConnectionProxy(caches, "pages")
