"""Keys for one's own programs: make them, see them, end them."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import TokenForm
from accounts.letters import send_letter
from accounts.models import Token
from shortsci.limits import limit


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required
def tokens(request):
    """One's tokens, and the form for another; its key is in the answer to the POST alone."""
    form = TokenForm(request.POST or None, user=request.user)
    if request.method != "POST":
        return _page(request, form)
    if refusal := limit(request, "token"):
        return refusal
    if not form.is_valid():
        return _page(request, form, status=422)
    token, secret = Token.objects.issue(request.user, **form.cleaned_data)
    send_letter("token_made", request.user, token=token)
    return _page(request, TokenForm(user=request.user), status=201, token=token, secret=secret)


def _page(request, form, status=200, **made):
    context = {"form": form, "tokens": request.user.tokens.all(), "most": Token.MOST, **made}
    response = render(request, "accounts/tokens.html", context, status=status)
    patch_cache_control(response, no_store=True, private=True)
    return response


@require_POST
@login_required
def end_token(request, pk):
    """Let its key open nothing any more, at once."""
    if refusal := limit(request, "token"):
        return refusal
    found = get_object_or_404(request.user.tokens, pk=pk)
    found.delete()
    messages.success(request, f"“{found}” opens nothing any more.")
    return redirect("accounts:tokens")
