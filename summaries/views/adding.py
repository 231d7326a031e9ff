"""Adding a paper: paste anything that names it, look at what was found, confirm."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from shortsci.limits import limit
from summaries.catalogue.adding import (
    add,
    candidates,
    is_poor,
    known_paper,
    papers_like,
    twins,
)
from summaries.catalogue.pasting import Pasted, read_pasted
from summaries.catalogue.sources import look_up
from summaries.catalogue.store import CREATED, find
from summaries.forms.adding import HandForm, PasteForm, initial_of, initial_of_names
from summaries.models import Paper

from .errors import too_often
from .kept import AGAIN, kept_again

HERE = "This paper is here already."
ADDED = "The paper is added. It waits for its first summary: perhaps yours?"


@require_http_methods(["GET", "HEAD", "POST"])
def add_paper(request):
    """The box; POST looks for what was pasted, or with `action` adds what was found."""
    if request.method == "POST":
        return _post(request)
    return _open(request)


@login_required
def _open(request):
    form = PasteForm(initial={"q": request.GET.get("q", "")[:2000]})
    form.fields["q"].widget.attrs["autofocus"] = True
    return _page(request, form)


def _post(request):
    form = PasteForm(request.POST)
    if not request.user.is_authenticated:
        return kept_again(request, *AGAIN["summaries:add_paper"])
    action = ACTIONS.get(request.POST.get("action", ""), _find)
    if refused := limit(request, "lookup"):
        return too_often(form, refused, partial(_page, request, form))
    if not form.is_valid():
        return _page(request, form, status=422)
    return action(request, form, read_pasted(form.cleaned_data["q"]))


def _find(request, form, pasted: Pasted):
    """What is known leads to its page; everything else is shown first."""
    if pasted.entries:
        return _list(request, form, pasted)
    text = form.cleaned_data["q"]
    paper = known_paper(text, pasted)
    if paper and not is_poor(paper):
        return to_paper(request, paper, HERE)
    if pasted.references:
        return _ask(request, form, pasted, paper)
    context = {"title": pasted.title, "papers": papers_like(pasted.title)}
    return render(request, "summaries/add_title.html", {"form": form, **context})


def _ask(request, form, pasted: Pasted, paper):
    """The record for confirmation; without one, the form by hand with what is known."""
    answer = look_up(pasted.names)
    if answer.record is None:
        if paper:
            return to_paper(request, paper, HERE)
        hand = HandForm(initial=initial_of_names(pasted.references))
        context = {"outcomes": answer.outcomes, "is_open": answer.is_open, "advice": pasted.advice}
        return render(request, "summaries/add_by_hand.html", {"form": hand, **context})
    known = find(answer.record)
    if known and not is_poor(known):
        return to_paper(request, add(answer.record, request.user).paper, HERE)
    return _confirm(request, form, answer.record)


def _confirm(request, form, record):
    context = {
        "record": record,
        "source": Paper.Source(record.source).label,
        "is_pasted": record.source in {Paper.Source.BIBTEX, Paper.Source.RIS},
        "papers": twins(record.title),
    }
    return render(request, "summaries/add_found.html", {"form": form, **context})


def _list(request, form, pasted: Pasted):
    """One entry is shown like any other answer; several are listed to choose from."""
    found = candidates(pasted.entries)
    if len(found) == 1 and found[0].paper and not is_poor(found[0].paper):
        return to_paper(request, found[0].paper, HERE)
    if len(found) == 1 and found[0].entry.record:
        return _confirm(request, form, found[0].entry.record)
    context = {"form": form, "candidates": found, "is_cut": pasted.is_cut}
    return render(request, "summaries/add_entries.html", context)


def _records(pasted: Pasted) -> list:
    """What was shown, read again: nothing that a form holds is believed to be a source's."""
    if pasted.entries:
        return [entry.record for entry in pasted.entries if entry.record]
    record = look_up(pasted.names).record
    return [record] if record else []


def _add(request, form, pasted: Pasted):
    records = _records(pasted)
    if not records:
        return _find(request, form, pasted)
    if refused := limit(request, "add"):
        return too_often(form, refused, partial(_page, request, form))
    stored = add(records[0], request.user)
    return to_paper(request, stored.paper, ADDED if stored.status == CREATED else HERE)


def _choose(request, form, pasted: Pasted):
    """Store the chosen entries; the list then says which are here."""
    chosen = set(request.POST.getlist("entry"))
    stored = []
    for number, entry in enumerate(pasted.entries):
        if str(number) in chosen and entry.record:
            if refused := limit(request, "add"):
                return too_often(form, refused, partial(_page, request, form))
            stored.append(add(entry.record, request.user))
    if not stored:
        form.add_error(None, "Please choose at least one of the entries.")
        return _list(request, form, pasted)
    if len(stored) == 1:
        return to_paper(request, stored[0].paper, ADDED if stored[0].status == CREATED else HERE)
    return render(request, "summaries/add_entries.html", {"form": form, "stored": stored})


def _correct(request, form, pasted: Pasted):
    """The facts as found, in the form by hand."""
    records = _records(pasted)
    if not records:
        return _find(request, form, pasted)
    hand = HandForm(initial=initial_of(records[0]))
    return render(request, "summaries/add_by_hand.html", {"form": hand})


ACTIONS = {"add": _add, "choose": _choose, "correct": _correct}


def to_paper(request, paper, message: str):
    messages.info(request, message)
    return redirect(paper)


def _page(request, form, status=200):
    return render(request, "summaries/add_paper.html", {"form": form}, status=status)
