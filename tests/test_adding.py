"""What a source knows of a paper is shown, and added when somebody confirms it."""

import pytest
from django.utils.html import escape

from summaries.models import KeptAnswer, Paper
from tests import metadata_replies as replies
from tests.adding import page_of, post
from tests.factories import make_paper
from tests.metadata_server import Reply

PREPRINT = replies.ARXIV.replace(b"10.5555/ABC.123", b"")

FOUND = [
    ("1904.06387", "/api/query", replies.ARXIV, "arXiv", ""),
    ("arXiv:1904.06387v1", "/api/query", PREPRINT, "arXiv", "journals/corr/1904.06387"),
    (
        "10.5555/ABC.123",
        "/works/10.5555%2Fabc.123",
        replies.CROSSREF,
        "Crossref",
        "10.5555/abc.123",
    ),
    ("10.5555/data.7", "/dois/10.5555%2Fdata.7", replies.DATACITE, "DataCite", "10.5555/data.7"),
    ("DBLP:conf/nips/BeispielM20", "/rec/conf/", replies.DBLP, "dblp", "conf/nips/BeispielM20"),
    ("pmid 31000000", "/entrez/eutils/efetch", replies.PUBMED, "PubMed", "10.5555/pm.31"),
]


@pytest.mark.parametrize(("pasted", "path", "body", "source", "key"), FOUND)
def test_what_a_source_knows_is_shown_and_added_when_confirmed(
    reader, alice, server, pasted, path, body, source, key
):
    server.say(path, body)
    shown = post(reader, pasted)
    before = Paper.objects.count()
    asked = len(server.asked)
    response = post(reader, pasted, action="add")

    assert shown.status_code == 200
    assert f"As {source} says:" in page_of(shown)
    assert before == 0
    paper = Paper.objects.get()
    assert response.url == paper.get_absolute_url()
    assert escape(paper.title) in page_of(shown)
    assert key in {"", paper.key}
    assert (paper.added_by, paper.get_source_display()) == (alice, source)
    assert paper.is_identified
    assert not paper.awaits_facts
    assert paper.authors.exists()
    assert len(server.asked) == asked  # confirmed from what is kept
    assert "waits for its first summary" in page_of(reader.get(response.url))
    assert post(reader, pasted).url == paper.get_absolute_url()


def test_what_a_form_says_about_a_source_is_not_believed(reader, server):
    server.say("/works/", replies.CROSSREF)
    post(reader, "10.5555/abc.123")
    post(reader, "10.5555/abc.123", action="add", title="Another title", record='{"title": "x"}')

    assert Paper.objects.get().title.startswith("On the growth")


def test_a_hostile_title_stays_text(reader, server):
    body = replies.CROSSREF.replace(b"others", b"<script>alert(1)</script>")
    server.say("/works/", body)
    shown = page_of(post(reader, "10.5555/abc.123"))
    added = page_of(reader.get(post(reader, "10.5555/abc.123", action="add").url))

    for page in (shown, added):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_a_stub_is_completed(reader, server):
    stub = make_paper(key="10.5555/abc.123", title="10.5555/abc.123", status="stub", year=None)
    server.say("/works/", replies.CROSSREF)
    shown = post(reader, "10.5555/abc.123")
    post(reader, "10.5555/abc.123", action="add")

    assert "As Crossref says" in page_of(shown)
    stub.refresh_from_db()
    assert (stub.status, stub.year) == ("identified", 2018)


def test_when_no_source_knows_it_one_goes_on_by_hand_with_the_identifier(reader, server):
    response = post(reader, "https://doi.org/10.5555/Nobody")
    page = page_of(response)

    assert response.status_code == 200
    assert "Crossref knows no such paper." in page
    assert "DataCite knows no such paper." in page
    assert 'value="10.5555/nobody"' in page
    assert KeptAnswer.objects.filter(record__isnull=True).count() == 2


def test_when_nobody_answers_one_is_told_why_and_goes_on_by_hand(reader, settings, server):
    server.say("/works/", Reply(b"", 500))
    server.say("/dois/", Reply(replies.HTML))
    page = page_of(post(reader, "10.5555/abc.123"))

    assert "Crossref has a fault of its own (it says 500)." in page
    assert "DataCite sent something that is not the JSON that it promises." in page
    assert KeptAnswer.objects.count() == 0


def test_with_lookups_off_the_answer_is_quick_and_in_words(reader, settings):
    settings.METADATA_LOOKUPS = False
    page = page_of(post(reader, "1904.06387"))

    assert "arXiv is not asked by this site." in page
    assert 'value="1904.06387"' in page


def test_arxiv_that_does_not_answer_is_asked_for_at_datacite(reader, server):
    server.say("/api/query", Reply(b"", 500))
    server.say("/dois/10.48550%2FarXiv.1904.06387", replies.DATACITE_ARXIV)

    assert "As DataCite says" in page_of(post(reader, "1904.06387"))


def test_correcting_opens_the_form_with_what_was_found(reader, server):
    server.say("/works/", replies.CROSSREF)
    page = page_of(post(reader, "10.5555/abc.123", action="correct"))

    assert "Type its facts" in page
    assert "Ada Beispiel\nKarl van der Muster Jr.\nThe Small Things Collaboration" in page
    assert 'value="117-149"' in page
    assert 'value="article" selected' in page
