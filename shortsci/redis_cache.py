"""Django's cache in Redis with less to say: one client for good, several things in one question.

Django makes a client for each question, which takes longer than the question.
"""

import time
from typing import Any

from django.core.cache.backends import redis

# Numbers of Lua are not as exact as the clock, so its text is what is kept.
STRIKE = """
redis.call('SET', KEYS[1], ARGV[1], 'NX')
redis.call('INCR', KEYS[1])
local now = redis.call('GET', KEYS[1])
for place = 2, #KEYS do redis.call('SET', KEYS[place], now, 'EX', ARGV[2]) end
"""
COUNT_EACH = """
local counts = {}
for place, key in ipairs(KEYS) do
    redis.call('SET', key, 0, 'EX', ARGV[place], 'NX')
    counts[place] = redis.call('INCR', key)
end
return counts
"""


class Client(redis.RedisCacheClient):
    """One that keeps what it asks by."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._clients: dict[Any, Any] = {}

    def get_client(self, key=None, *, write=False):
        pool = self._get_connection_pool(write)
        if pool not in self._clients:
            self._clients[pool] = self._client(connection_pool=pool)
        return self._clients[pool]

    def count_each(self, windows: dict[str, int]) -> list[int]:
        client = self.get_client(write=True)
        return client.eval(COUNT_EACH, len(windows), *windows, *windows.values())

    def strike(self, keys: list[str], seconds: int) -> None:
        self.get_client(write=True).eval(STRIKE, len(keys), *keys, time.time_ns(), seconds)

    def join(self, key: str, member: str, seconds: int) -> int:
        with self.get_client(write=True).pipeline() as asked:
            asked.sadd(key, member)
            asked.expire(key, seconds)
            asked.scard(key)
            return asked.execute()[-1]

    def has_member(self, key: str, member: str) -> bool:
        return bool(self.get_client().sismember(key, member))

    def some_members(self, key: str, most: int) -> list[str]:
        return [each.decode() for each in self.get_client().srandmember(key, most)]

    def leave(self, key: str, members: list[str]) -> None:
        self.get_client(write=True).srem(key, *members)


class RedisCache(redis.RedisCache):
    _cache: Any  # a Client, or what stands before it

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = Client

    def make_and_validate_key(self, key: str, version: int | None = None) -> str:
        """Redis takes any key; Django looks at each sign of it for the sake of memcached."""
        return self.make_key(key, version)

    def count_each(self, windows: dict[str, int]) -> list[int]:
        """Count each key once more; a new one is kept for so many seconds."""
        keys = {self.make_and_validate_key(name): window for name, window in windows.items()}
        return self._cache.count_each(keys)

    def strike(self, clock: str, groups: list[str], seconds: int) -> None:
        """Let the clock go on, and each group note what it shows for so long; see
        kept_pages.clock.
        """
        keys = [self.make_and_validate_key(name) for name in (clock, *groups)]
        self._cache.strike(keys, seconds)

    def join(self, name: str, member: str, seconds: int) -> int:
        """Put it into a set that lasts so many seconds; how many are in there."""
        return self._cache.join(self.make_and_validate_key(name), member, seconds)

    def has_member(self, name: str, member: str) -> bool:
        return self._cache.has_member(self.make_and_validate_key(name), member)

    def some_members(self, name: str, most: int) -> list[str]:
        return self._cache.some_members(self.make_and_validate_key(name), most)

    def leave(self, name: str, members: list[str]) -> None:
        """Take these out of the set."""
        self._cache.leave(self.make_and_validate_key(name), members)
