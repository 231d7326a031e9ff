"""All that one has written: signed or not, public or not, saved or not."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .access import log_in_first
from .pages import page_of


@require_safe
def texts(request):
    """One's own summaries, the last edited first, below what is typed and not saved."""
    if not request.user.is_authenticated:
        return log_in_first(request, request.get_full_path())
    summaries = request.user.summaries.select_related("paper").order_by("-updated_at", "-pk")
    context = {
        "page": page_of(request, summaries, settings.LIST_SIZE),
        "drafts": request.user.drafts.select_related("paper").defer("body", "fields"),
    }
    return render(request, "summaries/texts.html", context)
