"""Nothing that is sent goes uncounted: a limit on each POST, before any view has seen it."""

from django.conf import settings

from shortsci.api import is_for_programs
from shortsci.limits import limit, tell

LOOKS = {"GET", "HEAD", "OPTIONS"}


class LimitPosts:
    """Counts every POST, and the pages of LIMITS_OF_PAGES by rows of their own.

    Our views count most of what they do themselves, where they can give back what was typed;
    what was counted here is not counted again there. The API has throttles, which know whose
    token it is.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        tell(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        if request.method in LOOKS or is_for_programs(request.path):
            return None
        action = action_of(request.resolver_match)
        refused = limit(request, "post", action) if action else limit(request, "post")
        request.counted_at_the_door = action
        return refused


def action_of(match) -> str:
    """The row of LIMITS for that page, by its name or by the name of its whole app."""
    pages = settings.LIMITS_OF_PAGES
    return pages.get(match.view_name) or pages.get(match.namespace, "")
