"""Prometheus is told of answers that Django never saw, too."""

from bench.faults.redis import real_redis
from tests.processes import python, said
from tests.serving import serving
from tests.test_watching import PREPARE


def test_what_is_answered_before_django_is_counted_by_its_status(tmp_path):
    url = f"sqlite:///{tmp_path / 'test.sqlite3'}"
    said(python(url, PREPARE))
    numbers = {"METRICS_TOKEN": "a-token", "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "numbers")}
    with (
        real_redis(tmp_path) as redis,
        # In the settings of tests each process keeps pages for itself.
        serving(url, tmp_path, CACHE_URL=redis.url, WEB_CONCURRENCY="1", **numbers) as server,
    ):
        made, *kept = [server.get("/about/") for _ in range(4)]
        known = server.get("/about/", {"If-None-Match": made.headers["ETag"]})
        told = server.get("/metrics", {"Authorization": "Bearer a-token"}).text

    assert [answer.status for answer in (made, *kept, known)] == [200, 200, 200, 200, 304]
    assert 'shortsci_answers_total{method="GET",page="summaries:about",status="200"} 1.0' in told
    assert 'shortsci_kept_answers_total{status="200"} 3.0' in told
    assert 'shortsci_kept_answers_total{status="304"} 1.0' in told
