"""What was typed when the session had ended: shown back, so that nothing is lost."""

from django.shortcuts import render
from django.utils.cache import patch_cache_control

from summaries.forms import SummaryForm
from summaries.forms.adding import HandForm, PasteForm

from .access import comes_from_elsewhere

# Pages with much to type whose form can be sent again as it is: form and template.
AGAIN = {
    "summaries:add_paper": (PasteForm, "summaries/add_paper.html"),
    "summaries:add_by_hand": (HandForm, "summaries/add_by_hand.html"),
}


def kept(request, key: str):
    """403 with the whole text in a form that can be sent again after a log-in elsewhere.

    What a page of another site has sent is only shown: in our form, one press of a button would
    publish a stranger's words in the reader's name.
    """
    is_foreign = comes_from_elsewhere(request)
    context = {"key": key, "form": SummaryForm(request.POST), "is_foreign": is_foreign}
    response = render(request, "summaries/kept.html", context, status=403)
    patch_cache_control(response, no_store=True)
    return response


def kept_again(request, form, template: str):
    """403 with what was typed in the very page where it was typed."""
    context = {"form": form(request.POST), "is_kept": True}
    response = render(request, template, context, status=403)
    patch_cache_control(response, no_store=True)
    return response
