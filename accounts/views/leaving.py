"""Logging out takes what the browser keeps of unsaved texts with it."""

from functools import wraps


def emptying_storage(view):
    """The view; after its POST the browser forgets what our pages keep there.

    Copies of unsaved texts would wait for the next person at this computer. The site itself
    keeps each of them as a draft, and the log-out page says what happens.
    """

    @wraps(view)
    def emptying(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.method == "POST" and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"storage"'
        return response

    return emptying
