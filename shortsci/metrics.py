"""Numbers for Prometheus: requests by page, mail that waits. Imported only when METRICS_TOKEN is.

Several web processes share what they count through files in the library's folder.
"""

import time
from functools import cache

from django.conf import settings
from django.db.models import Min
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)

from accounts.models import Letter, OutgoingMail

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}

answers = Counter("shortsci_answers", "Answers given.", ["page", "method", "status"])
kept = Counter("shortsci_kept_answers", "Answers that Django was not asked for.", ["status"])
seconds = Histogram("shortsci_seconds", "Time to an answer.", ["page"], buckets=BUCKETS)


def count_answers(get_response):
    """Count each answer under the name of its page, never under its address."""

    def middleware(request):
        began = time.perf_counter()
        response = get_response(request)
        page = request.resolver_match.view_name if request.resolver_match else "none"
        method = request.method if request.method in METHODS else "other"
        answers.labels(page, method, response.status_code).inc()
        seconds.labels(page).observe(time.perf_counter() - began)
        return response

    return middleware


def counted(start_response):
    """The same for an answer that was kept, which counts it."""

    def start(status, headers):
        _kept_with(status).inc()
        return start_response(status, headers)

    return start


@cache
def _kept_with(status):
    """Looked up once: finding the number in a counter takes longer than counting."""
    return kept.labels(status.split()[0])


@require_safe
def metrics(request):
    """To whoever shows the token; to anybody else there is nothing here."""
    if not constant_time_compare(
        request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"
    ):
        raise Http404
    text = generate_latest(_counted()) + generate_latest(_waiting())
    return HttpResponse(
        text, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
    )


def _counted() -> CollectorRegistry:
    """What this process has counted; with a shared folder, what all of them have."""
    if not settings.METRICS_FOLDER:
        return REGISTRY
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return registry


def _waiting() -> CollectorRegistry:
    """Both outboxes, looked at now: what is not sent, and how long the first of it is due."""
    registry = CollectorRegistry()
    now = timezone.now()
    outboxes = [each.objects.waiting() for each in (Letter, OutgoingMail)]
    firsts = [each.aggregate(first=Min("due_at"))["first"] or now for each in outboxes]
    late = (now - min(*firsts, now)).total_seconds()
    number = sum(each.count() for each in outboxes)
    Gauge("shortsci_mails_waiting", "In the outboxes.", registry=registry).set(number)
    Gauge("shortsci_mail_late_seconds", "Of the first one due.", registry=registry).set(late)
    return registry
