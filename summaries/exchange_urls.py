"""Below the address of each list stand its files; beside them what machines ask a site for."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from summaries.views import feeds, listings, rss

LISTS = {
    "home": "",
    "paper": "papers/<path:key>/",
    "venue_year": "venues/<path:key>/<int:year>/",
    "venue": "venues/<path:key>/",
    "author": "authors/<str:slug>/",
    "keyword": "keywords/<path:name>/",
    "person": "people/<str:username>/",
}


def files_of_lists() -> Iterator[URLPattern]:
    for name, prefix in LISTS.items():
        listing = {"listing": getattr(listings, name)}
        yield path(f"{prefix}feed.atom", feeds.feed, listing, name=f"{name}_feed")


urlpatterns = [
    *files_of_lists(),
    path("summaries/<int:pk>/comments/feed.atom", feeds.comments, name="comments_feed"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("rss.xml", rss.rss, name="rss"),
    path("rss-all.xml", rss.rss_all, name="rss_all"),
    path("rss-full.xml", rss.rss_full, name="rss_full"),
]
