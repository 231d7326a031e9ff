"""How a name and a password become a user."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model


class Backend(AuthenticationBackend):
    """By user name whatever its case, or by an address that its owner has confirmed.

    Somebody may have signed up with an address that is not theirs. Were such an account to be
    entered by that address, its answers would tell whether another account has it.
    """

    def _authenticate_by_email(self, email: str, password: str):
        users = get_user_model().objects.filter(
            emailaddress__email=email.lower(), emailaddress__verified=True
        )
        return self._check_password(users.first(), password)
