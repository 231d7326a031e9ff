"""What stands in a letter about an account: its text, and the same as HTML."""

import re

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from accounts.models import Letter

LINK = re.compile(r"(https?://\S+)")


def compose_letter(letter: Letter) -> EmailMultiAlternatives | None:
    if not (words := letter.opened()):
        return None
    to, subject, text = words
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(subject, text, to=[to], headers=headers)
    message.attach_alternative(html_of(subject, text), "text/html")
    return message


def html_of(subject: str, text: str) -> str:
    """The paragraphs of a plain letter as a small HTML page, its addresses as links."""
    paragraphs = [linked(part) for part in text.strip().split("\n\n")]
    context = {"subject": subject, "paragraphs": paragraphs}
    return render_to_string("accounts/letter.html", context)


def linked(paragraph: str) -> SafeString:
    parts = [
        format_html('<a href="{0}">{0}</a>', part)
        if LINK.fullmatch(part)
        else conditional_escape(part)
        for part in LINK.split(paragraph)
    ]
    return mark_safe("".join(parts).replace("\n", "<br>"))  # noqa: S308 - each part is escaped
