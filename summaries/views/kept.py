"""What was typed when the session had ended: shown back, so that nothing is lost."""

from django.shortcuts import render
from django.utils.cache import patch_cache_control

from summaries.forms import SummaryForm


def kept(request, key: str):
    """403 with the whole text in a form that can be sent again after a log-in elsewhere."""
    context = {"key": key, "form": SummaryForm(request.POST)}
    response = render(request, "summaries/kept.html", context, status=403)
    patch_cache_control(response, no_store=True)
    return response
