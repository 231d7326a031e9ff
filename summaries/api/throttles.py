"""How often one sender may ask: the rows of settings.LIMITS, said in headers."""

from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from shortsci.limits import spend


class Limit(BaseThrottle):
    """Counts one action; what is left is told by `shortsci.limits.tell`."""

    def __init__(self, action: str) -> None:
        self.action = action

    def allow_request(self, request: HttpRequest) -> bool:
        return not spend(request, self.action).is_exceeded

    def wait(self) -> None:
        """How long is said by `shortsci.api`: one throttle serves many requests at once."""
