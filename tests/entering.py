"""What a person does at the entrance, for the tests of accounts."""

import re
import time

import time_machine
from allauth.account.models import EmailAddress

from accounts.traps import stamp
from tests.factories import make_user

PASSWORD = "a long passphrase"
FORM = {"email": "dora@example.org", "username": "dora", "password1": "correct horse 7"}


def sign_up(client, address="/account/signup/", **fields):
    return client.post(address, FORM | {"opened": opened(20)} | fields)


def opened(seconds: float) -> str:
    """What the form holds that was opened so long ago."""
    with time_machine.travel(time.time() - seconds, tick=False):
        return stamp()


def log_in(client, login, password=PASSWORD, **fields):
    return client.post("/account/login/", {"login": login, "password": password} | fields)


def link_in(message):
    return re.search(r"http://testserver(/\S+)", message.body)[1]


def make_member(username="alice", **fields):
    """Somebody whose address is confirmed."""
    user = make_user(username, **fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def is_logged_in(client):
    return "_auth_user_id" in client.session
