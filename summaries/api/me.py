"""Whose token it is."""

from datetime import date

from django.http import HttpRequest
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
def me(request: HttpRequest):
    """You, and what your token may do."""
    user, token = request.user, request.auth  # type: ignore[attr-defined]
    user.token = token
    return user
