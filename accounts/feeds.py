"""News of one person as Atom: what concerns them, and the newest of what they follow."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Notification
from accounts.quoting import one_line, quoted_html
from summaries.feeds import Atom
from summaries.models import Summary

LENGTH = 40  # entries


def entries_for(user) -> list[Notification]:
    """The newest first; notifications as stored, and unsaved ones for followed summaries.

    Only what anybody may read. What others answer to one's own anonymous texts is left out: the
    feed goes to whoever runs the feed reader.
    """
    stored = user.notifications.in_sight().with_story()
    stored = stored.filter(summary__visibility="public", summary__hidden_at=None)
    stored = stored.exclude(Q(summary__is_anonymous=True, summary__author=F("user")))
    told = list(stored[:LENGTH])
    followed = Summary.objects.listed().followed_by(user).not_by(user).recent_first()
    known = {each.summary_id for each in told if each.kind == Notification.Kind.SUMMARY}
    for summary in followed.select_related("paper", "author").exclude(pk__in=known)[:LENGTH]:
        told.append(_news_of(summary))
    return sorted(told, key=lambda each: each.created_at, reverse=True)[:LENGTH]


def _news_of(summary: Summary) -> Notification:
    published_at = summary.published_at or summary.created_at
    return Notification(kind=Notification.Kind.SUMMARY, summary=summary, created_at=published_at)


class PersonalFeed(Feed):
    """The feed of one user; its own address stands nowhere in it but in `self`."""

    feed_type = Atom
    title = f"Your news at {settings.SITE_NAME}"
    link = f"{settings.SITE_URL}/account/notifications/"

    def __init__(self, user):
        self.user = user

    def get_feed(self, obj, request):
        """Without django.contrib.sites: our address is a setting."""
        path = reverse("personal_feed", args=[self.user.feed_token])
        feed = self.feed_type(
            title=self.title,
            link=self.link,
            description=None,
            author_name=settings.SITE_NAME,  # of news that nobody in particular made
            feed_url=settings.SITE_URL + path,
            feed_guid=f"{settings.SITE_URL}/account/notifications/",
        )
        for told in entries_for(self.user):
            feed.add_item(**self.item(told))
        return feed

    def item(self, told: Notification) -> dict:
        link = settings.SITE_URL + told.get_absolute_url()
        return {
            "title": one_line(f"{told.sentence}: {told.summary.paper.shown_title}", 300),
            "link": link,
            "unique_id": link + (f"?votes={told.count}" if told.count else ""),
            "description": quoted_html(told),
            "author_name": told.told_of or None,
            "pubdate": told.created_at,
            "updateddate": told.created_at,
        }
