"""Whose token it is."""

from datetime import date

from ninja import Router, Schema

from .schemas import PersonName
from .tokens import BearerToken

router = Router(tags=["your account"], auth=BearerToken())


class TokenFacts(Schema):
    name: str
    scopes: list[str]
    expires_on: date | None

    @staticmethod
    def resolve_scopes(token) -> list[str]:
        return token.scopes.split()


class Me(PersonName):
    token: TokenFacts


@router.get("", response=Me, summary="Whose token this is", operation_id="me")
def me(request):
    """You, and what your token may do."""
    user, token = request.user, request.auth
    user.token = token
    return user
