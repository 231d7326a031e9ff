"""Going back to an earlier version of a summary."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from shortsci.limits import limit
from summaries.writing import NotYet, restore_version


@require_POST
@login_required
def restore(request, pk, number):
    """Make an earlier text of one's own the newest version; the later ones stay in the list."""
    if refused := limit(request, "save"):
        return refused
    summary = get_object_or_404(request.user.summaries.all(), pk=pk)
    revision = get_object_or_404(summary.revisions.filter(redacted_at=None), number=number)
    try:
        is_changed = restore_version(summary, revision)
    except NotYet as fault:
        raise PermissionDenied(str(fault)) from None
    if is_changed:
        messages.success(request, f"Version {number} is the present one again.")
    else:
        messages.info(request, f"Version {number} has the same text as the present one.")
    return redirect("summaries:history", summary.pk)
