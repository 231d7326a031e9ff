"""What a new account may do: less, until it is a week old or three of its posts stand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from summaries.models import Summary, Ticket
from summaries.moderation.deciding import Decision, decide
from tests.factories import make_comment, make_paper, make_summary, make_user

LINKS = " ".join(f"https://site{n}.example/" for n in range(6))
PICTURE = "![a cat](https://upload.wikimedia.org/cat.png)"
A_WHILE = timedelta(days=2)


@pytest.fixture
def dora(db):
    return make_user("dora", date_joined=timezone.now() - A_WHILE)


def write(client, user, body, visibility="public", paper=None):
    client.force_login(user)
    paper = paper or make_paper()
    typed = {"body": body, "visibility": visibility, "licence": "CC-BY-4.0", "base": "0"}
    return client.post(f"/papers/{paper.key}/write/", typed)


def stand(user, posts):
    """So many texts of theirs in public, for a while."""
    for _ in range(posts):
        make_summary(author=user, published_at=timezone.now() - A_WHILE)


@pytest.mark.parametrize(
    ("days", "posts", "is_new"), [(2, 0, True), (2, 2, True), (2, 3, False), (8, 0, False)]
)
def test_one_is_new_for_a_week_or_until_three_posts_stand(db, days, posts, is_new):
    user = make_user(date_joined=timezone.now() - timedelta(days=days))
    stand(user, posts)

    assert user.is_new == is_new


def test_what_is_fresh_hidden_private_or_reported_is_no_approved_post(dora, bob):
    stand(dora, 2)
    make_summary(author=dora)  # of this minute
    make_summary(author=dora, published_at=timezone.now() - A_WHILE).hide()
    make_summary(author=dora, visibility="private")
    disputed = make_summary(author=dora, published_at=timezone.now() - A_WHILE)
    Ticket.objects.about("summary", disputed).open()
    make_comment(author=dora, created_at=timezone.now())
    assert dora.is_new

    Ticket.objects.get().close()

    assert not dora.is_new


def test_links_of_a_new_account_are_counted(client, dora):
    refused = write(client, dora, LINKS)

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "at most 5 links" in page
    assert "site5.example" in page
    assert not Summary.objects.exists()
    assert write(client, dora, LINKS, "draft").status_code == 302


def test_a_first_post_has_no_pictures_and_a_later_one_may(client, dora):
    assert "Please take them out" in write(client, dora, PICTURE).content.decode()
    stand(dora, 1)

    assert write(client, dora, PICTURE).status_code == 302


def test_neither_counts_for_people_who_are_here_for_longer(client, bob):
    assert write(client, bob, LINKS + PICTURE).status_code == 302


def test_comments_are_held_to_the_same(client, dora, summary):
    client.force_login(dora)
    address = f"/summaries/{summary.pk}/comments/"

    answers = [client.post(address, {"body": body}).status_code for body in (LINKS, PICTURE, "Hm.")]

    assert answers == [422, 422, 302]


def test_links_lead_away_without_a_recommendation(client, dora):
    write(client, dora, "See https://site.example/ for more.")

    html = Summary.objects.get().body_html
    assert "ugc" in html
    assert "nofollow" in html


def test_search_engines_leave_new_accounts_alone(client, dora, bob):
    new, known = make_summary(author=dora), make_summary(author=bob)
    pages = [new.get_absolute_url(), dora.get_absolute_url()]
    others = [known.get_absolute_url(), bob.get_absolute_url()]

    found = {path: b'content="noindex"' in client.get(path).content for path in pages + others}

    assert [found[path] for path in pages] == [True, True]
    assert [found[path] for path in others] == [False, False]


def test_what_is_anonymous_tells_nothing_of_its_writers_age(client, dora, bob):
    fresh = [make_summary(author=writer, is_anonymous=True) for writer in (dora, bob)]
    before = timezone.now() - timedelta(days=9)
    old = [
        make_summary(author=writer, is_anonymous=True, published_at=before)
        for writer in (dora, bob)
    ]

    assert [summary.keeps_robots_out for summary in fresh + old] == [True, True, False, False]


def test_where_admins_approve_a_first_post_waits_for_a_moderator(client, dora, admin, settings):
    settings.SIGNUP_MODE = "approval"
    write(client, dora, "My first words.")
    held = Summary.objects.get()
    assert held.hidden_at
    assert Ticket.objects.open().get().thing == held
    write(client, dora, "My second words.")
    assert Summary.objects.listed().count() == 0

    decide(held, Decision("restore", "other", "Welcome."), moderator=admin)
    write(client, dora, "My third words.")

    assert set(Summary.objects.listed().values_list("body", flat=True)) == {
        "My first words.",
        "My third words.",
    }


def test_a_first_comment_waits_too(client, dora, summary, settings):
    settings.SIGNUP_MODE = "approval"
    client.force_login(dora)

    client.post(f"/summaries/{summary.pk}/comments/", {"body": "Hello."})

    assert dora.comments.get().hidden_at


def test_who_waits_is_told_so_and_so_is_everybody_who_reads_the_log(client, dora, settings):
    settings.SIGNUP_MODE = "approval"
    write(client, dora, "My first words.")
    notice = dora.notices.get()
    page = client.get(notice.get_absolute_url()).text
    client.logout()
    log = client.get("/moderation/").text

    assert (notice.entry.action, notice.entry.moderator_id) == ("hold", None)
    assert "waits until a moderator has read it" in page
    assert "Appeal</button>" not in page
    assert "Held back" in log
    assert "the site itself" in log
    assert "dora" not in log.lower()


def test_elsewhere_nothing_waits(client, dora):
    write(client, dora, "My first words.")

    assert Summary.objects.listed().count() == 1
