"""What each list of the site holds: for its page, and as a feed, as citations or as a book."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Case, Model, When
from django.http import Http404
from django.shortcuts import get_object_or_404

from shortsci.kept_pages.remembering import remembered
from summaries import search as finder
from summaries.forms.searching import SearchForm
from summaries.models import Author, Bookmark, Follow, Keyword, Paper, Summary, Venue
from summaries.models.listing import SummaryQuerySet
from summaries.models.paper import PaperQuerySet
from summaries.sections import BY_SLUG, Section

from .unknown import known_as_or_404

ENTRIES = 20  # on a page of an Atom feed
FOUND = 200  # papers and summaries of a search
TABS = {
    "hot": ("Hot", Summary.objects.hottest_first),
    "recent": ("Recent", Summary.objects.recent_first),
    "best": ("Best", Summary.objects.best_first),
    "read": ("Most read", Summary.objects.most_read_first),
}


@dataclass(frozen=True)
class Listing:
    """A list page: its name, its address, and its rows in order.

    Summaries are those that anybody may read. `papers` is None where the page lists summaries:
    then theirs are meant.
    """

    title: str
    path: str
    summaries: SummaryQuerySet
    papers: PaperQuerySet | None = None
    chosen: dict[str, str] = field(default_factory=dict)  # in the address, behind the "?"
    about: Model | None = None  # what it is a list of, with whether the reader follows it

    @property
    def paper_count(self) -> int:
        return _count(self.about)

    @property
    def url(self) -> str:
        return self.beside("")

    def beside(self, name: str, **chosen) -> str:
        """The whole address of a file of that name below the list."""
        query = urlencode({**self.chosen, **chosen})
        return f"{settings.SITE_URL}{self.path}{name}" + (f"?{query}" if query else "")

    def first_papers(self, most: int) -> list[Paper]:
        """Each once, in the order of the list."""
        if self.papers is not None:
            return list(self.papers.with_head()[:most])
        rows = self.summaries.defer("body", "body_html", "text").with_paper()
        told = (summary.paper for summary in rows[:most])
        return list({paper.pk: paper for paper in told}.values())


def asked_tab(request, tabs=TABS) -> str:
    asked = request.GET.get("tab", "")
    return asked if asked in tabs else "hot"


def asked_section(request) -> Section | None:
    return BY_SLUG.get(request.GET.get("section", ""))


def home(request, tabs=TABS) -> Listing:
    """A tab of the feed, by itself or in one section."""
    tab, section = asked_tab(request, tabs), asked_section(request)
    title, in_order = tabs[tab]
    rows, chosen = in_order().listed(), {} if tab == "hot" else {"tab": tab}
    if section:
        rows, chosen = rows.in_section(section.slug), chosen | {"section": section.slug}
        title = f"{title}, {section.name.lower()}"
    return Listing(title, "/", rows, chosen=chosen)


def _recent(**about):
    return Summary.objects.listed().filter(**about).recent_first()


def _followable(request, model, name: str):
    """The rows, each with `is_followed`: whether the reader follows it."""
    return model.objects.annotate(is_followed=Follow.objects.is_followed(request.user, name))


def venue(request, key) -> Listing:
    found = get_object_or_404(_followable(request, Venue, "venue"), key=key)
    return _of_papers(found, _recent(paper__venue=found))


def _of_papers(found, summaries: SummaryQuerySet) -> Listing:
    path, papers = found.get_absolute_url(), found.papers.newest_first()
    return Listing(found.name, path, summaries, papers, about=found)


def _count(found) -> int:
    """How many papers belong to it."""
    return remembered(f"papers of {found._meta.model_name} {found.pk}", found.papers.count)


def venue_year(request, key, year) -> Listing:
    found = get_object_or_404(Venue, key=key)
    papers = found.papers.filter(year=year).by_title()
    if not papers.exists():
        raise Http404(f"Nothing of {found} in {year} is here.")
    summaries = _recent(paper__venue=found, paper__year=year)
    path = f"{found.get_absolute_url()}{year}/"
    return Listing(f"{found} {year}", path, summaries, papers, about=found)


def author(request, slug) -> Listing:
    """Also at a former address."""
    found = _followable(request, Author, "author").at(slug)
    if found is None:
        raise Http404("No author has this address here.")
    return _of_papers(found, _recent(paper__authors=found))


def keyword(request, name) -> Listing:
    found = get_object_or_404(_followable(request, Keyword, "keyword"), name=name)
    path, summaries = found.get_absolute_url(), _recent(paper__keywords=found)
    return Listing(found.name, path, summaries, Paper.objects.under(found), about=found)


def person(request, username) -> Listing:
    people = _followable(request, get_user_model(), "person").visible_to(request.user)
    found = get_object_or_404(people, username=username)
    rows = Summary.objects.listed().signed_by(found).recent_first()
    return Listing(str(found), found.get_absolute_url(), rows, about=found)


def paper(request, key) -> Listing:
    """The summaries of one paper, which an alias names as well."""
    found = Paper.objects.filter(key=key).first() or known_as_or_404(key)
    papers = Paper.objects.filter(pk=found.pk)
    title, path = found.shown_title, found.get_absolute_url()
    return Listing(title, path, _recent(paper=found), papers)


def search(request) -> Listing:
    """What is found, within bounds: the newest summaries, and the papers in the order asked for."""
    form = SearchForm(request.GET)
    chosen = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    newest = replace(form.query, order=finder.ACTIVITY)
    told = finder.keys_of_summaries(newest, 0, FOUND).rows
    keys = finder.keys_of_papers(form.query, 0, FOUND).rows
    places = [When(pk=key, then=place) for place, key in enumerate(keys)]
    papers = Paper.objects.filter(pk__in=keys).order_by(Case(*places, default=0))
    title = f"Search for “{form.query.words}”" if form.query.words else "Search"
    return Listing(title, "/search/", _recent(pk__in=told), papers, chosen)


def bookmarks(request) -> Listing:
    """One's own, for oneself, the last kept first; the view has asked who it is."""
    state = request.GET.get("state", "")
    chosen = {"state": state} if state in Bookmark.State.values else {}
    kept = request.user.bookmarks.filter(**chosen)
    papers = Paper.objects.filter(bookmarks__in=kept)
    in_order = papers.order_by("-bookmarks__updated_at", "-bookmarks__pk")
    summaries = _recent(paper__in=papers)
    return Listing("Bookmarks", "/bookmarks/", summaries, in_order, chosen)
