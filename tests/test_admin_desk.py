"""The moderators' desk as a whole: every page opens, stays quick, private and strict."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import DisposableDomain, Invitation, Letter
from summaries.catalogue.record import Record
from summaries.identifiers import DOI, Reference
from summaries.models import (
    Comment,
    Correction,
    DailyReaders,
    ImportRun,
    KeptAnswer,
    LogEntry,
    Rule,
    Sighting,
    Summary,
    Ticket,
    Twin,
    Vote,
)
from tests.factories import (
    make_author,
    make_comment,
    make_daily_readers,
    make_identifier,
    make_imported_summary,
    make_keyword,
    make_paper,
    make_run,
    make_sighting,
    make_summary,
    make_user,
    make_venue,
    make_vote,
)

pytestmark = pytest.mark.django_db


def make_full_paper():
    paper = make_paper(
        authors=[f"Author {letter} of {make_author()}" for letter in "ABCD"],
        keywords=["cs.LG"],
        venue=make_venue(),
    )
    make_identifier(paper, "url", f"https://example.org/{paper.pk}")
    return paper


def make_ticket():
    """A thing that is gone, so that its page shows the ticket alone."""
    ticket = Ticket.objects.create(kind="comment")
    ticket.reports.create(reporter=make_user(), reason="spam")
    ticket.open()
    return ticket


def make_kept_answer():
    name = Reference(DOI, f"10.5555/{make_paper().pk}")
    return KeptAnswer.objects.keep("crossref", name, Record("A title", "crossref"))


def make_correction():
    facts = {"facts": {"year": 2001}, "former": {"year": 2019}, "reason": "As printed."}
    return Correction.objects.create(paper=make_paper(), suggested_by=make_user(), **facts)


def make_twin():
    first, second = make_paper(), make_paper()
    return Twin.objects.create(first=first, second=second, why=Twin.Why.TITLE)


MAKERS = {
    "accounts_disposabledomain": lambda: DisposableDomain.objects.create(
        domain=f"away{DisposableDomain.objects.count()}.example"
    ),
    "accounts_invitation": lambda: Invitation.objects.create(created_by=make_user()),
    # Not by save(), after which the tests deliver it within the next request.
    "accounts_letter": lambda: Letter.objects.bulk_create([Letter(due_at=timezone.now())])[0],
    "accounts_outgoingmail": lambda: make_user().mails.create(due_at=timezone.now()),
    "accounts_user": make_user,
    "summaries_author": make_author,
    "summaries_comment": make_comment,
    "summaries_correction": make_correction,
    "summaries_dailyreaders": lambda: make_daily_readers(summary=make_summary()),
    "summaries_importrun": lambda: make_run(totals={"created": 2}),
    "summaries_keptanswer": make_kept_answer,
    "summaries_keyword": make_keyword,
    "summaries_logentry": lambda: LogEntry.objects.create(
        action="hide", kind="summary", thing_id=make_summary().pk, reason="spam"
    ),
    "summaries_paper": make_full_paper,
    "summaries_rule": lambda: Rule.objects.create(
        name=f"Rule {Rule.objects.count()}", test="words", lines="cheap"
    ),
    "summaries_sighting": lambda: make_sighting(run=make_run()),
    "summaries_summary": make_imported_summary,
    "summaries_ticket": make_ticket,
    "summaries_twin": make_twin,
    "summaries_venue": make_venue,
    "summaries_vote": lambda: make_vote(make_summary()),
}
CHOSEN = {
    ("paper", "venue"): "summaries_venue",
    ("paper", "keywords"): "summaries_keyword",
    ("authorship", "author"): "summaries_author",
    ("summary", "paper"): "summaries_paper",
    ("summary", "author"): "accounts_user",
}
READ_ONLY = [
    Correction,
    DailyReaders,
    ImportRun,
    KeptAnswer,
    Letter,
    LogEntry,
    Sighting,
    Ticket,
    Twin,
    Vote,
]


@pytest.fixture
def desk(client, admin):
    client.force_login(admin)
    return client


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_every_noun_that_moderators_look_after_is_on_the_desk():
    ours = {
        f"{model._meta.app_label}_{model._meta.model_name}"
        for model in site._registry
        if model._meta.app_label in {"accounts", "summaries"}
    }

    assert ours == set(MAKERS)


@pytest.mark.parametrize("name", MAKERS)
def test_a_list_costs_as_many_queries_for_five_rows_as_for_one(desk, name):
    url = reverse(f"admin:{name}_changelist")
    MAKERS[name]()
    one = queries(desk, url)
    for _ in range(4):
        MAKERS[name]()

    assert queries(desk, url) == one
    assert one <= 14


@pytest.mark.parametrize("name", MAKERS)
def test_the_page_of_a_row_opens(desk, name):
    row = MAKERS[name]()
    response = desk.get(reverse(f"admin:{name}_change", args=[row.pk]))

    assert response.status_code == 200


def test_a_list_can_be_searched_paged_and_sorted(subtests, desk):
    for name in MAKERS:
        MAKERS[name]()
        for query in ("q=neural+network", "q=%22%27%25_", "p=999", "state=x", "o=1.-2"):
            with subtests.test(name, query=query):
                url = reverse(f"admin:{name}_changelist")

                assert desk.get(f"{url}?{query}", follow=True).status_code == 200


@pytest.mark.parametrize(("field", "name"), CHOSEN.items())
def test_whatever_is_chosen_is_found_by_typing(desk, field, name):
    rows = [MAKERS[name]() for _ in range(2)]
    source = {"app_label": "summaries", "model_name": field[0], "field_name": field[1]}
    response = desk.get("/admin/autocomplete/", {**source, "term": str(rows[1])})

    assert [answer["text"] for answer in response.json()["results"]] == [str(rows[1])]


@pytest.mark.parametrize("model", READ_ONLY)
def test_what_is_only_shown_cannot_be_added_changed_or_deleted(desk, model):
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    row = MAKERS[name]()
    change = reverse(f"admin:{name}_change", args=[row.pk])

    assert desk.get(reverse(f"admin:{name}_add")).status_code == 403
    assert desk.post(change, {}).status_code == 403
    assert (
        desk.post(reverse(f"admin:{name}_delete", args=[row.pk]), {"post": "yes"}).status_code
        == 403
    )
    assert b"deletelink" not in desk.get(change).content
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("name", ["accounts_user", "summaries_paper", "summaries_summary"])
def test_what_has_a_page_on_the_site_links_to_it(desk, name):
    row = MAKERS[name]()
    page = desk.get(reverse(f"admin:{name}_change", args=[row.pk])).content.decode()
    address = page.split('class="viewsitelink"')[0].rpartition('href="')[2].split('"')[0]
    response = desk.get(address)

    assert "View on site" in page
    assert response.status_code == 302
    assert response.url.endswith(row.get_absolute_url())


PAGES = ["", "summaries/", "summaries/summary/", "summaries/paper/add/", "nothing/"]


@pytest.mark.parametrize("page", PAGES)
def test_nobody_else_may_keep_a_page_of_the_desk(client, admin, page):
    strangers = client.get(f"/admin/{page}")
    client.force_login(admin)
    own = client.get(f"/admin/{page}")

    for response in (strangers, own):
        assert "no-store" in response["Cache-Control"]
        assert "public" not in response["Cache-Control"]


def test_the_desk_keeps_the_strict_policy_and_has_no_inline_code(desk):
    row = make_imported_summary()
    for url in ("/admin/", f"/admin/summaries/summary/{row.pk}/change/"):
        response = desk.get(url)
        page = response.content.decode()

        assert "script-src 'self';" in response["Content-Security-Policy"]
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page


def test_the_desk_is_named_after_the_site(desk):
    page = desk.get("/admin/").content.decode()

    assert "ShortScience: the moderators’ desk" in page


def test_a_user_without_rights_sees_nothing_of_the_desk(client, alice):
    client.force_login(alice)

    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/summaries/summary/").status_code == 302


def test_a_moderator_sees_summaries_and_comments_but_no_users(client, moderator):
    client.force_login(moderator)

    assert client.get("/admin/summaries/summary/").status_code == 200
    assert client.get("/admin/summaries/comment/").status_code == 200
    assert client.get("/admin/accounts/user/").status_code == 403
    assert client.get("/admin/summaries/summary/add/").status_code == 403


@pytest.mark.parametrize("model", [Summary, Comment])
def test_whoever_may_only_look_sees_the_page_without_fields(client, bob, model):
    row = make_comment() if model is Comment else make_summary()
    name = model._meta.model_name
    bob.is_staff = True
    bob.save()
    bob.user_permissions.set(Permission.objects.filter(codename=f"view_{name}"))
    client.force_login(bob)
    response = client.get(f"/admin/summaries/{name}/{row.pk}/change/")

    assert response.status_code == 200
    assert b"<textarea" not in response.content
