"""Where our rules meet allauth's: who may enter, by what name, and what they are mailed."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.letters import post
from accounts.names import check_display_name, skeleton
from accounts.suspending import lift_if_over
from shortsci.limits import count

logger = logging.getLogger(__name__)
TOKENS_REMAIN = (
    "The tokens of your programs still work. If somebody else knew your password, end them, too."
)
WANTED_BY_STRANGERS = {
    "account/email/account_already_exists",
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/password_reset_key",
    "account/email/unknown_account",
}


def _is_flooded(email: str) -> bool:
    """Whoever asked is told what everybody is told: the answer must not tell of accounts."""
    digest = salted_hmac("accounts.mail", email.lower()).hexdigest()
    return count("mail", digest, *settings.LIMITS["mail"]).is_exceeded


class AccountAdapter(DefaultAccountAdapter):
    """Accounts with a name and a password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": (
            "That address and password do not belong together. If you have just signed up, open "
            "the link in our mail first, or log in by your user name."
        ),
        "username_password_mismatch": "That name and password do not belong together.",
        "too_many_login_attempts": "Too many attempts. Please wait a few minutes.",
        "username_taken": "That name is taken, or looks like one that is.",
    }

    def is_open_for_signup(self, request) -> bool:
        return settings.SIGNUP_MODE != "closed"

    def clean_username(self, username: str, shallow: bool = False) -> str:
        username = super().clean_username(username, shallow=shallow)
        looks = get_user_model().objects.filter(skeleton=skeleton(username))
        if not shallow and looks.exists():
            raise self.validation_error("username_taken")
        return username

    def save_user(self, request, user, form, commit=True):
        user.awaits_approval = settings.SIGNUP_MODE == "approval"
        return super().save_user(request, user, form, commit)

    def get_login_stages(self) -> list[str]:
        """An account that waits for approval waits after its address was confirmed."""
        stages = super().get_login_stages()
        verification = stages.index("allauth.account.stages.EmailVerificationStage")
        ours = ["accounts.entry.VerificationStage", "accounts.entry.ApprovalStage"]
        return [*stages[:verification], *ours, *stages[verification + 1 :]]

    def confirm_email(self, request, email_address) -> bool:
        is_confirmed = super().confirm_email(request, email_address)
        if is_confirmed:
            email_address.user.mark_verified()
        return is_confirmed

    def pre_login(self, request, user, **kwargs):
        """A suspension that is over ends here, if the hourly command has not ended it."""
        if not user.is_active:
            lift_if_over(user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request, user, **kwargs):
        """Another site may have vouched for the address, without a mail from us."""
        if not user.verified_at and EmailAddress.objects.filter(user=user, verified=True).exists():
            user.mark_verified()
        return super().post_login(request, user, **kwargs)

    def send_confirmation_mail(self, request, emailconfirmation, signup: bool) -> None:
        """The same work and the same answer whether or not the address has an account here;
        only whoever reads the mail learns that it does."""
        address = emailconfirmation.email_address
        others = EmailAddress.objects.filter(email=address.email, verified=True)
        if others.exclude(user=address.user_id).exists():
            self.send_account_already_exists_mail(address.email)
        else:
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        if template_prefix in WANTED_BY_STRANGERS and _is_flooded(email):
            logger.warning("A letter was not sent: its address has had enough of them.")
            return
        site = {
            "SITE_NAME": settings.SITE_NAME,
            "SITE_URL": settings.SITE_URL,
            "request": self.request,
            "current_site": get_current_site(self.request),
            "email": email,
        }
        message = self.render_mail(template_prefix, email, site | context)
        post(email, message.subject, message.body)

    def get_password_change_redirect_url(self, request) -> str:
        if request.user.tokens.exists():
            messages.info(request, TOKENS_REMAIN)
        return reverse("accounts:settings")


class SocialAdapter(DefaultSocialAccountAdapter):
    """Accounts of other sites with which people log in."""

    def pre_social_login(self, request, sociallogin) -> None:
        """An ORCID iD is verified when its owner logs in with it."""
        if sociallogin.is_existing:
            note_orcid(sociallogin.user, sociallogin)
        elif sociallogin.state.get("process") == "connect" and request.user.is_authenticated:
            note_orcid(request.user, sociallogin)

    def save_user(self, request, sociallogin, form=None):
        user = super().save_user(request, sociallogin, form)
        note_orcid(user, sociallogin)
        return user

    def populate_user(self, request, sociallogin, data):
        user = super().populate_user(request, sociallogin, data)
        user.display_name = name_given_by(user)
        return user


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors and passkeys."""

    def _get_site_name(self) -> str:
        return settings.SITE_NAME

    def get_totp_label(self, user) -> str:
        return user.username  # an address on the screen of a telephone is nobody's business


def name_given_by(user) -> str:
    """The name that another site tells, if a person could choose it here."""
    name = " ".join(f"{user.first_name} {user.last_name}".split())[:100]
    others = get_user_model().objects.filter(skeleton=skeleton(name))
    try:
        check_display_name(name)
    except ValidationError:
        return ""
    return "" if others.exists() else name


def note_orcid(user, sociallogin) -> None:
    """Remember that `user` owns the ORCID iD of this log-in, if it is one."""
    account = sociallogin.account
    if account.provider != "orcid" or not account.uid:
        return
    user.orcid, user.orcid_verified_at = account.uid, timezone.now()
    user.save(update_fields=["orcid", "orcid_verified_at"])
