"""The page about the API, and the short address of what other sites ask it most."""

from functools import cache

from django.conf import settings
from django.shortcuts import render
from django.urls import resolve, reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from .freshness import last_modified


@require_safe
def api(request):
    """What one can ask for, and what comes back."""
    from summaries.api.documentation import groups, shapes

    schema = _schema()
    context = {
        "groups": groups(schema),
        "shapes": list(shapes(schema)),
        "SITE_URL": settings.SITE_URL,
        "limits": [(name, *settings.LIMITS[name]) for name in ("api", "api_lookup")],
    }
    return last_modified(render(request, "summaries/api.html", context), [])


@cache
def _schema() -> dict:
    from summaries.api.site import api  # it needs the addresses, which need this module

    return api.get_openapi_schema()


@csrf_exempt
def lookup(request):
    """The same as under /api/v1/."""
    return resolve(reverse("api:lookup")).func(request)
