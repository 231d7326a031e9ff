"""The mail that tells what moderators did: it concerns the account, so nobody switches it off."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from accounts.letters import html_of
from accounts.models import Notice, OutgoingMail
from accounts.quoting import one_line
from summaries.moderation.naming import name_notices


def compose_notice(mail: OutgoingMail) -> EmailMultiAlternatives:
    notice = Notice.objects.with_story().get(mail=mail)
    name_notices([notice])
    whose = one_line(notice.subject, 300)
    context = {"notice": notice, "entry": notice.entry, "user": mail.user, "whose": whose}
    context["site_name"] = settings.SITE_NAME
    text = render_to_string("accounts/mail/notice.txt", context).strip() + "\n"
    subject = one_line(f"{settings.SITE_NAME}: a decision about {whose}", 150)
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(subject, text, to=[mail.user.email], headers=headers)
    message.attach_alternative(html_of(subject, text), "text/html")
    return message
