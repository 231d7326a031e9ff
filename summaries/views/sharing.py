"""The secret link of a summary: made and ended by its writer, followed by whoever has it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from shortsci.limits import limit
from summaries.models import Summary


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def share(request, pk):
    """For the writer alone: what the link is; POST `action` makes or ends it."""
    summary = get_object_or_404(request.user.summaries.select_related("paper"), pk=pk)
    if request.method != "POST":
        link = summary.share_token and reverse("summaries:shared", args=[summary.share_token])
        context = {"summary": summary, "paper": summary.paper}
        context["link"] = request.build_absolute_uri(link) if link else ""
        return render(request, "summaries/share.html", context)
    if refused := limit(request, "share"):
        return refused
    if request.POST.get("action") == "make":
        summary.share()
    elif request.POST.get("action") == "revoke":
        summary.unshare()
    else:
        return HttpResponseBadRequest("A link is made or revoked.")
    return redirect("summaries:share", summary.pk)


@require_safe
def shared(request, token):
    """One summary and nothing else of its writer's; no search engine, no referrer, no count."""
    rows = Summary.objects.shared_by(token).with_byline().with_paper()
    summary = get_object_or_404(rows)
    if summary.visibility == Summary.Visibility.PUBLIC:
        response = redirect(summary)
    else:
        context = {"summary": summary, "paper": summary.paper}
        response = render(request, "summaries/shared.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "private, no-store"
    return response
