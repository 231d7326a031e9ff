"""What programs ask every site for: where they may go, and whom to tell about a weakness."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .freshness import last_modified

CLOSED = (  # of no use to a search engine, or endless
    "/account/",
    "/admin/",
    "/search/",
    "/random/",
    "/shared/",
    "/preview/",
    "/feeds/personal/",
    "/unapi/",
    "/*/write/",
    "/*/vote/",
    "/*/cite.",
    "/*/book.epub",
)
LASTS = timedelta(days=300)  # RFC 9116 wants less than a year


@require_safe
def robots(request):
    """Everything that people read is open; the sitemap says where it is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('summaries:sitemaps')}")
    return last_modified(_text(lines), [])


@require_safe
def security(request):
    """RFC 9116. It never runs out: the date moves on by months."""
    month = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    address = settings.SITE_URL + request.path
    lines = [f"Contact: {settings.SECURITY_CONTACT}"]
    lines.append(f"Expires: {(month + LASTS).strftime('%Y-%m-%dT%H:%M:%SZ')}")
    lines += [f"Canonical: {address}", f"Policy: {settings.SITE_URL}/about/#security"]
    return last_modified(_text([*lines, "Preferred-Languages: en"]), [month])


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
