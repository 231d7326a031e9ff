"""Sign-up with real mail: what leaves by SMTP is read by a real server."""

import re
import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.test import Client

from accounts.models import User
from tests.entering import sign_up


class Sink:
    """Takes every mail and keeps it."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Taken"


@pytest.fixture
def sink(settings):
    sink = Sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield sink
    controller.stop()


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
