"""Who may sign up: nobody, the invited, whom an admin approves."""

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Invitation, User
from tests.entering import FORM, is_logged_in, link_in, log_in, sign_up
from tests.factories import make_user


def test_closed_says_so_and_makes_no_account(client, db, settings):
    settings.SIGNUP_MODE = "closed"

    page = client.get("/account/signup/").content.decode()
    sign_up(client)

    assert "takes no new accounts" in page
    assert not User.objects.exists()


def test_an_invitation_lets_one_person_in(client, db, settings):
    settings.SIGNUP_MODE = "invitation"
    invitation = Invitation.objects.create()

    page = client.get(f"/account/signup/?code={invitation.code}").content.decode()
    sign_up(client, code=invitation.code)
    again = sign_up(Client(), code=invitation.code, username="eve", email="eve@example.org")

    invitation.refresh_from_db()
    assert f'value="{invitation.code}"' in page
    assert invitation.used_by == User.objects.get()
    assert b"somebody has used it" in again.content


@pytest.mark.parametrize("code", ["", "wrong", "x" * 300])
def test_without_an_invitation_nobody_gets_in(client, db, settings, code):
    settings.SIGNUP_MODE = "invitation"
    Invitation.objects.create()

    response = sign_up(client, code=code)

    assert response.status_code == 200
    assert not User.objects.exists()


def test_whoever_loses_the_race_for_an_invitation_gets_no_account(client, db, settings, bob):
    settings.SIGNUP_MODE = "invitation"
    invitation = Invitation.objects.create()
    Invitation.objects.claim(invitation.code, bob)

    with pytest.raises(Invitation.DoesNotExist):
        Invitation.objects.claim(invitation.code, make_user())


def test_where_admins_approve_one_waits_until_somebody_has(client, admin, db, settings):
    settings.SIGNUP_MODE = "approval"
    sign_up(client)
    waiting = client.post(link_in(mail.outbox[0]), follow=True)
    assert not is_logged_in(client)
    assert "Almost there" in waiting.content.decode()
    dora = User.objects.get(username="dora")
    desk = Client()
    desk.force_login(admin)

    desk.post("/admin/accounts/user/", {"action": "approve", "_selected_action": [dora.pk]})
    log_in(client, "dora", FORM["password1"])

    assert is_logged_in(client)
    assert mail.outbox[-1].subject.endswith("is open")


def test_an_admin_makes_ten_invitations_at_once(client, admin):
    invitation = Invitation.objects.create(note="for the workshop")
    client.force_login(admin)

    chosen = {"action": "make_more", "_selected_action": [invitation.pk]}
    client.post("/admin/accounts/invitation/", chosen)

    assert Invitation.objects.open().filter(note="for the workshop").count() == 11
    assert client.get("/admin/accounts/invitation/").status_code == 200
