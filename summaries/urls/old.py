"""The addresses of the old site, with and without a slash at the end."""

from django.urls import path

from summaries.views import old_addresses

PAGES = {
    "paper": old_addresses.paper,
    "user": old_addresses.user,
    "users": old_addresses.users,
    "venue": old_addresses.venue,
    "internalsearch": old_addresses.search,
}

urlpatterns = [
    path(f"{word}{slash}", view, name=f"old_{word}")
    for word, view in PAGES.items()
    for slash in ("/", "")
]
