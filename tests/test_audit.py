"""The log "audit": who came in, who tried, which locks changed, what the staff did."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail

from summaries.models import Ticket
from tests.entering import link_in, log_in, make_member
from tests.moderating import decide

FROM = {"REMOTE_ADDR": "203.0.113.77"}


@pytest.fixture
def audit(caplog):
    caplog.set_level("INFO", logger="audit")
    return lambda: [each.getMessage() for each in caplog.records if each.name == "audit"]


def test_coming_going_and_failing_are_noted_by_number_and_network(client, db, audit):
    alice = make_member("alice")
    client.defaults |= FROM
    log_in(client, "alice", "wrong and long")
    log_in(client, "alice")
    client.post("/account/logout/")

    assert audit() == [
        "log-in failed: user - from 203.0.113.0/24",
        f"logged in: user {alice.pk} from 203.0.113.0/24",
        f"logged out: user {alice.pk} from 203.0.113.0/24",
    ]


def test_a_new_password_is_noted(client, db, audit):
    alice = make_member("alice")
    client.post("/account/password/reset/", {"email": alice.email})
    page = client.get(link_in(mail.outbox[-1]), follow=True)
    new = {"password1": "another passphrase", "password2": "another passphrase"}
    client.post(page.request["PATH_INFO"], new)

    assert f"password reset: user {alice.pk} from 127.0.0.0/24" in audit()


def test_what_the_staff_do_is_noted_here_and_in_the_admin_s_own_history(
    client, admin, summary, audit
):
    client.force_login(admin)
    decide(client, "summary", summary, "delete")
    client.post("/admin/accounts/user/", {"action": "approve", "_selected_action": admin.pk})

    assert audit()[-2:] == [
        f"staff: user {admin.pk}, admin:summaries_ticket_about delete of ['{summary.pk}'], "
        "answer 302",
        f"staff: user {admin.pk}, admin:accounts_user_changelist approve of ['{admin.pk}'], "
        "answer 302",
    ]
    assert LogEntry.objects.get().object_id == str(Ticket.objects.get().pk)


def test_what_strangers_try_in_the_admin_is_no_deed_of_the_staff(client, bob, audit):
    client.force_login(bob)
    client.post("/admin/summaries/summary/")

    assert not [line for line in audit() if line.startswith("staff")]
