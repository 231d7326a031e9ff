"""The app's table of contents."""

from django.urls import path

from summaries.views import (
    about,
    authors,
    home,
    keywords,
    papers,
    people,
    readers,
    summaries,
    theme,
    venues,
)

app_name = "summaries"

urlpatterns = [
    path("", home.home, name="home"),
    path("random/", home.random, name="random"),
    path("papers/<path:key>/readers/", readers.read_paper, name="read_paper"),
    path("papers/<path:key>/", papers.paper, name="paper"),
    path("summaries/<int:pk>/", summaries.summary, name="summary"),
    path("summaries/<int:pk>/source/", summaries.source, name="source"),
    path("summaries/<int:pk>/history/", summaries.history, name="history"),
    path("summaries/<int:pk>/readers/", readers.read_summary, name="read_summary"),
    path("venues/", venues.venues, name="venues"),
    path("venues/<path:key>/<int:year>/", venues.year, name="venue_year"),
    path("venues/<path:key>/", venues.venue, name="venue"),
    path("authors/<str:slug>/", authors.author, name="author"),
    path("keywords/", keywords.keywords, name="keywords"),
    path("keywords/<path:name>/", keywords.keyword, name="keyword"),
    path("people/", people.people, name="people"),
    path("people/<str:username>/", people.person, name="person"),
    path("about/", about.about, name="about"),
    path("about/writing/", about.writing, name="writing"),
    path("theme/", theme.theme, name="theme"),
    path("favicon.ico", about.favicon, name="favicon"),
    path("healthz", about.healthz, name="healthz"),
    path("healthz/", about.healthz),
]
