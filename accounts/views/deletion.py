"""Leaving: ask for it, think again, undo it."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.deletion import token_for, user_of
from accounts.forms import DeletionForm
from accounts.letters import send_letter
from shortsci.limits import limit


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required
def delete(request):
    """Choose what becomes of the texts; the account goes some days later."""
    form = DeletionForm(request.POST or None, initial={"texts": "keep"})
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "accounts/delete.html", {"form": form}, status=status)
    if refusal := limit(request, "deletion"):
        return refusal
    request.user.request_deletion(keep_texts=form.cleaned_data["texts"] == "keep")
    send_letter("deletion_requested", request.user, token=token_for(request.user))
    return redirect("accounts:settings")


@require_POST
@login_required
def cancel(request):
    """Stay after all."""
    if refusal := limit(request, "settings"):
        return refusal
    request.user.cancel_deletion()
    messages.success(request, "Your account stays. Nothing was deleted.")
    return redirect("accounts:settings")


@require_http_methods(["GET", "HEAD", "POST"])
def cancel_by_mail(request, token):
    """The same from the mail, without log-in; only the button does it, not opening the page."""
    user = user_of(token)
    if user is None:
        raise Http404("That link is no longer valid: the account stays, or is gone.")
    if request.method == "POST":
        if refusal := limit(request, "settings"):
            return refusal
        user.cancel_deletion()
    context = {"is_done": request.method == "POST"}
    response = render(request, "accounts/cancel_deletion.html", context)
    response.headers["Cache-Control"] = "no-store"
    # Not "no-referrer": browsers then post its form with the origin "null", which is refused.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
