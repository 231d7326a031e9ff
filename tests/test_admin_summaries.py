"""Summaries and comments on the moderators' desk: every change goes through the model."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Notice, User
from summaries.models import LogEntry, Paper, Summary
from tests.desk import SUMMARIES, act, fresh, numbers_are_right
from tests.factories import (
    make_imported_summary,
    make_paper,
    make_summary,
    make_user,
    make_vote,
)

pytestmark = pytest.mark.django_db
DRAFT, PUBLIC = Summary.Visibility.DRAFT, Summary.Visibility.PUBLIC


@pytest.fixture(autouse=True)
def desk(client, admin):
    client.force_login(admin)


@pytest.fixture
def archived(db):
    """A text from the old site by nobody we know."""
    return make_imported_summary()


def stamp(moment, name):
    if moment is None:
        return {f"{name}_0": "", f"{name}_1": ""}
    return {f"{name}_0": f"{moment:%Y-%m-%d}", f"{name}_1": f"{moment:%H:%M:%S}"}


def form_of(summary, **changes):
    """What the page of the summary sends, line breaks as browsers send them."""
    fields = {
        "paper": summary.paper_id,
        "author": summary.author_id or "",
        "body": summary.body.replace("\n", "\r\n"),
        "note": "",
        "why": "other",
        "visibility": summary.visibility,
        "licence": summary.licence,
        **stamp(summary.published_at, "published_at"),
        "sightings-TOTAL_FORMS": 0,
        "sightings-INITIAL_FORMS": 0,
    }
    if summary.is_anonymous:
        fields["is_anonymous"] = "on"
    return {**fields, **changes}


def save(client, summary, **changes):
    return client.post(f"{SUMMARIES}{summary.pk}/change/", form_of(summary, **changes))


def errors(response):
    assert response.status_code == 200
    return str(response.context["adminform"].form.errors)


def test_a_new_text_becomes_a_version_by_its_editor(client, admin, summary):
    save(client, summary, body="Another *text*.", note="A wrong claim")
    newest = summary.revisions.order_by("-number").first()

    assert "<em>text</em>" in fresh(summary).body_html
    assert (newest.number, newest.body) == (2, "Another *text*.")
    assert (newest.editor, newest.note) == (admin, "A wrong claim")
    assert fresh(summary).edited_at


def test_saving_without_a_change_makes_no_version(client, alice):
    summary = make_summary(author=alice, body="    code first\n\nThen text.\n")
    response = save(client, summary)

    assert response.status_code == 302
    assert fresh(summary).body == summary.body
    assert fresh(summary).edited_at is None
    assert fresh(summary).published_at == summary.published_at
    assert summary.revisions.count() == 1


@pytest.mark.parametrize("body", ["", " \r\n ", "x" * 100_001])
def test_a_text_that_cannot_be_stored_is_refused_with_a_reason(client, summary, body):
    assert "body" in errors(save(client, summary, body=body))
    assert fresh(summary).body == summary.body


def test_a_summary_is_added_with_its_first_version(client, admin, alice, paper):
    blank = Summary(paper=paper, author=alice, body="New.", visibility=PUBLIC)
    response = client.post(f"{SUMMARIES}add/", form_of(blank))
    summary = Summary.objects.get()

    assert response.status_code == 302
    assert summary.published_at
    assert summary.revisions.get().editor == admin
    assert Paper.objects.get().summary_count == 1
    assert User.objects.get(username="alice").summary_count == 1


def test_what_is_made_public_gets_a_date(client, admin):
    draft = make_summary(author=admin, visibility=DRAFT)
    save(client, draft, visibility=PUBLIC)

    assert fresh(draft).published_at
    assert fresh(draft.paper).summary_count == 1
    assert numbers_are_right()


def test_a_public_summary_without_a_date_is_refused_with_a_reason(client, archived):
    response = save(client, archived, **stamp(None, "published_at"))

    assert "A public summary has a date of publication." in errors(response)


def test_a_publication_before_the_site_was_thought_of_is_refused_with_a_reason(client, archived):
    long_ago, early = (timezone.now().replace(year=year) for year in (1989, 1990))

    assert "before 1990" in errors(save(client, archived, **stamp(long_ago, "published_at")))
    assert save(client, archived, **stamp(early, "published_at")).status_code == 302
    assert fresh(archived).published_at.year == 1990


def test_a_publication_in_the_future_is_refused_with_a_reason(client, archived):
    tomorrow = timezone.now() + timedelta(days=1)

    assert "cannot lie in the future" in errors(
        save(client, archived, **stamp(tomorrow, "published_at"))
    )


@pytest.mark.parametrize("change", [{"visibility": DRAFT}, {"is_anonymous": "on"}])
def test_the_counts_follow_what_is_seen(client, admin, change):
    own = make_summary(author=admin)
    make_vote(own)
    save(client, fresh(own), **change)

    assert fresh(admin).summary_count == 0
    assert numbers_are_right()


def test_author_date_and_readers_are_its_writers_to_choose(client, summary, bob):
    before = fresh(summary)
    response = save(
        client,
        before,
        **{"author": bob.pk, "paper": make_paper().pk, "visibility": DRAFT, "is_anonymous": "on"},
        **stamp(timezone.now() - timedelta(days=99), "published_at"),
        body="Mended.",
    )
    after = fresh(summary)

    assert response.status_code == 302
    for name in ("author", "paper", "visibility", "is_anonymous", "published_at"):
        assert getattr(after, name) == getattr(before, name)
    assert after.body == "Mended."
    assert numbers_are_right()


def test_what_an_administrator_edits_is_in_the_log_and_told(client, summary, alice):
    assert "needs a reason" in errors(save(client, summary, body="Mended.", why=""))
    named = save(client, summary, body="Mended.", explanation="ALICE wrote nonsense.")
    assert "do not name the writer" in errors(named)
    save(client, summary, body="Mended.", why="privacy", explanation="A name is taken out.")
    entry = LogEntry.objects.get()

    assert (entry.action, entry.detail, entry.reason) == ("edit", "body", "privacy")
    assert Notice.objects.get().user == alice
    assert Notice.objects.get().may_appeal


def test_of_one_s_own_text_the_log_says_nothing(client, admin):
    save(client, make_summary(author=admin), body="Mended.")

    assert not LogEntry.objects.exists()


def test_derived_numbers_cannot_be_typed_in(client, summary):
    save(client, summary, ups="99", score="99", hot="99", comment_count="99")

    assert fresh(summary).score == 0
    assert numbers_are_right()


def test_summaries_are_published(client, admin):
    draft, other = make_summary(author=admin, visibility=DRAFT), make_summary()
    act(client, SUMMARIES, "publish", draft, other)

    assert Summary.objects.listed().count() == 2
    assert fresh(other).published_at == other.published_at
    assert numbers_are_right()


def test_when_it_was_hidden_cannot_be_typed_in(client, summary):
    save(client, summary, **stamp(timezone.now(), "hidden_at"))

    assert fresh(summary).hidden_at is None


def test_summaries_are_narrowed_by_state_and_by_errors(client, admin, summary):
    draft = make_summary(author=admin, visibility=DRAFT)
    hidden = make_summary()
    hidden.hide()
    broken = make_imported_summary(body=r"A broken $x \nosuch$ formula.")

    def found(**query):
        return set(client.get(SUMMARIES, query).context["cl"].result_list)

    assert found(state="hidden") == {hidden}
    assert found(state="draft") == {draft}
    assert found(state="public") == {summary, broken}
    assert found(errors="yes") == {broken}
    assert found(author__isempty="1") == {broken}
    assert found(q="broken formula") == {broken}


@pytest.mark.parametrize("visibility", [DRAFT, "private", "link"])
def test_what_somebody_keeps_private_is_not_on_the_desk(client, alice, moderator, visibility):
    client.force_login(moderator)
    theirs = make_summary(author=alice, visibility=visibility, body="Nobody may read this.")
    own = make_summary(author=moderator, visibility=visibility, paper=theirs.paper)
    hidden = make_summary(author=alice, visibility=visibility)
    hidden.hide()
    imported = make_imported_summary(visibility=visibility)

    assert set(client.get(SUMMARIES).context["cl"].result_list) == {own, hidden, imported}
    assert client.get(f"{SUMMARIES}{own.pk}/change/").status_code == 200
    paper = client.get(f"/admin/summaries/paper/{theirs.paper.pk}/change/").content.decode()
    assert f"{SUMMARIES}{theirs.pk}/" not in paper
    for page in ("change", "history", "delete"):
        answer = client.get(f"{SUMMARIES}{theirs.pk}/{page}/", follow=True)
        assert "Nobody may read this." not in answer.content.decode()
    assert (
        client.get(f"/admin/summaries/summary/assign-to-paper/?ids={theirs.pk}").status_code == 404
    )
    act(client, SUMMARIES, "publish", theirs)
    assert fresh(theirs).visibility == visibility


def test_a_staff_account_without_rights_changes_nothing(client, summary):
    client.force_login(make_user(is_staff=True))

    assert save(client, summary, body="Mine now.").status_code == 403
    assert act(client, SUMMARIES, "hide", summary).status_code == 403
    assert fresh(summary).hidden_at is None
    assert fresh(summary).body == summary.body
