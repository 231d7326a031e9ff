"""The addresses of the old site: each leads for good to the page that took its place."""

from urllib.parse import unquote_to_bytes, urlencode

from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from summaries.models import Paper, Summary, Venue

from .unknown import known_as_or_404

LONGEST = 1_000  # characters of a question that are read; neither a title nor a name is longer


@require_safe
def paper(request):
    """`/paper?bibtexKey=…`, in all its spellings; with `&a=` the summary that they signed."""
    key = _parameter(request, "bibtexKey")
    if not key:
        raise Http404("This address names no paper.")
    found = known_as_or_404(key)
    return redirect(_signed_by(_parameter(request, "a"), found) or found, permanent=True)


def _parameter(request, name: str) -> str:
    """A value of the query as it was written: in a key, "+" is no blank."""
    query = request.META["QUERY_STRING"].encode("latin-1", "replace")
    for part in query.split(b"&"):
        given, _, value = part.partition(b"=")
        if given.lower() == name.lower().encode():
            return unquote_to_bytes(value).decode(errors="replace").strip()[:LONGEST]
    return ""


def _signed_by(username: str, paper: Paper) -> Summary | None:
    """Their summary of the paper, if everybody may see that it is theirs."""
    people = get_user_model().objects.filter(is_active=True, username=username)
    return paper.summaries.listed().filter(is_anonymous=False, author__in=people).first()


@require_safe
def user(request):
    """`/user?name=…`"""
    name = _parameter(request, "name")
    people = get_user_model().objects.visible_to(request.user)
    found = people.filter(username__iexact=name).first() if name else None
    if found is None:
        raise Http404(f"Nobody goes by “{name[:100]}” here." if name else "This names nobody.")
    return redirect(found, permanent=True)


@require_safe
def users(request):
    """`/users`"""
    return redirect("summaries:people", permanent=True)


@require_safe
def venue(request):
    """`/venue`, `/venue?key=…` and `/venue?key=…&year=…`"""
    key = _parameter(request, "key").strip("/")
    if not key:
        return redirect("summaries:venues", permanent=True)
    found = Venue.objects.filter(key=key).first()
    if found is None:
        raise Http404(f"No venue goes by “{key[:100]}” here.")
    year = _parameter(request, "year")
    is_year = year.isascii() and year.isdigit() and len(year) == 4
    if is_year and found.papers.filter(year=int(year)).exists():
        return redirect("summaries:venue_year", key=key, year=int(year), permanent=True)
    return redirect(found, permanent=True)


@require_safe
def search(request):
    """`/internalsearch?q=…`: reference managers ask for a paper by its title or a name of it."""
    words = " ".join(request.GET.get("q", "")[:LONGEST].split())
    found = Paper.objects.resolve(words) or Paper.objects.titled(words)
    if found:
        return redirect(found, permanent=True)
    question = f"?{urlencode({'q': words})}" if words else ""
    return redirect(f"{reverse('summaries:search')}{question}", permanent=True)
