"""One's own settings and page: what can be said, and what others see of it."""

import xml.etree.ElementTree as ET

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.identicon import identicon
from accounts.models import MailChoice
from accounts.orcid import check_digit, orcid_from
from tests.factories import make_summary, make_vote

OWN = [
    "/account/",
    "/account/profile/",
    "/account/import/",
]


@pytest.mark.parametrize("address", OWN)
def test_a_page_of_ones_own_is_for_its_owner_and_kept_by_nobody(client, bob, address):
    assert client.get(address).url == f"/account/login/?next={address}"
    client.force_login(bob)

    response = client.get(address)

    assert response.status_code == 200
    assert "private" in response["Cache-Control"]
    assert b'name="robots" content="noindex"' in response.content


@pytest.mark.parametrize("address", OWN)
def test_a_page_of_ones_own_costs_few_queries(client, bob, address, django_assert_max_num_queries):
    client.force_login(bob)

    with django_assert_max_num_queries(6):
        client.get(address)


@pytest.mark.parametrize(
    "address", ["mail/", "licence/", "profile/", "export/", "import/", "delete/", "delete/cancel/"]
)
def test_a_stranger_changes_nothing(client, db, address):
    response = client.post(f"/account/{address}", {})

    assert response.status_code == 302
    assert "login" in response.url or "reauthenticate" in response.url


def test_mail_is_chosen_by_kind(client, bob):
    client.force_login(bob)
    chosen = dict.fromkeys(["comment", "reply", "mention", "summary", "votes"], "digest")

    client.post("/account/mail/", chosen | {"votes": "never"})
    client.post("/account/mail/", chosen | {"votes": "at_once"})

    assert dict(bob.mail_choices.values_list("kind", "how")) == chosen | {"votes": "at_once"}


@pytest.mark.parametrize("data", [{}, {"comment": "hourly"}, {"comment": ""}])
def test_a_choice_that_does_not_exist_is_refused_in_words(client, bob, data):
    client.force_login(bob)

    response = client.post("/account/mail/", data)

    assert response.status_code == 422
    assert b"errorlist" in response.content
    assert not MailChoice.objects.exists()


def test_the_licence_of_new_texts_is_chosen(client, bob):
    client.force_login(bob)
    client.post("/account/licence/", {"licence": "CC0-1.0"})
    refused = client.post("/account/licence/", {"licence": "MINE"})

    bob.refresh_from_db()
    assert bob.licence == "CC0-1.0"
    assert refused.status_code == 422


def test_a_profile_is_shown_to_everybody(client, bob):
    client.force_login(bob)
    client.post(
        "/account/profile/",
        {
            "display_name": "  Bob   Builder ",
            "bio": "I *build* $x^2$.",
            "orcid": "https://orcid.org/000000021825009X".replace("009X", "0097"),
            "website": "www.example.org/bob/",
        },
    )
    client.logout()

    page = client.get("/people/bob/").content.decode()

    assert ">Bob Builder</h1>" in page
    assert "<em>build</em>" in page
    assert "<math" in page
    link = '<a href="https://orcid.org/0000-0002-1825-0097" rel="me ugc nofollow noopener">'
    assert link in page
    assert (
        'href="https://www.example.org/bob/" rel="me ugc nofollow noopener">example.org/bob<'
        in page
    )
    assert "verified" not in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("orcid", "0000-0002-1825-0098", "typing error"),
        ("orcid", "1234", "sixteen digits"),
        ("website", "javascript:alert(1)", "valid URL"),
        ("website", "ftp://example.org", "https://"),
        ("display_name", "Admin", "kept for the site"),
        ("display_name", "Alice", "somebody else"),
        ("display_name", "x" * 101, "at most 100"),
        ("bio", "x" * 5001, "at most 5000"),
        ("bio", "a\0b", "Null characters"),
    ],
)
def test_a_bad_profile_gets_words_and_keeps_what_was_typed(client, alice, bob, field, value, words):
    client.force_login(bob)
    good = {"display_name": "Bobby", "bio": "Long *text*.", "orcid": "", "website": ""}

    response = client.post("/account/profile/", good | {field: value})

    bob.refresh_from_db()
    page = response.content.decode()
    assert response.status_code == 422
    assert words.lower() in page.lower()
    assert (bob.display_name, bob.bio) == ("", "")
    assert field == "bio" or "Long *text*." in page
    assert field == "display_name" or 'value="Bobby"' in page


