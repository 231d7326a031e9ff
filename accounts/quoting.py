"""What others wrote, as a mail shows it: in one line, in quoted lines, as HTML."""

import re
import textwrap
import unicodedata

from django.conf import settings

from accounts.models import Notification
from summaries.rendering import portable

LONGEST = 1_500  # characters of a summary that a mail shows; of a comment it shows all
WIDTH = 72  # columns of the text part


def one_line(text: str, most: int) -> str:
    """What a header may hold: no line's end, nothing invisible, not too much."""
    line = " ".join(text.split())
    line = "".join(sign for sign in line if unicodedata.category(sign)[0] != "C")
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def excerpt(told: Notification) -> str:
    """Its first words in one line; none of votes."""
    if told.kind == Notification.Kind.VOTES:
        return ""
    return one_line((told.comment or told.summary).text[:1_000], 200)


def quoted_text(told: Notification) -> str:
    """The comment, or the beginning of the summary, as mail quotes: each line after a ">"."""
    if told.kind == Notification.Kind.VOTES:
        return ""
    text = told.comment.text if told.comment else shortened(told.summary.text)
    lines = [line for line in text.splitlines() if line]
    wrapped = ["\n".join(_wrapped(line)) for line in lines]
    return "\n>\n".join(wrapped)


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent="> ",
        subsequent_indent="> ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def shortened(text: str) -> str:
    """Whole words up to LONGEST characters."""
    if len(text) <= LONGEST:
        return text
    return re.sub(r"\s+\S*$", "", text[:LONGEST]) + " …"


def quoted_html(told: Notification) -> str:
    """The same as HTML that needs no style sheet."""
    if told.kind == Notification.Kind.VOTES:
        return ""
    html = told.comment.body_html if told.comment else told.summary.lead_html
    site = settings.SITE_URL
    return portable(html, site, site + told.summary.get_absolute_url())
