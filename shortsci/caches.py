"""The shared cache, and what happens while it does not answer: each process goes on alone.

What is cached is either counted (limits, failed log-ins) or can be found again. So nothing that
was right becomes wrong: without the shared cache each process bounds what passes through itself,
nobody is locked out, and nothing is left unbounded.
"""

import logging
import pickle  # nosec B403
import time

from django.core.cache.backends.locmem import LocMemCache
from django.utils.functional import cached_property
from django.utils.module_loading import import_string

from shortsci.redis_cache import RedisCache

logger = logging.getLogger(__name__)
REST = 5  # seconds for which a cache that failed is not asked again
# Of pickle nothing but its exceptions is taken.
MISTAKES = (ValueError, TypeError, ImportError, pickle.PickleError)  # ours, not the cache's
OURS = "shortsci.redis_cache.RedisCache"
LOCAL = ("locmem.LocMemCache", "dummy.DummyCache")
CULLED = ("locmem.LocMemCache", "filebased.FileBasedCache", "db.DatabaseCache")
# Where Django keeps 300: whoever made so many others would have their own count forgotten.
ROOM = {"MAX_ENTRIES": 100_000}


# One that hangs is as good as gone: nobody waits longer for it, in seconds.
PATIENCE = {"socket_connect_timeout": 1, "socket_timeout": 1}


def is_redis(cache: dict) -> bool:
    """Whether that one entry of CACHES leads to Redis or Valkey."""
    return cache["BACKEND"].endswith(".RedisCache")


def is_shared(cache: dict) -> bool:
    """Whether all processes see that one entry of CACHES."""
    return not cache["BACKEND"].endswith(LOCAL)


def prepared(cache: dict) -> dict:
    """The entry of CACHES with room for every count, and a store of the process behind one that
    is shared.
    """
    if cache["BACKEND"].endswith(CULLED):
        cache = {**cache, "OPTIONS": ROOM | cache.get("OPTIONS", {})}
    if is_redis(cache):
        cache = _in_redis(cache, OURS)
    if not is_shared(cache):
        return cache
    return {"BACKEND": f"{__name__}.Enduring", "SHARED": cache, "OPTIONS": ROOM}


def of_pages(cache: dict) -> dict:
    """The entry for kept pages: Redis without anything behind it, or none.

    A stand-in would hear of no other process's writes, and give strangers what is out of date.
    """
    if not is_redis(cache):
        return {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    return _in_redis(cache, f"{__name__}.Unbacked")


def _in_redis(cache: dict, backend: str) -> dict:
    return {**cache, "BACKEND": backend, "OPTIONS": PATIENCE | cache.get("OPTIONS", {})}


class Away(Exception):
    """The shared cache has failed some seconds ago, and is left alone for a while."""


class Unbacked(RedisCache):
    """Redis alone: while it fails, who asks is told so at once."""

    @cached_property
    def _cache(self):
        return Resting(super()._cache)


class Resting:
    """Whatever it stands before; after a failure it is not asked for a while, by nobody.

    One that hangs would cost each of the questions of one page a second.
    """

    def __init__(self, client):
        self._client = client

    def __getattr__(self, method: str):
        ask = getattr(self._client, method)

        def asked(*args, **kwargs):
            if time.monotonic() < Enduring.rests_until:
                raise Away
            try:
                return ask(*args, **kwargs)
            except MISTAKES:
                raise
            except Exception as error:
                Enduring.rest(error)
                raise

        return asked


def one_by_one(cache, windows: dict[str, int]) -> list[int]:
    """Count each key once more; a new one is kept for so many seconds."""
    return [_count(cache, name, seconds) for name, seconds in windows.items()]


def _count(cache, name: str, seconds: int) -> int:
    cache.add(name, 0, timeout=seconds)
    try:
        counted = cache.incr(name)
        # Stores in files and tables give what grows five minutes anew, whatever it had.
        cache.touch(name, timeout=seconds)
    except ValueError:  # it went away between the two calls
        return 0
    return counted


class Local(LocMemCache):
    """Of the process."""

    def count_each(self, windows: dict[str, int]) -> list[int]:
        return one_by_one(self, windows)


class Enduring(Local):
    """Asks the shared cache; while that fails, itself."""

    rests_until = 0.0  # of the process: one thread finds out for all

    def __init__(self, name: str, params: dict):
        super().__init__("enduring", params)
        self._settings = params["SHARED"]

    @cached_property
    def _shared(self):
        """Made when it is first asked: making it may fail as well."""
        shared = dict(self._settings)
        backend = import_string(shared.pop("BACKEND"))
        return backend(shared.pop("LOCATION", ""), shared)

    def _ask(self, method: str, *args, **kwargs):
        if time.monotonic() >= Enduring.rests_until:
            try:
                return getattr(self._shared, method)(*args, **kwargs)
            except MISTAKES:
                raise
            except Exception as error:  # each kind of cache has its own
                Enduring.rest(error)
        return getattr(super(), method)(*args, **kwargs)

    @staticmethod
    def rest(error: Exception) -> None:
        Enduring.rests_until = time.monotonic() + REST
        logger.error("The shared cache does not answer: %s", type(error).__name__)

    def add(self, *args, **kwargs):
        return self._ask("add", *args, **kwargs)

    def get(self, *args, **kwargs):
        return self._ask("get", *args, **kwargs)

    def set(self, *args, **kwargs):
        return self._ask("set", *args, **kwargs)

    def touch(self, *args, **kwargs):
        return self._ask("touch", *args, **kwargs)

    def incr(self, *args, **kwargs):
        return self._ask("incr", *args, **kwargs)

    def count_each(self, windows: dict[str, int]) -> list[int]:
        """See RedisCache; another kind of cache is asked for one thing after the other."""
        if self._settings["BACKEND"] == OURS:
            return self._ask("count_each", windows)
        return super().count_each(windows)

    def delete(self, *args, **kwargs):
        return self._ask("delete", *args, **kwargs)

    def has_key(self, *args, **kwargs):
        return self._ask("has_key", *args, **kwargs)

    def clear(self):
        return self._ask("clear")

    def close(self, **kwargs):
        if "_shared" in vars(self):
            self._shared.close(**kwargs)
