"""A first list of domains with addresses to throw away; the admins add to it."""

from django.db import migrations

KNOWN = [
    "10minutemail.com",
    "burnermail.io",
    "byom.de",
    "discard.email",
    "dispostable.com",
    "einrot.com",
    "emailondeck.com",
    "fakeinbox.com",
    "getnada.com",
    "grr.la",
    "guerrillamail.biz",
    "guerrillamail.com",
    "guerrillamail.de",
    "guerrillamail.info",
    "guerrillamail.net",
    "guerrillamail.org",
    "guerrillamailblock.com",
    "harakirimail.com",
    "inboxkitten.com",
    "incognitomail.com",
    "mail-temp.com",
    "mailcatch.com",
    "maildrop.cc",
    "mailinator.com",
    "mailnesia.com",
    "mailnull.com",
    "mintemail.com",
    "moakt.com",
    "mohmal.com",
    "mytemp.email",
    "sharklasers.com",
    "spam4.me",
    "spamgourmet.com",
    "temp-mail.org",
    "tempail.com",
    "tempr.email",
    "throwawaymail.com",
    "trashmail.com",
    "trashmail.de",
    "trashmail.net",
    "wegwerfmail.de",
    "yopmail.com",
    "yopmail.fr",
    "yopmail.net",
]


def add(apps, schema_editor):
    domains = apps.get_model("accounts", "DisposableDomain").objects
    domains.bulk_create(domains.model(domain=domain) for domain in KNOWN)


def remove(apps, schema_editor):
    apps.get_model("accounts", "DisposableDomain").objects.filter(domain__in=KNOWN).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_abuse")]
    operations = [migrations.RunPython(add, remove, elidable=False)]
