"""What one says about oneself."""

from functools import partial

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.forms import ProfileForm
from shortsci.limits import limit
from summaries.rendering import render as render_markdown
from summaries.views.errors import too_often


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request):
    """Edit the public page; the button "preview" shows the text and saves nothing."""
    person = get_user_model().objects.get(pk=request.user.pk)  # request.user stays as it is
    form = ProfileForm(request.POST or None, instance=person)
    is_preview = "preview" in request.POST
    action = "bio_preview" if is_preview else "settings"
    if request.method == "POST" and (refusal := limit(request, action)):
        return too_often(form, refusal, partial(_page, request, form))
    is_valid = request.method == "POST" and form.is_valid()
    if is_valid and not is_preview:
        form.save()
        messages.success(request, "Your page is saved.")
        return redirect(person)
    preview = render_markdown(form["bio"].value()) if is_preview else None
    status = 422 if request.method == "POST" and not is_valid else 200
    return _page(request, form, preview=preview, status=status)


def _page(request, form, *, preview=None, status):
    context = {"form": form, "preview": preview}
    return render(request, "accounts/profile.html", context, status=status)
