"""What moderators did, for everybody to read: as a page and as a feed."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from summaries.feeds import Atom, permanent_id
from summaries.models import LogEntry
from summaries.moderation.forms import LogFilterForm
from summaries.moderation.naming import name_entries

from .freshness import last_modified
from .pages import Stretch, stretch_of

ENTRIES = 30  # on a page


@require_safe
def moderation(request):
    """The newest first; `?action=`, `?kind=`, `?reason=`, `?moderator=`, `?since=` and `?until=`
    narrow it, `?before=` goes on.
    """
    form, entries = _asked_for(request)
    chosen = {name: value for name, value in form.data.items() if value and name in form.fields}
    feed = f"{reverse('summaries:moderation_feed')}?{urlencode(chosen)}".rstrip("?")
    context = {"entries": entries, "form": form, "feed": feed, "is_narrowed": bool(chosen)}
    response = render(request, "summaries/moderation.html", context)
    return last_modified(response, _moments(entries))


@require_safe
def feed(request):
    """The same as Atom."""
    _, entries = _asked_for(request)
    address = settings.SITE_URL + request.get_full_path()
    atom = Atom(
        title=f"Moderation log · {settings.SITE_NAME}",
        link=settings.SITE_URL + reverse("summaries:moderation"),
        description=None,
        feed_url=address,
        feed_guid=permanent_id("moderation"),
    )
    for entry in entries:
        atom.add_item(**_item(entry))
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    return last_modified(response, _moments(entries))


def _asked_for(request) -> tuple[LogFilterForm, Stretch]:
    form = LogFilterForm(request.GET)
    rows = form.narrow(LogEntry.objects.newest_first())
    entries = stretch_of(request, rows, ENTRIES)
    name_entries(entries)
    return form, entries


def _moments(entries: Stretch) -> list:
    """An entry never changes, but what it is about has another name at times."""
    return [moment for entry in entries for moment in (entry.created_at, entry.about.changed_at)]


def _item(entry) -> dict:
    words = f"{entry.about.words}: {entry.get_action_display()}"
    page = settings.SITE_URL + reverse("summaries:moderation")
    told = [entry.get_reason_display(), entry.explanation, entry.told]
    return {
        "title": words[:1].upper() + words[1:],
        "link": f"{page}?before={entry.pk + 1}#entry-{entry.pk}",
        "unique_id": permanent_id(f"moderation/{entry.pk}"),
        "description": None,
        "abstract": ". ".join(filter(None, told)),
        "author_name": entry.moderator,
        "pubdate": entry.created_at,
        "updateddate": entry.created_at,
    }
