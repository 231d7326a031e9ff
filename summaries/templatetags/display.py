"""How a value looks: moments, scores, excerpts, licences, the page's own address."""

from datetime import datetime
from urllib.parse import quote, urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime, now

from shortsci.addresses import log_in_address
from summaries.models import Follow

register = template.Library()

STEPS = (  # seconds in a unit, and how it is called
    (31_556_952, "year"),
    (2_629_746, "month"),
    (604_800, "week"),
    (86_400, "day"),
    (3_600, "hour"),
    (60, "minute"),
)
LICENCES = {
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}


@register.simple_tag
def moment(when: datetime | None) -> str:
    """A `<time>`: in relative words, with the exact moment for machines and in the title."""
    if when is None:
        return ""
    told = localtime(when)
    exact = f"{told.day} {told:%B %Y, %H:%M %Z}"
    stamp = when.isoformat(timespec="seconds")
    html = f'<time datetime="{stamp}" title="{exact}">{ago(when)}</time>'
    # Nothing but figures and our own words, a hundred times on a page.
    return mark_safe(html)  # noqa: S308


def ago(when: datetime) -> str:
    """ "3 days ago"; the future, which only a wrong clock makes, is "just now"."""
    passed = int((now() - when).total_seconds())
    for seconds, unit in STEPS:
        count = passed // seconds
        if count >= 1:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


@register.filter
def excerpt(text: str, length: int = 160) -> str:
    """The first words of a plain text, in one line of at most `length` characters."""
    line = " ".join(text[: 4 * length].split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(".,;:–— ") + "…"


@register.filter
def decimals(number: float) -> str:
    """With three places behind the point."""
    return f"{number:.3f}"


@register.filter
def signed(number: int) -> str:
    """A number with a true minus, and a plus where there is something to count."""
    return f"+{number}" if number > 0 else str(number).replace("-", "−")


@register.filter
def site_name(address: str) -> str:
    """A web address as people say it: without its scheme, www and last slash."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


@register.simple_tag
def licence(spdx: str) -> str:
    """A licence by its usual name, linked to its text; words of its own for none."""
    if not spdx:
        return "licence not stated"
    if spdx not in LICENCES:
        return spdx
    name, url = LICENCES[spdx]
    return format_html('<a rel="license" href="{}">{}</a>', url, name)


@register.simple_tag(takes_context=True)
def login_url(context, anchor: str = "") -> str:
    """The log-in, and from there back to this page."""
    return log_in_address(context["request"]) + quote(anchor)


@register.simple_tag
def follow_url(target: str, thing) -> str:
    """Where to send that one follows the thing, or follows it no more."""
    key = getattr(thing, Follow.TARGETS[target])
    return reverse(f"summaries:follow_{target}", args=[key])


@register.simple_tag(takes_context=True)
def canonical(context) -> str:
    """The one address of what the page shows: its path, and what selects other rows."""
    page, section = context.get("page"), context.get("section")
    chosen = {
        "tab": context.get("tab") if context.get("tab") != "hot" else None,
        "section": section.slug if section else None,
        **(getattr(page, "asked", None) or {}),
    }
    query = urlencode({name: value for name, value in chosen.items() if value})
    return context.get("canonical_url", "") + (f"?{query}" if query else "")
