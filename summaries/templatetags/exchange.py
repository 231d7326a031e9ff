"""What a page hands to machines: its files, its citation, its facts."""

from urllib.parse import urlencode

from django import template
from django.utils.safestring import mark_safe

from summaries.citing import bibtex, highwire, json_ld, of_paper, of_summary
from summaries.models import Paper, Summary

register = template.Library()

# What of an address chooses the rows of a list; everything else leads to the same rows.
CHOICES = ("tab", "section", "state", "q", "venue", "author", "first", "last", "has", "order")


@register.simple_tag(takes_context=True)
def beside(context, name: str) -> str:
    """The address of a file below the list that is shown, with what chooses its rows."""
    request = context["request"]
    asked = {choice: request.GET[choice] for choice in CHOICES if request.GET.get(choice)}
    return request.path + name + (f"?{urlencode(asked)}" if asked else "")


@register.simple_tag
def citation_tags(paper: Paper) -> list[tuple[str, str]]:
    """Name and content of each tag; none while nobody knows which paper it is."""
    is_known = paper.status != Paper.Status.UNIDENTIFIED
    return list(highwire(of_paper(paper))) if is_known else []


@register.simple_tag
def paper_facts(paper: Paper, summaries) -> str:
    return mark_safe(json_ld(paper, of_paper(paper), summaries))  # noqa: S308 - escaped there


@register.simple_tag(takes_context=True)
def summary_as_bibtex(context, summary: Summary) -> str:
    """Its newest version that the reader may cite; "" while there is none."""
    version = summary.revisions.citable_by(context["user"], summary).first()
    return bibtex([of_summary(summary, version)]) if version else ""


@register.simple_tag
def paper_as_bibtex(paper: Paper) -> str:
    return bibtex([of_paper(paper)])
