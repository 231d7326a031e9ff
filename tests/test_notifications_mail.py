"""News are mailed as one has chosen, to an address that is confirmed."""

import pytest

from accounts.models import MailChoice, Notification
from tests.factories import make_user
from tests.news import commented, told

Kind = Notification.Kind


@pytest.mark.parametrize(
    ("how", "mails", "awaits_digest"),
    [("at_once", 1, False), ("digest", 0, True), ("never", 0, False)],
)
def test_mail_goes_out_as_one_chose(alice, bob, summary, how, mails, awaits_digest):
    MailChoice.objects.create(user=alice, kind=Kind.COMMENT, how=how)
    commented(summary=summary, author=bob)

    assert alice.mails.count() == mails
    assert alice.notifications.get().awaits_digest is awaits_digest


def test_a_choice_about_one_kind_is_none_about_another(alice, bob, summary):
    MailChoice.objects.create(user=alice, kind=Kind.MENTION, how="never")
    commented(summary=summary, author=bob)

    assert alice.mails.count() == 1


@pytest.mark.parametrize("fields", [{"verified_at": None}, {"email": ""}])
def test_no_mail_goes_to_an_address_that_nobody_confirmed(bob, summary, fields):
    dora = make_user("dora", **fields)
    commented(summary=summary, author=bob, body="@dora")

    assert told(dora) == [Kind.MENTION]
    assert dora.mails.count() == 0