def test_the_preview_shows_the_text_and_saves_nothing(client, bob):
    client.force_login(bob)

    response = client.post("/account/profile/", {"bio": "Now **bold**.", "preview": "1"})

    bob.refresh_from_db()
    assert "<strong>bold</strong>" in response.content.decode()
    assert "Now **bold**." in response.content.decode()
    assert bob.bio == ""


def test_the_bio_runs_no_scripts(client, bob):
    client.force_login(bob)
    client.post("/account/profile/", {"bio": "<script>alert(1)</script> [x](javascript:alert(1))"})

    page = client.get("/people/bob/").content.decode()

    assert "<script>alert" not in page
    assert 'href="javascript:' not in page


def test_a_typed_orcid_loses_the_mark_that_log_in_gave(client, bob):
    bob.orcid, bob.orcid_verified_at = "0000-0002-1825-0097", timezone.now()
    bob.save()
    client.force_login(bob)

    client.post("/account/profile/", {"bio": "New", "orcid": "0000-0002-1825-0097"})
    bob.refresh_from_db()
    kept = bob.orcid_verified_at
    client.post("/account/profile/", {"bio": "New", "orcid": "0000-0002-1694-233X"})
    bob.refresh_from_db()

    assert kept is not None
    assert bob.orcid == "0000-0002-1694-233X"
    assert bob.orcid_verified_at is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("0000 0002 1825 0097", "0000-0002-1825-0097"),
        (" https://orcid.org/0000-0002-1694-233x/ ", "0000-0002-1694-233X"),
        ("http://www.orcid.org/0000-0001-5109-3700", "0000-0001-5109-3700"),
    ],
)
def test_an_orcid_is_read_in_every_usual_spelling(typed, read):
    assert orcid_from(typed) == read


@pytest.mark.parametrize(
    "typed", ["", "0000-0002-1825", "0000-0002-1825-00970", "000X-0002-1825-0097", "٠" * 16]
)
def test_what_is_no_orcid_is_refused(typed):
    with pytest.raises(ValidationError):
        orcid_from(typed)


@given(st.text("0123456789", min_size=15, max_size=15), st.integers(0, 14), st.integers(1, 9))
def test_the_check_digit_notices_every_single_wrong_digit(digits, place, offset):
    wrong = str((int(digits[place]) + offset) % 10)
    mistyped = digits[:place] + wrong + digits[place + 1 :]

    assert check_digit(mistyped) != check_digit(digits)


def test_an_identicon_is_drawn_for_people_and_may_be_kept(client, bob):
    response = client.get("/people/bob/identicon.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert response.content.decode() == identicon("bob")
    assert client.get("/people/nobody/identicon.svg").status_code == 404


@given(st.text(min_size=1, max_size=30))
def test_an_identicon_is_svg_and_the_same_every_time(username):
    drawing = identicon(username)

    assert ET.fromstring(drawing).tag == "{http://www.w3.org/2000/svg}svg"
    assert drawing == identicon(username.casefold())
    assert len(drawing) < 1500


def test_contribution_says_how_it_is_computed_and_counts_only_signed_public_texts(client, alice):
    for number, fields in enumerate(
        [{}, {"is_anonymous": True}, {"visibility": "private"}, {"visibility": "draft"}]
    ):
        summary = make_summary(author=alice, **fields)
        for _ in range(2 + number):
            make_vote(summary)
    alice.refresh_from_db()
    signed = alice.contribution

    page = client.get("/people/").content.decode()

    assert alice.summary_count == 1
    assert 0 < signed < 1
    assert "How contribution is computed" in page
    assert "Wilson" in page
