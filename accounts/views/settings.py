"""The home of one's own account: what can be set, and the ways to all the rest."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.forms import LicenceForm, MailForm
from shortsci.limits import limit


def _page(request, status=200, **forms):
    forms.setdefault("mail_form", MailForm(user=request.user))
    forms.setdefault("licence_form", LicenceForm(instance=request.user))
    return render(request, "accounts/settings.html", forms, status=status)


@require_safe
@login_required
def settings(request):
    return _page(request)


@require_POST
@login_required
def mail(request):
    if refusal := limit(request, "settings"):
        return refusal
    form = MailForm(request.POST, user=request.user)
    if not form.is_valid():
        return _page(request, 422, mail_form=form)
    form.save()
    messages.success(request, "Your choice of mails is saved.")
    return redirect("accounts:settings")


@require_POST
@login_required
def licence(request):
    if refusal := limit(request, "settings"):
        return refusal
    form = LicenceForm(request.POST, instance=request.user)
    if not form.is_valid():
        request.user.refresh_from_db()  # the form wrote into it, the page shows it
        return _page(request, 422, licence_form=form)
    form.instance.save(update_fields=["licence"])
    messages.success(request, "New texts will carry that licence.")
    return redirect("accounts:settings")
