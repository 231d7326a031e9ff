"""Comments, users and deletions on the moderators' desk: the numbers stay right."""

import pytest

from accounts.models import User
from tests.desk import COMMENTS, fresh, numbers_are_right
from tests.factories import (
    make_comment,
    make_vote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desk(client, admin):
    client.force_login(admin)


def test_the_words_of_a_comment_stay_its_authors(client):
    comment = make_comment()
    client.post(f"{COMMENTS}{comment.pk}/change/", {"body": "What I never said."})

    assert fresh(comment).body == "I agree."


def test_what_a_comment_said_before_is_shown_and_stays(client):
    comment = make_comment(body="A rash word.")
    comment.revise("A mild word.")
    address = f"{COMMENTS}{comment.pk}/change/"
    page = client.get(address).content.decode()
    former = comment.revisions.get()
    form = {"revisions-TOTAL_FORMS": 1, "revisions-INITIAL_FORMS": 1}
    row = {
        "revisions-0-id": former.pk,
        "revisions-0-body": "Never said.",
        "revisions-0-DELETE": "on",
    }
    client.post(address, form | row)

    assert "A rash word." in page
    assert 'name="revisions-0-body"' not in page
    assert fresh(former).body == "A rash word."


@pytest.mark.parametrize("how", ["one", "several"])
def test_the_numbers_are_right_after_a_person_is_deleted(client, summary, bob, how):
    make_vote(summary, 1, bob)
    make_comment(summary=summary, author=bob)
    url, confirmed = "/admin/accounts/user/", {"post": "yes"}
    if how == "one":
        client.post(f"{url}{bob.pk}/delete/", confirmed)
    else:
        chosen = {"action": "delete_selected", "_selected_action": [bob.pk]}
        client.post(url, {**chosen, **confirmed})

    assert not User.objects.filter(pk=bob.pk).exists()
    assert numbers_are_right()


def test_a_user_is_added_and_changed(client):
    words = {"username": "dora", "password1": "quite a long one", "password2": "quite a long one"}
    added = client.post("/admin/accounts/user/add/", {**words, "usable_password": "true"})
    user = User.objects.get(username="dora")
    profile = {"username": "dora", "display_name": "Dora", "bio": "I *read*.", "is_active": "on"}
    changed = client.post(f"/admin/accounts/user/{user.pk}/change/", profile)

    assert (added.status_code, changed.status_code) == (302, 302)
    assert "<em>read</em>" in fresh(user).bio_html
