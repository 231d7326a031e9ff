"""Numbered pages of a list."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404

FARTHEST = 10_000  # nobody turns that many pages; a robot that does costs us nothing


def page_of(request, rows, size: int):
    """The page that `?page=` asks for; Http404 when there is no such page."""
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit()) or len(number) > 6 or int(number) > FARTHEST:
        raise Http404("There is no such page.")
    try:
        return Paginator(rows, size).page(number)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404("There is no such page.") from error
