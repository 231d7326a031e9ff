"""Who asks: people's programs show a token, and nothing else opens anything."""

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from accounts.models import Token


class BearerToken(HttpBearer):
    """A token of a person who may log in, with the scope that the address asks for."""

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        found = Token.objects.opened_by(token)
        if found is None:
            return None
        if self.scope and not found.may(self.scope):
            raise HttpError(403, f"The scopes of this token do not hold “{self.scope}”.")
        found.note_use()
        request.user = found.user  # for limits, and for the rules that the pages have
        return found
