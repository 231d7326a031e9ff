"""What Python does for each page made anew, of which all pieces are kept: calls and CPU time.

No neighbour on the machine changes the number of calls. Needs a database that is filled, and Redis:

DATABASE_URL=… python -m bench.speed.calls small
"""

import io
import os
import statistics
import sys
import time
from collections.abc import Callable

from .load import Request
from .servers import redis

TURNS, EACH = 9, 3


def main(size: str) -> None:
    with redis() as cache:
        os.environ |= {"CACHE_URL": cache, "DJANGO_SETTINGS_MODULE": "bench.speed.settings"}
        os.environ |= {"SECRET_KEY": "bench", "SITE_URL": "http://127.0.0.1"}
        import django

        django.setup()
        from bench.data.plan import Plan
        from bench.data.sizes import SIZES
        from shortsci.wsgi import application

        from .measure import plainest
        from .pages import UNCACHED, pages_of

        requests = {"plainest": plainest()}
        requests |= {
            name: Request(path, UNCACHED) for name, path in pages_of(Plan(SIZES[size])).items()
        }
        tell(application, requests)


def tell(application: Callable, requests: dict[str, Request]) -> None:
    """The table; what a page is made of is in the cache by then."""
    for _ in range(3):
        for request in requests.values():
            ask(application, request)
    spent = times(application, requests)
    made = {name: calls(application, request) for name, request in requests.items()}
    print(f"{'page':<24}{'calls':>8}{'÷ plain':>9}{'CPU ms':>9}{'÷ plain':>9}")
    for name in requests:
        of_calls, of_time = (each[name] / each["plainest"] for each in (made, spent))
        print(f"{name:<24}{made[name]:>8}{of_calls:>9.2f}{spent[name]:>9.2f}{of_time:>9.2f}")


def times(application: Callable, requests: dict[str, Request]) -> dict[str, float]:
    """Medians in milliseconds, of turns in which each has its own after the others'."""
    taken: dict[str, list[float]] = {name: [] for name in requests}
    for _ in range(TURNS):
        for name, request in requests.items():
            start = time.process_time()
            for _ in range(EACH):
                ask(application, request)
            taken[name].append(1000 * (time.process_time() - start) / EACH)
    return {name: statistics.median(own) for name, own in taken.items()}


def calls(application: Callable, request: Request) -> int:
    """Of functions written in Python."""
    count = 0

    def note(frame, event, argument):
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        ask(application, request)
    finally:
        sys.setprofile(None)
    return count


def ask(application: Callable, request: Request) -> None:
    path, _, query = request.path.partition("?")
    environ = {
        **{"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": ""},
        **{"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1"},
        **{"HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "gzip"},
        **{"wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr},
        "HTTP_COOKIE": request.headers.get("Cookie", ""),
    }
    answer = application(environ, lambda status, headers, exc_info=None: check(status, path))
    b"".join(answer)
    getattr(answer, "close", lambda: None)()


def check(status: str, path: str) -> None:
    if not status.startswith("200"):
        raise RuntimeError(f"{path} answered {status}.")


if __name__ == "__main__":
    main(sys.argv[1])
