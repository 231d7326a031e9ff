"""Those who look after the site: two groups with few rights, and a second factor for everybody."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group

from tests.moderating import member_of

MOST = {
    "moderator": {"add_suspension", "change_suspension", "change_summary", "change_comment"},
    "curator": {"change_paper", "add_identifier", "delete_identifier", "add_authorship"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("group", ["moderator", "curator"])
def test_a_group_holds_no_right_over_accounts_groups_votes_or_the_log(group):
    member_of(group)
    rights = set(Group.objects.get(name=group).permissions.values_list("codename", flat=True))

    assert rights >= MOST[group]
    assert not {right for right in rights if right.endswith(("_user", "_group", "_permission"))}
    assert {right for right in rights if right.endswith(("_vote", "_logentry"))} <= {
        "view_vote",
        "view_logentry",
    }
    assert not {"delete_summary", "delete_comment", "add_summary", "delete_paper"} & rights


@pytest.mark.django_db
def test_only_curators_change_papers_and_only_moderators_texts():
    rights = {}
    for group in MOST:
        member_of(group)
        held = Group.objects.get(name=group).permissions.values_list("codename", flat=True)
        rights[group] = set(held)

    assert not {right for right in rights["curator"] if "summary" in right or "comment" in right}
    assert "change_paper" not in rights["moderator"]


@pytest.mark.django_db
def test_the_desk_sends_staff_to_set_up_a_second_factor(client, settings, moderator):
    settings.STAFF_SECOND_FACTOR = True
    client.force_login(moderator)
    for page in ("", "summaries/ticket/", "nothing/"):
        assert client.get(f"/admin/{page}").url == "/account/2fa/"
    assert client.post("/admin/summaries/summary/", {"action": "hide"}).url == "/account/2fa/"
    told = client.get("/account/2fa/").content.decode()
    Authenticator.objects.create(user=moderator, type=Authenticator.Type.TOTP, data={})

    assert "second factor" in told
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/summaries/ticket/").status_code == 200


@pytest.mark.django_db
def test_others_are_asked_for_none(client, settings, bob):
    settings.STAFF_SECOND_FACTOR = True
    assert client.get("/admin/").url.startswith("/admin/login/")
    client.force_login(bob)

    assert client.get("/admin/").url.startswith("/admin/login/")
    assert client.get("/").status_code == 200
