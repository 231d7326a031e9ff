"""Answers are kept: whoever asks the same thing again within a month asks nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from summaries.catalogue.record import Name, Record
from summaries.catalogue.sources import kept, look_up
from summaries.identifiers import ARXIV, DOI, KEY, PUBMED, URL, Reference
from summaries.models import KeptAnswer
from tests import metadata_replies as replies
from tests.metadata_server import Reply
from tests.statements import columns_of, insert, refused

pytestmark = pytest.mark.django_db
PAPER = Reference(DOI, "10.5555/abc.123")


def test_the_second_answer_is_the_first_one_again(server):
    server.say("/works/", replies.CROSSREF)
    first, second = look_up([PAPER]), look_up([PAPER])

    assert first.record == second.record
    assert first.record.authors[0] == Name("Ada Beispiel", "Beispiel", "0000-0002-1825-0097")
    assert len(server.asked) == 1


def test_a_record_comes_back_as_it_was_kept(db):
    record = Record(
        title="A title – with signs: 王伟 $x$",
        source="crossref",
        authors=(
            Name("A B", "B", "0000-0002-1825-0097", "A B 0001"),
            Name("G", is_collective=True),
        ),
        year=2020,
        keywords=("a", "b"),
    )
    KeptAnswer.objects.keep("crossref", PAPER, record)

    assert KeptAnswer.objects.get().as_record() == record


def test_a_record_kept_by_another_version_of_the_site_can_still_be_read(db):
    answer = KeptAnswer.objects.keep("crossref", PAPER, Record("Title", "crossref"))
    answer.record = {**answer.record, "gone": 1}
    del answer.record["pages"]

    assert answer.as_record() == Record("Title", "crossref")


@pytest.mark.parametrize(("days", "asked"), [(29, 1), (31, 2)])
def test_what_a_source_knows_is_asked_anew_after_thirty_days(server, time_machine, days, asked):
    time_machine.move_to(datetime(2026, 1, 1, tzinfo=UTC), tick=True)
    server.say("/works/", replies.CROSSREF)
    look_up([PAPER])
    time_machine.shift(timedelta(days=days))
    look_up([PAPER])

    assert len(server.asked) == asked
    assert KeptAnswer.objects.count() == 1


@pytest.mark.parametrize(("hours", "asked"), [(23, 2), (25, 4)])
def test_what_nobody_knows_is_asked_anew_after_a_day(server, time_machine, hours, asked):
    time_machine.move_to(datetime(2026, 1, 1, tzinfo=UTC), tick=True)
    look_up([PAPER])
    time_machine.shift(timedelta(hours=hours))
    answer = look_up([PAPER])

    assert [str(outcome) for outcome in answer.outcomes] == [
        "Crossref knows no such paper",
        "DataCite knows no such paper",
    ]
    assert not answer.is_open
    assert len(server.asked) == asked


def test_silence_is_not_kept(server):
    server.say("/works/", Reply(b"", 500))
    server.say("/dois/", Reply(b"", 500))

    assert look_up([PAPER]).is_open
    assert KeptAnswer.objects.count() == 0


def test_the_first_source_that_knows_it_is_the_last_one_asked(server):
    server.say("/works/", replies.CROSSREF)
    look_up([PAPER])

    assert [path[:7] for path in server.asked] == ["/works/"]


def test_a_source_that_is_silent_does_not_keep_the_next_from_being_asked(server):
    server.say("/works/", Reply(b"", 503))
    server.say("/dois/", replies.DATACITE)
    answer = look_up([PAPER])

    assert answer.record.source == "datacite"
    assert answer.outcomes[0].source == "crossref"


def test_all_sources_together_have_one_budget(server, settings):
    settings.METADATA_SECONDS = 0.3
    server.say("/works/", Reply(drips="body"))
    server.say("/dois/", replies.DATACITE)
    answer = look_up([PAPER])

    assert [str(outcome) for outcome in answer.outcomes] == [
        "Crossref took too long to answer",
        "DataCite was not asked: there was no time left",
    ]
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("references", "asked"),
    [
        ([Reference(ARXIV, "1904.06387")], ["/api/query", "/dois/10.4"]),
        # Its DOI is the same question to DataCite.
        (
            [Reference(ARXIV, "1904.06387"), Reference(DOI, "10.48550/arxiv.1904.06387")],
            ["/api/query", "/dois/10.4", "/works/10."],
        ),
        ([Reference(KEY, "conf/nips/BeispielM20")], ["/rec/conf/"]),
        ([Reference(KEY, "papers/0123456789abcdef")], []),
        ([Reference(KEY, "../../etc/passwd")], []),
        ([Reference(PUBMED, "31000000")], ["/entrez/eu"]),
        ([Reference(URL, "https://example.org/x")], []),
        ([Reference(DOI, "10.5555/" + "x" * 600)], []),
        ([], []),
    ],
)
def test_who_is_asked_for_what(server, references, asked):
    look_up(references)

    assert [path[:10] for path in server.asked] == asked


@pytest.mark.parametrize(
    "doi",
    ["10.1002/(sici)1097:8<693::aid>3.0.co;2-o", "10.1/a?b#c&d", "10.1/../../x", "10.1/ü %41"],
)
def test_no_identifier_leads_out_of_its_place(server, doi):
    look_up([Reference(DOI, doi)])

    for path, start in zip(server.asked, ("/works/10.1", "/dois/10.1"), strict=True):
        assert path.startswith(start)
        assert path.count("/") == 2
        assert not set("?#& <>").intersection(path)


def test_nobody_is_asked_when_lookups_are_off(server, settings):
    settings.METADATA_LOOKUPS = False

    assert look_up([PAPER]).is_open
    assert server.asked == []


def test_what_is_kept_can_be_had_without_asking(server):
    server.say("/works/", replies.CROSSREF)

    assert kept([PAPER]).is_open
    look_up([PAPER])
    assert kept([PAPER]).record.year == 2018
    assert len(server.asked) == 1


def test_the_database_keeps_one_answer_of_each_source(db):
    answer = KeptAnswer.objects.keep("crossref", PAPER, None)
    KeptAnswer.objects.keep("crossref", PAPER, None)

    assert KeptAnswer.objects.count() == 1
    with refused("kept_answer_once"):
        insert(KeptAnswer, **columns_of(answer))
    with refused("kept_answer_has_value"):
        insert(KeptAnswer, **columns_of(answer, value=""))


def test_admins_look_at_answers_and_forget_them(client, admin):
    answer = KeptAnswer.objects.keep("crossref", PAPER, Record("<b>Title</b>", "crossref"))
    client.force_login(admin)
    address = "/admin/summaries/keptanswer/"
    page = client.get(f"{address}{answer.pk}/change/").content.decode()
    client.post(address, {"action": "forget", "_selected_action": [answer.pk]})

    assert "&lt;b&gt;Title" in page
    assert "_save" not in page
    assert client.get(address).status_code == 200
    assert KeptAnswer.objects.count() == 0
