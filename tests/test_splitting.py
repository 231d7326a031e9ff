"""One paper that becomes two, and facts that are mended."""

import pytest

from summaries.models import LogEntry, Paper
from tests.desk import fresh, numbers_are_right
from tests.factories import (
    make_identifier,
    make_summary,
)
from tests.moderating import member_of
from tests.paper_form import PAPERS, form_of

pytestmark = pytest.mark.django_db
SPLIT = "/admin/summaries/ticket/split/"


@pytest.fixture
def desk(client):
    client.force_login(member_of("curator"))
    return client


def test_splitting_parts_summaries_and_identifiers(client, desk, paper):
    staying = make_summary(paper=paper)
    leaving = make_summary(paper=paper)
    name = make_identifier(paper, "doi", "10.1000/new")
    before = fresh(leaving)
    fields = {"key": "conf/new/One", "title": "Another", "year": 2020, "reason": "other"}
    chosen = {"summaries": [leaving.pk], "identifiers": [name.pk]}
    response = desk.post(f"{SPLIT}{paper.pk}/", fields | chosen)
    new = Paper.objects.get(key="conf/new/One")

    assert response.status_code == 302
    assert (fresh(leaving).paper, fresh(staying).paper, fresh(name).paper) == (new, paper, new)
    assert fresh(leaving).author == before.author
    assert fresh(leaving).published_at == before.published_at
    assert LogEntry.objects.get().detail == f"conf/new/One parted from {paper.key}"
    assert numbers_are_right()


@pytest.mark.parametrize(
    "fields",
    [
        {"key": ""},
        {"key": "taken"},
        {"key": "a b"},
        {"title": ""},
        {"year": "1"},
        {"summaries": []},
        {"summaries": ["999999"]},
        {"reason": ""},
    ],
)
def test_a_split_without_sense_is_refused_in_words(desk, summary, fields):
    sent = {"key": "conf/new/One", "title": "Another", "reason": "other"}
    sent |= {"summaries": [summary.pk]} | fields
    if sent["key"] == "taken":
        sent["key"] = summary.paper.key
    response = desk.post(f"{SPLIT}{summary.paper_id}/", sent)

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert Paper.objects.count() == 1


def test_a_mended_fact_needs_a_reason_and_is_in_the_log(client, desk, paper):
    form = form_of(paper, title="What shapes it?")
    refused = desk.post(f"{PAPERS}{paper.pk}/change/", form | {"why": ""})
    assert "needs a reason" in refused.content.decode()
    assert fresh(paper).title == paper.title
    desk.post(f"{PAPERS}{paper.pk}/change/", form | {"explanation": "As printed."})
    entry = LogEntry.objects.get()

    assert fresh(paper).title == "What shapes it?"
    assert (entry.action, entry.detail, entry.explanation) == ("facts", "title", "As printed.")


def test_saving_a_paper_without_a_change_logs_nothing(desk, paper):
    desk.post(f"{PAPERS}{paper.pk}/change/", form_of(paper))

    assert not LogEntry.objects.exists()
