"""Forms take the fields that they show, and no other."""

from summaries.models import Comment, Summary
from tests.writing import typed

EXTRA = {
    "author": "1",
    "is_staff": "on",
    "is_superuser": "on",
    "is_active": "",
    "score": "999",
    "ups": "999",
    "hidden_at": "",
    "user": "1",
    "id": "1",
    "pk": "1",
    "verified_at": "2020-01-01",
    "orcid_verified_at": "2020-01-01",
    "contribution": "9",
    "is_imported": "on",
    "password": "x",
    "published_at": "1999-01-01",
    "comments_locked_at": "",
    "delete_at": "",
    "summary": "1",
    "awaits_approval": "",
    "groups": "1",
    "user_permissions": "1",
    "source": "import",
}


def test_forms_take_nothing_that_they_do_not_show(client, bob, alice, paper):
    before = {name: getattr(bob, name) for name in ("is_staff", "is_superuser", "password", "pk")}
    client.force_login(bob)
    client.post("/account/profile/", {"bio": "Me.", "display_name": "", **EXTRA})
    client.post(f"/papers/{paper.key}/write/", typed(**EXTRA))
    summary = Summary.objects.get()
    client.post(f"{summary.get_absolute_url()}comments/", {"body": "Words.", **EXTRA})

    bob.refresh_from_db()
    assert {name: getattr(bob, name) for name in before} == before
    assert bob.orcid_verified_at is None
    assert (summary.author, summary.ups, summary.is_imported) == (bob, 0, False)
    assert summary.published_at.year > 2000
    assert Comment.objects.get().author == bob
