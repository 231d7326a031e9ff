"""What moderators and curators cannot do at the desk, by whatever form: tried by sending it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin import site
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.suspending import suspend
from summaries.models import LogEntry, Report, Summary, Ticket, Vote
from tests.access.walking import routes
from tests.desk import COMMENTS, SUMMARIES, act, fresh
from tests.factories import (
    make_comment,
    make_imported_summary,
    make_paper,
    make_summary,
    make_user,
    make_vote,
)
from tests.moderating import QUEUE, member_of, report, ticket_page

pytestmark = pytest.mark.django_db
MODERATOR = {
    *("view_summary", "change_summary", "view_comment", "change_comment", "view_commentrevision"),
    *("view_paper", "view_vote", "view_sighting", "view_ticket", "view_report", "view_logentry"),
    *("view_rule", "add_rule", "change_rule", "delete_rule"),
    *("view_suspension", "add_suspension", "change_suspension", "view_notice"),
}
CURATOR = {
    *(
        f"{verb}_{noun}"
        for verb in ("view", "change")
        for noun in ("author", "citation", "keyword")
    ),
    *(f"{verb}_{noun}" for verb in ("view", "change") for noun in ("paper", "venue", "twin")),
    *("view_correction", "change_correction", "view_ticket", "view_report", "view_logentry"),
    *(f"{verb}_authorship" for verb in ("view", "change", "add", "delete")),
    *(f"{verb}_identifier" for verb in ("view", "change", "add", "delete")),
    *(f"{verb}_authoridentifier" for verb in ("view", "change", "add", "delete")),
}
FORM = {  # what would change a person, a text or a vote if a form took it
    "author": "1",
    "voter": "1",
    "body": "Mine now.",
    "value": "-1",
    "created_at": "2001-01-01",
    "published_at_0": "2001-01-01",
    "published_at_1": "00:00",
    "visibility": "private",
    "licence": "CC0-1.0",
    "is_superuser": "on",
    "revisions-TOTAL_FORMS": "0",
    "revisions-INITIAL_FORMS": "0",
    "sightings-TOTAL_FORMS": "0",
    "sightings-INITIAL_FORMS": "0",
    "action": "hide",
}


def state(model):
    return list(model._default_manager.order_by("pk").values())


def test_the_groups_hold_just_these_rights():
    for name, rights in (("moderator", MODERATOR), ("curator", CURATOR)):
        member_of(name)
        held = Group.objects.get(name=name).permissions.values_list("codename", flat=True)

        assert set(held) == rights


@pytest.mark.parametrize("group", ["moderator", "curator"])
def test_no_ordinary_form_of_the_desk_changes_a_text_its_author_or_its_dates(client, group):
    comment, vote = make_comment(), make_vote(make_summary())
    imported = make_imported_summary(visibility="draft")
    before = {model: state(model) for model in (Summary, type(comment), Vote)}
    person = member_of(group)
    client.force_login(person)
    for model, row in ((Summary, comment.summary), (Summary, imported), (type(comment), comment)):
        client.post(f"/admin/summaries/{model._meta.model_name}/{row.pk}/change/", FORM)
    client.post(f"/admin/summaries/vote/{vote.pk}/change/", FORM)
    for action in ("publish", "assign_to_user", "delete_selected"):
        act(client, SUMMARIES, action, comment.summary, imported)
        act(client, COMMENTS, action, comment)
        act(client, "/admin/summaries/vote/", action, vote)

    assert {model: state(model) for model in before} == before


@pytest.mark.parametrize("group", ["moderator", "curator"])
def test_nobody_on_the_staff_lifts_themselves_or_others_up(client, group):
    person, other = member_of(group), make_user()
    client.force_login(person)
    for each in (person, other):
        for page in ("change", "password", "delete"):
            assert client.post(f"/admin/accounts/user/{each.pk}/{page}/", FORM).status_code == 403
    held = Group.objects.get(name=group)
    assert client.post(f"/admin/auth/group/{held.pk}/change/", FORM).status_code == 403

    assert not User.objects.filter(is_superuser=True).exists()
    assert fresh(other).is_staff is False


def test_whoever_looks_after_accounts_gives_no_rights_and_leaves_the_staff_alone(client, admin):
    clerk, reader = make_user("clerk", is_staff=True), make_user("reader")
    rights = Permission.objects.filter(codename__in=["view_user", "change_user", "delete_user"])
    clerk.user_permissions.set(rights)
    client.force_login(clerk)
    form = {"username": "reader", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    answer = client.post(f"/admin/accounts/user/{reader.pk}/change/", form)

    assert answer.status_code == 302
    assert not fresh(reader).is_staff
    assert not fresh(reader).is_superuser
    for page in ("change", "delete", "password"):
        address = f"/admin/accounts/user/{admin.pk}/{page}/"
        assert client.post(address, {**form, "post": "yes"}).status_code == 403
        own = f"/admin/accounts/user/{clerk.pk}/{page}/"
        assert client.post(own, {**form, "post": "yes"}).status_code == 403


def test_the_desk_shows_no_session_key_or_second_factor(client, admin, alice):
    secret = {"secret": "whoever-reads-this-comes-in"}
    kind = Authenticator.Type.TOTP
    factor = Authenticator.objects.create(user=alice, type=kind, data=secret)
    Client().force_login(alice)
    client.force_login(admin)
    page = client.get(f"/admin/mfa/authenticator/{factor.pk}/change/").content.decode()

    assert "alice" in page.lower()
    assert secret["secret"] not in page
    assert UserSession not in site._registry
    assert not [m for m in site._registry if m.__name__ in {"SocialToken", "SocialApp"}]


def test_who_lost_a_second_factor_gets_in_again_through_an_administrator(client, admin, alice):
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    factors = [Authenticator.objects.create(user=alice, type=kind, data={}) for kind in kinds]
    client.force_login(admin)
    act(client, "/admin/mfa/authenticator/", "take_away", factors[0])

    assert not Authenticator.objects.exists()


def test_an_administrator_confirms_an_address_for_its_owner(client, admin):
    owner = make_user(verified_at=None)
    address = owner.emailaddress_set.create(email=owner.email, primary=True, verified=False)
    client.force_login(admin)
    act(client, "/admin/account/emailaddress/", "confirm", address)

    assert fresh(address).verified
    assert fresh(owner).verified_at


def test_what_is_only_shown_is_not_deleted_in_numbers_either(client, admin):
    vote = make_vote(make_summary())
    ticket = Ticket.objects.create(kind="comment")
    client.force_login(admin)
    for url, row in (("vote", vote), ("ticket", ticket)):
        chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        client.post(f"/admin/summaries/{url}/", chosen)

        assert fresh(row)


def test_a_moderator_does_not_close_a_report_about_a_text_of_their_own(client, bob):
    moderator = member_of("moderator")
    own = make_summary(author=moderator)
    report(client, bob, own)
    client.force_login(moderator)
    address = ticket_page("summary", own)
    fields = {field.name: field.value() for field in client.get(address).context["form"]}
    sent = {name: value for name, value in fields.items() if value not in (None, "")}
    answer = client.post(address, {**sent, "action": "leave", "reason": "other"})

    assert "somebody else decides" in answer.content.decode()
    assert Report.objects.waiting().count() == 1


@pytest.mark.parametrize("action", ["merge", "split", "facts", "delete", "move", "nothing"])
def test_what_needs_a_page_of_its_own_is_not_decided_about_several(client, admin, action):
    papers = [make_paper(), make_paper()]
    client.force_login(admin)
    client.raise_request_exception = False
    keys = ",".join(str(paper.pk) for paper in papers)
    address = f"/admin/summaries/ticket/decide/paper/{action}/?ids={keys}"
    answer = client.post(address, {"reason": "spam"})

    assert answer.status_code in (404, 302)
    assert not LogEntry.objects.exclude(action="delete").exists()


def test_no_page_of_the_desk_opens_without_a_second_factor(client, settings, admin):
    settings.STAFF_SECOND_FACTOR = True
    client.force_login(admin)
    pages = [route for route in set(routes()) if route.startswith("admin/")]
    answers = {client.get("/" + route.replace("<", "").replace(">", "")).url for route in pages}

    assert len(pages) > 100
    assert answers == {"/account/2fa/"}


def test_the_staff_change_their_password_where_everybody_does(client, admin):
    client.force_login(admin)

    assert client.get("/admin/password_change/").url == "/account/password/change/"


def test_a_curator_does_not_learn_who_wrote_an_anonymous_text(client, alice):
    summary = make_summary(author=alice, is_anonymous=True)
    client.force_login(member_of("curator"))
    pk = summary.paper_id
    for page in (f"/admin/summaries/paper/{pk}/change/", f"{QUEUE}split/{pk}/"):
        told = client.get(page).content.decode()

        assert f"Summary {summary.pk}" in told
        assert "alice" not in told.casefold()


def test_several_people_are_let_in_at_once(client):
    people = [make_user("una"), make_user("otto")]
    for person in people:
        suspend(person)
    client.force_login(member_of("moderator"))
    keys = ",".join(str(person.pk) for person in people)
    address = f"/admin/summaries/ticket/decide/person/lift/?ids={keys}"
    answer = client.post(address, {"reason": "other"}, follow=True)

    assert "Decided about 2" in answer.content.decode()
    assert all(fresh(person).is_active for person in people)


@pytest.mark.parametrize("kind", ["summary", "comment"])
def test_a_curator_does_not_learn_which_texts_there_are(client, kind):
    comment = make_comment(created_at=timezone.now())
    row = comment if kind == "comment" else comment.summary
    client.force_login(member_of("curator"))
    for pk in (row.pk, 10**6):
        assert client.get(f"/admin/summaries/{kind}/{pk}/delete/").status_code == 403
        assert client.get(f"/admin/summaries/{kind}/{pk}/change/").status_code == 403
        assert client.get(f"/admin/summaries/ticket/about/{kind}/{pk}/").status_code == 403
