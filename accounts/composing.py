"""What stands in a mail of the outbox: its headers, its text and the same as HTML."""

from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from accounts import unsubscribing
from accounts.composing_letters import compose_letter
from accounts.composing_notices import compose_notice
from accounts.models import Letter, MailChoice, Notification, OutgoingMail
from accounts.models.notification import NotificationQuerySet
from accounts.quoting import excerpt, one_line, quoted_html, quoted_text

IN_DIGEST = 50  # entries; the inbox has the others


def compose(mail: OutgoingMail | Letter) -> EmailMultiAlternatives | None:
    """The mail as it is to be sent now; None when its reader may not, or will not, have it."""
    if isinstance(mail, Letter):
        return compose_letter(mail)
    user = mail.user
    if not (user.email and user.verified_at):
        return None
    if mail.notice_id:  # it tells of a suspension, too
        return compose_notice(mail)
    if not user.is_active:
        return None
    return _digest(mail) if mail.is_digest else _notification(mail)


def _wanted(user, rows: NotificationQuerySet) -> NotificationQuerySet:
    """Without what is out of sight by now, muted, or of a kind that is to be mailed no more."""
    never = user.mail_choices.filter(how=MailChoice.How.NEVER).values("kind")
    muted = user.mutes.values("summary")
    return rows.in_sight().exclude(kind__in=never).exclude(summary__in=muted).with_story()


def _notification(mail: OutgoingMail) -> EmailMultiAlternatives | None:
    told = _wanted(mail.user, Notification.objects.filter(mail=mail)).first()
    if told is None:
        return None
    thread = f"<summary-{told.summary_id}@{urlsplit(settings.SITE_URL).hostname}>"
    message = _message(
        mail,
        f"Re: {told.summary.paper.shown_title}",
        told.kind,
        "notification",
        entry=_entry(told),
        text=quoted_text(told),
        html=quoted_html(told),
    )
    message.extra_headers |= {"References": thread, "In-Reply-To": thread}
    message.from_email = sender(told.told_of)
    return message


def _digest(mail: OutgoingMail) -> EmailMultiAlternatives | None:
    entries = list(_wanted(mail.user, mail.digested.all()))
    if not entries:
        return None
    subject = f"{len(entries)} new at {settings.SITE_NAME}"
    return _message(
        mail,
        subject,
        unsubscribing.DIGEST,
        "digest",
        entries=[_entry(told) for told in entries[:IN_DIGEST]],
        more=len(entries[IN_DIGEST:]),
    )


def _entry(told: Notification) -> dict:
    return {
        "told": told,
        "title": one_line(told.summary.paper.shown_title, 200),
        "excerpt": excerpt(told),
        "link": settings.SITE_URL + told.get_absolute_url(),
    }


def _message(mail, subject: str, what: str, template: str, **context) -> EmailMultiAlternatives:
    """Text and HTML of one template, with a way to end such mails in head and foot."""
    stop = unsubscribing.link_for(mail.user, what)
    context |= {
        "subject": one_line(subject, 150),
        "stop": stop,
        "site_name": settings.SITE_NAME,
        "inbox": settings.SITE_URL + reverse("accounts:notifications"),
        "choices": settings.SITE_URL + reverse("accounts:settings") + "#mail",
    }
    message = EmailMultiAlternatives(
        context["subject"],
        render_to_string(f"accounts/mail/{template}.txt", context).strip() + "\n",
        to=[mail.user.email],
        headers={
            "Message-ID": mail.message_id,
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    html = render_to_string(f"accounts/mail/{template}.html", context)
    message.attach_alternative(html, "text/html")
    return message


def sender(name: str) -> str:
    """Our own address, under the name of whoever did it: it may be a pen name, never more."""
    site_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    shown = one_line(name, 80).replace("=?", "= ?")  # or mail programs would decode it
    return formataddr((f"{shown} via {settings.SITE_NAME}" if shown else site_name, address))
