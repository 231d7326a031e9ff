"""Letters about one's own account: a text, and the same as HTML."""

import logging
import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

logger = logging.getLogger(__name__)
LINK = re.compile(r"(https?://\S+)")


def send_letter(letter: str, user, **context) -> bool:
    """Mail templates/accounts/letters/<letter>.txt to `user`; its first line is the subject.

    False when the mail server did not take it.
    """
    site = {"SITE_NAME": settings.SITE_NAME, "SITE_URL": settings.SITE_URL}
    context = {"user": user, **site, **context}
    subject, _, text = render_to_string(f"accounts/letters/{letter}.txt", context).partition("\n")
    message = EmailMultiAlternatives(subject.strip(), text.strip(), to=[user.email])
    message.attach_alternative(html_of(subject, text), "text/html")
    try:
        message.send()
    except OSError:  # with all that a mail server may answer
        logger.exception("A letter could not be sent.")
        return False
    return True


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
