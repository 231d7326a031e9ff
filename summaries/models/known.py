"""The renderer knows nothing of the database: what it may refer to is looked up here."""

from django.contrib.auth import get_user_model
from django.db.models.functions import Lower

from summaries.rendering import Rendered, cited_keys, mentioned_names, picture_names, render

from .paper import Paper
from .picture import Picture

HEADING = 2  # the level of the heading above a text, on every page that shows one
MAX_MENTIONS = 40  # of one text; more is a nuisance


def render_known(
    source: str,
    *,
    titles: dict[str, str] | None = None,
    may_mention: bool = False,
) -> Rendered:
    """Render with the papers that the text cites, the pictures that it shows, and, where
    people talk to each other, the people whom it mentions.

    `titles` are of cited papers that the importer is about to write.
    """
    people = mentioned_people(source) if may_mention else ()
    return render(
        source,
        papers={**(titles or {}), **Paper.objects.titles(cited_keys(source))},
        pictures=Picture.objects.sizes(picture_names(source)),
        people={user.username.lower(): user.username for user in people},
        under=HEADING,
    )


def mentioned_people(source: str):
    """The active people whose user names stand behind an @, at most MAX_MENTIONS."""
    names = mentioned_names(source)[:MAX_MENTIONS]
    users = get_user_model().objects.none()
    if names:
        users = get_user_model().objects.annotate(name=Lower("username"))
        users = users.filter(is_active=True, name__in=names)
    return users
