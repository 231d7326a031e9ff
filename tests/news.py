"""What happens of which people are told, and what they were told."""

from accounts.notify import comment_posted
from tests.factories import make_comment, make_user


def commented(summary, author=None, body="I agree.", **fields):
    comment = make_comment(summary=summary, author=author or make_user(), body=body, **fields)
    comment_posted(comment)
    return comment


def told(user):
    return list(user.notifications.order_by("pk").values_list("kind", flat=True))
