"""Where a page tells that its reader is here; the middleware of `accounts.visits` notes it."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from shortsci.limits import limit


@require_POST
def seen(request):
    return limit(request, "seen") or HttpResponse(status=204)
