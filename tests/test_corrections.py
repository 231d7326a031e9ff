"""Corrections of a paper's facts: two who agree, or an admin, and nobody alone."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.mailer import send_due
from summaries.models import Correction, LogEntry, Paper, Ticket
from tests.factories import make_paper, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/papers/conf/test/One/corrections/"


@pytest.fixture
def paper(db):
    return make_paper(
        key="conf/test/One", title="Atention", year=2016, authors=["Ada Lovelace", "Bo Li"]
    )


@pytest.fixture
def newcomer(db):
    return make_user("newcomer", date_joined=timezone.now() - timedelta(minutes=5))


def fields(client, **changes):
    """What the form sends when somebody changes these fields."""
    form = client.get(ADDRESS).context["form"]
    return {**{name: form.initial.get(name, "") for name in form.fields}, **changes}


def suggest(client, user, **changes):
    client.force_login(user)
    sent = fields(client, **{"reason": "so in print", **changes})
    return client.post(ADDRESS, sent, follow=True)


def agree(client, user, correction):
    client.force_login(user)
    return client.post(f"{ADDRESS}{correction.pk}/agree/", follow=True)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_the_paper_leads_to_a_form_that_holds_its_facts(client, alice, paper):
    client.force_login(alice)

    assert ADDRESS in client.get(paper.get_absolute_url()).content.decode()
    page = client.get(ADDRESS).content.decode()
    assert 'value="Atention"' in page
    assert "Ada Lovelace\nBo Li</textarea>" in page


def test_only_what_was_changed_is_suggested_and_nothing_is_written_yet(client, alice, paper):
    suggest(client, alice, title="Attention")
    correction = Correction.objects.get()

    assert correction.facts == {"title": "Attention"}
    assert correction.former == {"title": "Atention"}
    assert correction.reason == "so in print"
    assert fresh(paper).title == "Atention"


def test_a_second_person_who_agrees_corrects_the_paper(client, alice, bob, paper):
    suggest(client, alice, title="Attention", year="2017", authors="Bo Li\nLovelace, Ada")
    page = agree(client, bob, Correction.objects.get()).content.decode()
    corrected = fresh(paper)

    assert (corrected.title, corrected.year, corrected.source) == ("Attention", 2017, "hand")
    assert [str(rank.author) for rank in corrected.authorships.all()] == ["Bo Li", "Ada Lovelace"]
    assert set(corrected.authors.values_list("pk", flat=True)) == set(
        paper.authors.values_list("pk", flat=True)
    )
    assert "The paper is corrected." in page
    assert Correction.objects.get().state == "applied"
    assert "Decided" in page


def test_saying_the_same_is_agreeing(client, alice, bob, paper):
    suggest(client, alice, title="Attention")
    suggest(client, bob, title="Attention", reason="I have it here")

    assert Correction.objects.get().state == "applied"
    assert fresh(paper).title == "Attention"


def test_nobody_agrees_with_themselves(client, alice, paper):
    suggest(client, alice, title="Attention")
    suggest(client, alice, title="Attention")

    assert agree(client, alice, Correction.objects.get()).status_code == 403
    assert Correction.objects.get().state == "open"


def test_agreeing_twice_counts_once(client, newcomer, bob, paper):
    suggest(client, newcomer, title="Attention")
    for _ in range(2):
        agree(client, bob, Correction.objects.get())

    assert Correction.objects.get().agreed_by.count() == 1
    assert Correction.objects.get().state == "open"


def test_a_new_account_suggests_but_does_not_count(client, newcomer, bob, carol, paper):
    suggest(client, newcomer, title="Attention")
    agree(client, bob, Correction.objects.get())
    assert fresh(paper).title == "Atention"
    agree(client, carol, Correction.objects.get())

    assert fresh(paper).title == "Attention"


def test_what_was_said_of_other_facts_is_outdated(client, alice, bob, carol, paper):
    suggest(client, alice, title="Attention")
    suggest(client, bob, title="Attentions")
    first, second = Correction.objects.order_by("pk")
    agree(client, carol, first)

    assert fresh(second).state == "outdated"
    assert "says something else" in agree(client, alice, second).content.decode()
    assert fresh(paper).title == "Attention"


def test_facts_that_changed_otherwise_are_left_alone(client, alice, bob, paper):
    suggest(client, alice, title="Attention")
    Paper.objects.update(title="Attention!")
    client.force_login(bob)

    assert "Suggested</h2>" not in client.get(ADDRESS).content.decode()
    agree(client, bob, Correction.objects.get())
    assert Correction.objects.get().state == "outdated"
    assert fresh(paper).title == "Attention!"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({}, "Nothing is changed yet"),
        ({"title": ""}, "This field is required"),
        ({"title": "A", "reason": ""}, "This field is required"),
        ({"year": "12"}, "1400"),
        ({"year": "x"}, "Enter a whole number"),
        ({"kind": "opinion"}, "Select a valid choice"),
        ({"title": "A" * 1_001}, "at most 1000"),
        ({"authors": "A B\n" * 501}, "at most 500"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_kept(client, alice, paper, changes, problem):
    response = suggest(client, alice, **{"volume": "", **changes})
    page = response.content.decode()

    assert response.status_code == 422
    assert problem in page
    assert not Correction.objects.exists()


def test_what_no_line_holds_is_left_out(client, alice, paper):
    suggest(client, alice, title="A\0B\n C")

    assert Correction.objects.get().facts == {"title": "A B C"}


def test_a_stranger_reads_and_is_led_to_the_log_in(client, alice, paper):
    suggest(client, alice, title="Attention")
    client.logout()
    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert "Log in to agree" in response.content.decode()
    assert "csrfmiddlewaretoken" not in response.content.decode()
    for address in (ADDRESS, f"{ADDRESS}{Correction.objects.get().pk}/agree/"):
        assert "/account/login/" in client.post(address).url


def test_no_paper_and_no_suggestion_is_a_404(client, alice, paper):
    client.force_login(alice)
    make_paper(key="unidentified/1", status="unidentified")

    assert client.get("/papers/no/such/corrections/").status_code == 404
    assert client.get("/papers/unidentified/1/corrections/").status_code == 404
    assert client.post(f"{ADDRESS}99999999999999999999/agree/").status_code == 404
    assert client.post(f"{ADDRESS}1/agree/").status_code == 404
    assert client.get(f"{ADDRESS}1/agree/").status_code == 405


def test_a_person_corrects_no_more_than_so_many_an_hour(client, alice, paper, settings):
    settings.LIMITS = {**settings.LIMITS, "correct": (1, 3600)}
    suggest(client, alice, title="Attention")
    response = suggest(client, alice, title="Attentions")

    assert response.status_code == 429
    assert response["Retry-After"]
    assert 'value="Attentions"' in response.content.decode()


def test_the_page_costs_the_same_however_much_is_suggested(
    client, alice, bob, carol, paper, django_assert_max_num_queries
):
    suggest(client, alice, title="One")
    client.force_login(carol)
    with django_assert_max_num_queries(10) as few:
        client.get(ADDRESS)
    for number in range(5):
        suggest(client, bob, title=f"Another {number}")
    client.force_login(carol)
    with django_assert_max_num_queries(10) as many:
        client.get(ADDRESS)

    assert len(many) == len(few)


def test_an_admin_applies_or_refuses_on_the_desk(client, alice, bob, admin, paper):
    suggest(client, alice, title="Attention")
    suggest(client, bob, pages="1-2")
    good, bad = Correction.objects.order_by("pk")
    client.force_login(admin)
    desk = "/admin/summaries/correction/"
    client.post(desk, {"action": "apply", "_selected_action": [good.pk]})
    client.post(desk, {"action": "refuse", "_selected_action": [bad.pk]})

    assert (fresh(good).state, fresh(bad).state) == ("applied", "refused")
    assert fresh(good).decided_by == admin
    assert (fresh(paper).title, fresh(paper).pages) == ("Attention", "")
    assert [(each.action, each.detail) for each in LogEntry.objects.order_by("pk")] == [
        ("facts", "title"),
        ("refuse", "pages"),
    ]
    assert client.get(desk).status_code == 200
    assert client.get(f"{desk}{good.pk}/change/").status_code == 200


def test_who_suggested_what_was_refused_is_told_and_nobody_else_learns_who(
    client, bob, admin, paper
):
    suggest(client, bob, pages="1-2")
    correction = Correction.objects.get()
    client.force_login(admin)
    sent = {"action": "refuse", "_selected_action": [correction.pk]}
    client.post("/admin/summaries/correction/", sent)
    client.post("/admin/summaries/correction/", sent)
    send_due()
    client.logout()
    log = client.get("/moderation/").text
    client.force_login(bob)
    notice = bob.notices.get()

    assert mail.outbox[-1].to == [bob.email]
    assert "The facts stay as they are." in mail.outbox[-1].body
    assert paper.title in client.get(notice.get_absolute_url()).text
    assert "A suggestion refused" in log
    assert "bob" not in log
    assert not Ticket.objects.open().exists()


def test_a_paper_with_more_authors_than_a_form_holds_keeps_them(client, alice, bob):
    names = [f"Author {number}" for number in range(501)]
    make_paper(key="conf/test/One", title="Atention", authors=names)
    suggest(client, alice, title="Attention")
    agree(client, bob, Correction.objects.get())

    assert Paper.objects.get().title == "Attention"
    assert Paper.objects.get().authors.count() == 501
