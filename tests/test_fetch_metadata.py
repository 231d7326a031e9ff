"""`manage.py fetch_metadata` completes what was added while nobody answered."""

import json

import pytest
from django.core.management import CommandError, call_command

from summaries.models import Paper
from tests import metadata_replies as replies
from tests.factories import make_paper
from tests.metadata_server import Reply

pytestmark = pytest.mark.django_db
TITLE = "On the growth of very small things & others: A study"
DOI = "10.5555/abc.123"


def make_waiting(**fields):
    return make_paper(
        **{"key": DOI, "title": TITLE, "awaits_facts": True, "source": "hand", "year": None}
        | fields
    )


def run(*arguments):
    try:
        call_command("fetch_metadata", *arguments)
    except SystemExit as end:
        return end.code
    return 0


def test_what_is_missing_is_added(server, capsys):
    paper = make_waiting()
    server.say("/works/", replies.CROSSREF)

    assert run() == 0
    paper.refresh_from_db()
    assert (paper.year, paper.volume, paper.awaits_facts) == (2018, "12", False)
    assert paper.authors.count() == 3
    assert "1 completed" in capsys.readouterr().out


def test_a_second_run_asks_nobody(server, capsys):
    make_waiting()
    server.say("/works/", replies.CROSSREF)
    run()
    capsys.readouterr()

    assert run() == 0
    assert len(server.asked) == 1
    assert "0 completed" in capsys.readouterr().out


def test_nothing_that_people_typed_changes(server):
    paper = make_waiting(title=TITLE.upper(), year=1999, abstract="Mine.", authors=["Ada Typed"])
    server.say("/works/", replies.CROSSREF)
    run()

    paper.refresh_from_db()
    assert (paper.title, paper.year, paper.abstract) == (TITLE.upper(), 1999, "Mine.")
    assert [author.name for author in paper.authors.all()] == ["Ada Typed"]
    assert paper.publisher == "Example Press"


def test_another_title_is_reported_and_nothing_is_taken(server, capsys):
    paper = make_waiting(title="Something else altogether")
    server.say("/works/", replies.CROSSREF)

    assert run() == 1
    paper.refresh_from_db()
    assert (paper.title, paper.volume) == ("Something else altogether", "")
    assert "crossref calls it “On the growth" in capsys.readouterr().err


def test_a_title_without_its_subtitle_is_the_same(server):
    paper = make_waiting(title="On the growth of very small things & others")
    server.say("/works/", replies.CROSSREF)

    assert run() == 0
    paper.refresh_from_db()
    assert paper.volume == "12"


def test_who_is_silent_is_asked_again_the_next_time(server, capsys):
    paper = make_waiting()
    server.say("/works/", Reply(b"", 500))
    server.say("/dois/", Reply(b"", 500))

    assert run() == 1
    paper.refresh_from_db()
    assert paper.awaits_facts
    assert f"{paper.key}: Crossref has a fault of its own" in capsys.readouterr().err


def test_what_nobody_knows_waits_on_without_a_complaint(server):
    paper = make_waiting()

    assert run() == 0
    paper.refresh_from_db()
    assert paper.awaits_facts


def test_stubs_are_completed_when_asked_for(server):
    stub = make_paper(key=DOI, title=DOI, status="stub", year=None)
    server.say("/works/", replies.CROSSREF)
    run()
    before = Paper.objects.get().status
    run("--all")

    stub.refresh_from_db()
    assert before == "stub"
    assert (stub.status, stub.title) == ("identified", TITLE)


def test_no_more_papers_than_asked_for(server):
    for _ in range(3):
        make_paper(awaits_facts=True)
    run("--limit", "2")

    assert len(server.asked) == 2


def test_the_report_has_a_line_for_each_paper(server, tmp_path):
    paper = make_waiting()
    nameless = make_paper(awaits_facts=True, key="papers/0123")
    server.say("/works/", replies.CROSSREF)
    run("--report", str(tmp_path / "report.jsonl"))

    lines = list(map(json.loads, (tmp_path / "report.jsonl").read_text().splitlines()))
    assert [line["paper"] for line in lines] == [paper.key, nameless.key]
    assert [line["status"] for line in lines] == ["completed", "unknown"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--limit", "0"], "from 1"), (["--report", "/no/such/folder/x"], "cannot be written")],
)
def test_what_cannot_start_says_so_with_exit_code_2(server, arguments, words):
    with pytest.raises(CommandError, match=words) as error:
        call_command("fetch_metadata", *arguments)

    assert error.value.returncode == 2


def test_a_site_that_asks_nobody_says_so_and_has_done_its_part(server, settings, capsys):
    settings.METADATA_LOOKUPS = False
    make_waiting()

    assert run() == 0
    assert "this site asks nobody" in capsys.readouterr().out
    assert server.asked == []
