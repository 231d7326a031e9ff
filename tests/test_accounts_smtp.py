"""Sign-up with real mail: what leaves by SMTP is read by a real server."""

import re

from django.test import Client

from accounts.models import User
from tests.entering import sign_up


def test_a_mail_through_smtp_confirms_the_address(sink, db):
    client = Client()
    sign_up(client)

    (message,) = sink.mails
    text = message.get_body(["plain"]).get_content()
    html = message.get_body(["html"]).get_content()
    link = re.search(r"http://testserver(/\S+)", text)[1]
    assert message["To"] == "dora@example.org"
    assert link in html
    assert message["Message-ID"]
    client.post(link)

    assert User.objects.get().verified_at is not None
    assert "_auth_user_id" in client.session
