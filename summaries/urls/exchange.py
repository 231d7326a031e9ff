"""Below the address of each list stand its files; beside them what machines ask a site for."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from summaries.citing import FORMATS
from summaries.views import citing, epub, feeds, listings, rss, sitemaps, unapi, wellknown
from summaries.views.guards import searching


class FormatConverter(StringConverter):
    """The end of a file's name that says in which format a citation is."""

    regex = "|".join(FORMATS)


register_converter(FormatConverter, "format")

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
        yield path(f"{prefix}book.epub", epub.epub, listing, name=f"{name}_book")
        if name != "paper":
            cite = f"{prefix}cite.<format:suffix>"
            yield path(cite, citing.cite_list, listing, name=f"{name}_cite")


OWN = {"listing": listings.bookmarks}
FOUND = {"listing": listings.search}


urlpatterns = [
    path("papers/<path:key>/cite.<format:suffix>", citing.cite_paper, name="cite_paper"),
    path("summaries/<int:pk>/cite.<format:suffix>", citing.cite_summary, name="cite_summary"),
    path("bookmarks/cite.<format:suffix>", login_required(citing.cite_list), OWN, "bookmarks_cite"),
    path("search/feed.atom", searching(feeds.feed), FOUND, "search_feed"),
    path("search/cite.<format:suffix>", searching(citing.cite_list), FOUND, "search_cite"),
    path("search/book.epub", searching(epub.epub), FOUND, "search_book"),
    path("bookmarks/book.epub", login_required(epub.epub), OWN, "bookmarks_book"),
    path("unapi/", unapi.unapi, name="unapi"),
    *files_of_lists(),
    path("summaries/<int:pk>/comments/feed.atom", feeds.comments, name="comments_feed"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemap-<slug:room>-<int:number>.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", wellknown.robots, name="robots"),
    path(".well-known/security.txt", wellknown.security, name="security"),
    path("rss.xml", rss.rss, name="rss"),
    path("rss-all.xml", rss.rss_all, name="rss_all"),
    path("rss-full.xml", rss.rss_full, name="rss_full"),
]
