"""The way in: what log-in and sign-up ask for, and what else they wait for."""

from allauth.account import forms as account
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage, LoginStage
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount import forms as social
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render

from accounts.models import DisposableDomain, Invitation, SignUpOrigin
from accounts.names import SHAPE
from accounts.traps import add_traps, check_traps

DISPOSABLE = "That address is from a provider of throw-away addresses. Please use one you keep."


class LoginForm(account.LoginForm):
    """By address or user name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "User name or e-mail address"
        self.fields["login"].max_length = 254
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
        self.fields["remember"].label = "Stay logged in on this device"
        without_placeholders(self)


class Joining:
    """What both ways to sign up share: words, the invitation, one answer for every address."""

    cleaned_data: dict

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail address"
        self.fields["email"].help_text = "Never shown. We mail you a link to confirm it."
        self.fields["username"].label = "User name"
        self.fields["username"].help_text = f"Part of the address of your page: {SHAPE}"
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        if settings.SIGNUP_MODE == "invitation":
            self.fields["code"] = invitation_field()
            self.initial.setdefault("code", context.request.GET.get("code", "")[:40])
        add_traps(self)
        without_placeholders(self)

    def validate_unique_email(self, value):
        """Every address gets a new, unconfirmed account. One that skipped known addresses would
        tell: the user name would still be free, and the password would not open it."""
        return value

    def clean_email(self) -> str:
        return kept_address(super().clean_email())  # type: ignore[misc]

    def clean(self):
        cleaned = super().clean()  # type: ignore[misc]
        check_traps(self)
        return cleaned

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip()
        if not Invitation.objects.open().filter(code=code).exists():
            raise ValidationError("That code is not valid, or somebody has used it.")
        return code

    def save(self, request):
        """Create the account; whoever lost a race for a name or an invitation tries again."""
        try:
            with transaction.atomic():
                user = super().save(request)
                if settings.SIGNUP_MODE == "invitation":
                    Invitation.objects.claim(self.cleaned_data["code"], user)
                SignUpOrigin.objects.note(user, request)
                return user
        except (IntegrityError, Invitation.DoesNotExist):
            messages.error(request, "Somebody was faster. Please try again.")
            raise ImmediateHttpResponse(redirect(request.get_full_path())) from None


class SignupForm(Joining, account.SignupForm):
    """With a password."""


class SocialSignupForm(Joining, social.SignupForm):
    """By way of another site."""


class AddAddressForm(account.AddEmailForm):
    """One more address of one's own."""

    def clean_email(self) -> str:
        return kept_address(super().clean_email())


class NewPasswordForm(account.ResetPasswordKeyForm):
    """In place of a forgotten one, by a link in a mail."""

    @transaction.atomic
    def save(self) -> None:
        """Ends the keys of programs, too: who had the old password may have made some."""
        self.user.tokens.all().delete()
        super().save()


class VerificationStage(EmailVerificationStage):
    """Nobody enters before an address is confirmed; who was made on the server may have none."""

    def handle(self):
        user = self.login.user
        if not user.email and not EmailAddress.objects.filter(user=user).exists():
            return None, True
        return super().handle()


class ApprovalStage(LoginStage):
    """Where sign-up is by approval, nobody gets farther before an admin has approved."""

    key = "approval"

    def handle(self):
        if self.login.user.awaits_approval:
            return render(self.request, "accounts/waiting.html"), False
        return None, True


def kept_address(address: str) -> str:
    if DisposableDomain.objects.cover(address):
        raise ValidationError(DISPOSABLE)
    return address


def invitation_field() -> forms.CharField:
    return forms.CharField(
        label="Invitation code",
        max_length=40,
        help_text="It is in the link or the mail with which you were invited.",
    )


def without_placeholders(form) -> None:
    """They repeat the labels, and vanish when one needs them."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
