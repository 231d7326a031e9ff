"""What tells programs from people at the sign-up form, and asks nothing of people."""

import time

from django import forms
from django.core import signing

LEAST, MOST = 3, 24 * 3600  # seconds between opening the form and sending it
TOO_FAST = "That was faster than anybody types. Please wait a moment and send it again."
TOO_LATE = "This form has been open for very long. Please send it again."
FILLED = (
    "A field that nobody sees was filled in, as programs do. It is empty again: please send "
    "the form once more."
)
_signer = signing.TimestampSigner(salt="accounts.traps")


def stamp() -> str:
    """A signed note of the present moment."""
    return _signer.sign("opened")


def fault_of(opened: str) -> str:
    """What is wrong with the moment at which the form says that it was opened; "" if nothing."""
    try:
        _signer.unsign(opened, max_age=MOST)
    except signing.BadSignature:  # or an old one
        return TOO_LATE
    if _moment(opened) > time.time() + LEAST:  # the clock was wrong, then or now
        return TOO_LATE
    try:
        _signer.unsign(opened, max_age=LEAST)
    except signing.SignatureExpired:
        return ""
    return TOO_FAST


def _moment(opened: str) -> int:
    """When it was signed; it has been found to be one of ours."""
    return signing.b62_decode(opened.split(":")[1])


class TrapWidget(forms.TextInput):
    """A field out of everybody's sight and reach, screen readers and the Tab key included."""

    template_name = "accounts/_trap.html"
    is_hidden = True  # so that forms put no label beside it

    def get_context(self, name, value, attrs):
        return super().get_context(name, "", attrs)


def add_traps(form) -> None:
    form.fields["homepage"] = forms.CharField(required=False, widget=TrapWidget())
    form.fields["opened"] = forms.CharField(
        required=False, initial=stamp, widget=forms.HiddenInput()
    )


def check_traps(form) -> None:
    """Refuse in words; a form that is out of date gets a new stamp."""
    if form.cleaned_data.get("homepage"):
        form.add_error(None, FILLED)
    fault = fault_of(form.cleaned_data.get("opened", ""))
    if fault == TOO_LATE:
        form.data = form.data.copy()
        form.data["opened"] = stamp()
    if fault:
        form.add_error(None, fault)
