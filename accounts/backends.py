"""How a name and a password become a user."""

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.utils import filter_users_by_username
from django.contrib.auth import get_user_model

from shortsci.prepared import Prepared

BY_NUMBER = Prepared(lambda pk: get_user_model().objects.filter(pk=pk))


class Backend(AuthenticationBackend):
    """By user name whatever its case, or by an address that its owner has confirmed.

    Somebody may have signed up with an address that is not theirs. Were such an account to be
    entered by that address, its answers would tell whether another account has it.
    """

    def _authenticate(self, request, **credentials):
        """Whatever was typed, one password is checked, once: a second time would take longer,
        and the wait would tell that there is an account."""
        typed = credentials.get("username") or credentials.get("email") or ""
        user = _by_address(typed) if "@" in typed else filter_users_by_username(typed).first()
        return self._check_password(user, credentials.get("password") or "")

    def get_user(self, user_id):
        """Whom a session is of: each page of somebody who is logged in asks."""
        user = BY_NUMBER.first(user_id)
        return user if user and self.user_can_authenticate(user) else None


def _by_address(email: str):
    return (
        get_user_model()
        .objects.filter(emailaddress__email=email.lower(), emailaddress__verified=True)
        .first()
    )
