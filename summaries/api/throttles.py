"""How often one sender may ask: the rows of settings.LIMITS, said in headers."""

from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from shortsci.limits import spend


class Limit(BaseThrottle):
    """Counts one action; `request.allowances` has what is left, for the headers of the answer."""

    def __init__(self, action: str) -> None:
        self.action = action

    def allow_request(self, request: HttpRequest) -> bool:
        allowance = spend(request, self.action)
        spent = getattr(request, "allowances", [])
        request.allowances = [*spent, allowance]  # type: ignore[attr-defined]
        return not allowance.is_exceeded

    def wait(self) -> None:
        """How long is said by `shortsci.api`: one throttle serves many requests at once."""
