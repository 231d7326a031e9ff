"""The table of one site: each page beside the plainest one and beside "hello"."""

from collections.abc import Callable
from contextlib import ExitStack
from itertools import count

from bench.data.sizes import SIZES

from .load import Connection, Load, Request, in_turns
from .servers import gunicorn, redis

SECONDS, SHORT = 1.6, 0.7  # for a page; for what it is compared with
CLIENTS = 2
HEAD = ("page", "req/s", "÷ plain", "cached", "÷ hello", "ms", "p95", "queries", "db ms", "KB")


def measure(size: str, variables: dict[str, str], login: dict[str, str], only: str):
    """Print the table; the medians, each divided by that of the plainest page beside it."""
    import os

    import django

    os.environ |= variables
    django.setup()
    from bench.data.plan import Plan

    from .pages import UNCACHED, pages_of, posts_of, searches_of

    plan, costs = Plan(SIZES[size]), {}
    with ExitStack() as servers:
        cache = servers.enter_context(redis())
        site = servers.enter_context(gunicorn("shortsci.wsgi", variables | {"CACHE_URL": cache}))
        hello = servers.enter_context(gunicorn("bench.speed.hello", {}))
        print(f"{HEAD[0]:<24}" + "".join(f"{name:>9}" for name in HEAD[1:]))
        for name, path in pages_of(plan).items():
            if only in name:
                page = Request(path, UNCACHED)
                costs[name] = row(site, hello, name, page, Request(path))
        for name, asked in (searches_of() | posts_of(plan, **login)).items():
            if only in name:
                costs[name] = row_of_turns(site, name, asked)
    return costs


def row(site: int, hello: int, name: str, page: Request, cached: Request) -> float:
    told, warm = asked_once(site, page), asked_once(site, cached)
    pace, plain, kept, said = in_turns(
        Load(site, lambda: page, SECONDS, CLIENTS),
        Load(site, plainest, SHORT, CLIENTS),
        Load(site, lambda: cached, SHORT, CLIENTS),
        Load(hello, lambda: Request("/"), SHORT, CLIENTS),
    )
    print(
        f"{name:<24}{pace.rate:>9.1f}{pace.rate / plain.rate:>9.2f}{kept.rate:>9.0f}"
        f"{kept.rate / said.rate:>9.2f}{1000 * pace.median:>9.1f}{1000 * pace.slow:>9.1f}"
        f"{told.headers['x-queries']:>9}{told.headers['x-database-ms']:>9}"
        f"{warm.size / 1000:>9.1f}",
        flush=True,
    )
    return pace.median / plain.median


def row_of_turns(site: int, name: str, asked: Callable[[int], Request]) -> float:
    """Another request each time, by one client; the cost in time of the plainest page."""
    numbers = count()
    asked_once(site, asked(next(numbers)))
    told = asked_once(site, asked(next(numbers)))
    pace, plain = in_turns(
        Load(site, lambda: asked(next(numbers)), SECONDS, 1), Load(site, plainest, SHORT, 1)
    )
    print(
        f"{name:<24}{pace.rate:>9.1f}{plain.median / pace.median:>9.2f}{'':>18}"
        f"{1000 * pace.median:>9.1f}{1000 * pace.slow:>9.1f}"
        f"{told.headers['x-queries']:>9}{told.headers['x-database-ms']:>9}",
        flush=True,
    )
    return pace.median / plain.median


def plainest() -> Request:
    return Request("/plainest/?pk=1", {"Cookie": "uncached=1"})


def asked_once(port: int, request: Request):
    told = Request(request.path, {**request.headers, "X-Queries": "1"}, request.body)
    answer = Connection(port).ask(told.written)
    if answer.status >= 400:
        raise RuntimeError(f"{request.path} answered {answer.status}.")
    return answer
