"""All that one has written: signed or not, public or not, saved or not."""

from django.conf import settings
from django.db.models import Max
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .access import log_in_first
from .pages import page_of


@require_safe
def texts(request):
    """One's own summaries, the last edited first, below what is typed and not saved."""
    if not request.user.is_authenticated:
        return log_in_first(request, request.get_full_path())
    written_at = Max("revisions__created_at")  # a vote changes `updated_at`, too
    summaries = request.user.summaries.annotate(written_at=written_at).select_related("paper")
    context = {
        "page": page_of(request, summaries.order_by("-written_at", "-pk"), settings.LIST_SIZE),
        "drafts": request.user.drafts.select_related("paper").defer("body", "fields"),
    }
    return render(request, "summaries/texts.html", context)
