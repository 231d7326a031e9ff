"""How long reading pages take beside the plainest page: `make bench`."""

import statistics
import time

import django

from shortsci.demo.data import BASE_DIR, open_data

open_data(BASE_DIR / ".demo", 8000, admin=False)
django.setup()

from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import path

from shortsci.urls import urlpatterns as of_the_site
from summaries.models import Summary

ROUNDS = 40
PLAIN = engines["django"].from_string("<!doctype html><title>{{ row }}</title><p>{{ row }}</p>")


def plainest(request):
    """One indexed query and a one-line template."""
    row = Summary.objects.only("score").get(pk=request.GET["pk"])
    return HttpResponse(PLAIN.render({"row": row.score}))


urlpatterns = [*of_the_site, path("plainest/", plainest)]


def pages(summary: Summary) -> dict[str, str]:
    return {
        "feed, hot": "/",
        "feed, most read": "/?tab=read",
        "section": "/?section=cs",
        "paper": summary.paper.get_absolute_url(),
        "summary": summary.get_absolute_url(),
        "venues": "/venues/",
        "venue": summary.paper.venue.get_absolute_url(),
        "keyword": "/keywords/cs.LG/",
        "how to write": "/about/writing/",
    }


def seconds(client: Client, address: str) -> float:
    start = time.perf_counter()
    status = client.get(address).status_code
    assert status == 200, f"{address} answered {status}"
    return time.perf_counter() - start


def main() -> None:
    client = Client()
    summary = Summary.objects.listed().filter(paper__venue__isnull=False).recent_first().first()
    plain = f"/plainest/?pk={summary.pk}"
    print(f"{'page':<18}{'ms':>8}{'× plainest':>12}{'p95 ms':>9}{'queries':>9}{'bytes':>9}")
    for name, address in pages(summary).items():
        with CaptureQueriesContext(connection) as captured:
            size = len(client.get(address).content)
        queries = len(captured)  # now: the next request empties the log
        pairs = [(seconds(client, address), seconds(client, plain)) for _ in range(ROUNDS)]
        times = sorted(page for page, _ in pairs)
        ratio = statistics.median(page / base for page, base in pairs)
        middle, slow = statistics.median(times), times[int(0.95 * ROUNDS)]
        print(
            f"{name:<18}{1000 * middle:>8.1f}{ratio:>12.1f}{1000 * slow:>9.1f}{queries:>9}{size:>9}"
        )


if __name__ == "__main__":
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"]):
        main()
