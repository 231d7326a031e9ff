"""Whatever somebody has of a paper leads to its page, by way of a source where it is not here."""

import pytest
from django.test import Client
from django.utils.html import escape

from summaries.models import KeptAnswer, Paper
from tests import metadata_replies as replies
from tests.factories import make_identifier, make_paper
from tests.metadata_server import Reply, serving, use

ADD = "/papers/add/"
PREPRINT = replies.ARXIV.replace(b"10.5555/ABC.123", b"")


@pytest.fixture
def server(settings):
    with serving() as server:
        use(settings, server)
        yield server


@pytest.fixture
def reader(client, alice):
    client.force_login(alice)
    return client


def post(client, q, **fields):
    return client.post(ADD, {"q": q, **fields})


def page_of(response):
    return response.content.decode()


def test_strangers_log_in_first_and_come_back_to_what_they_brought(client, db):
    response = client.get(ADD, {"q": "10.5555/x"})

    assert response.status_code == 302
    assert response.url == "/account/login/?next=/papers/add/%3Fq%3D10.5555%252Fx"


def test_the_box_is_filled_in_and_nothing_is_asked_for_yet(reader, server):
    page = page_of(reader.get(ADD, {"q": "arXiv:1904.06387"}))

    assert ">\narXiv:1904.06387</textarea>" in page
    assert server.asked == []


@pytest.mark.parametrize(
    "pasted",
    [
        "conf/nips/HermannL20",
        "10.5555/Known",
        "https://doi.org/10.5555/known",
        "see https://dl.acm.org/doi/abs/10.5555/known for it",
        "arXiv:1904.06387v3",
        "https://arxiv.org/pdf/1904.06387",
        "PMID: 31000000",
        "https://dblp.org/rec/conf/nips/HermannL20.html",
        "https://www.nature.com/articles/nature14539",
    ],
)
def test_what_we_know_leads_to_its_page_at_once(reader, server, paper, pasted):
    for scheme, value in [
        ("doi", "10.5555/known"),
        ("doi", "10.1038/nature14539"),
        ("arxiv", "1904.06387"),
        ("pubmed", "31000000"),
    ]:
        make_identifier(paper, scheme, value)

    response = post(reader, pasted)

    assert response.url == paper.get_absolute_url()
    assert server.asked == []
    assert "here already" in page_of(reader.get(response.url))


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


def test_a_known_paper_learns_the_name_under_which_it_was_brought(reader, server):
    paper = make_paper(authors=["Ada Beispiel"])
    make_identifier(paper, "doi", "10.5555/abc.123")
    server.say("/api/query", replies.ARXIV)

    response = post(reader, "1904.06387")

    assert response.url == paper.get_absolute_url()
    assert paper.identifiers.filter(scheme="arxiv", value="1904.06387").exists()


def test_a_preprint_that_claims_the_doi_of_a_paper_by_others_is_another_paper(
    reader, server, paper
):
    make_identifier(paper, "doi", "10.5555/abc.123")
    server.say("/api/query", replies.ARXIV)
    shown = post(reader, "1904.06387")
    added = post(reader, "1904.06387", action="add")

    assert "Is it this paper?" in page_of(shown)
    assert added.url != paper.get_absolute_url()
    assert not paper.identifiers.filter(scheme="arxiv").exists()


def test_a_stub_is_completed(reader, server):
    stub = make_paper(key="10.5555/abc.123", title="10.5555/abc.123", status="stub", year=None)
    server.say("/works/", replies.CROSSREF)
    shown = post(reader, "10.5555/abc.123")
    post(reader, "10.5555/abc.123", action="add")

    assert "As Crossref says" in page_of(shown)
    stub.refresh_from_db()
    assert (stub.status, stub.year) == ("identified", 2018)


def test_a_stub_that_no_source_knows_is_simply_shown(reader, server):
    stub = make_paper(key="10.5555/abc.123", title="10.5555/abc.123", status="stub")

    assert post(reader, "10.5555/abc.123").url == stub.get_absolute_url()


def test_the_same_title_is_only_a_question(reader, server):
    twin = make_paper(title="On the Growth of Very Small Things and Others: a study")
    twin.title = "On the growth of very small things & others: A study"
    twin.save()
    server.say("/works/", replies.CROSSREF)
    page = page_of(post(reader, "10.5555/abc.123"))
    post(reader, "10.5555/abc.123", action="add")

    assert "Is it one of these?" in page
    assert twin.get_absolute_url() in page
    assert "No, it is another: add it" in page
    assert Paper.objects.count() == 2


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


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://www.nature.com/articles/nature14539.pdf", "/works/10.1038%2Fnature14539"),
        ("https://aclanthology.org/N19-1423/", "/works/10.18653%2Fv1%2Fn19-1423"),
        ("https://aclanthology.org/2020.acl-main.1.pdf", "/works/10.18653%2Fv1%2F2020.acl-main.1"),
        ("https://elifesciences.org/articles/12345", "/works/10.7554%2Felife.12345"),
        ("https://link.springer.com/article/10.1007/s00001-1", "/works/10.1007%2Fs00001-1"),
        ("https://dl.acm.org/doi/pdf/10.1145/1.2", "/works/10.1145%2F1.2"),
        ("https://www.pnas.org/doi/full/10.1073/pnas.1", "/works/10.1073%2Fpnas.1"),
    ],
)
def test_a_publishers_page_is_known_by_its_address_and_never_fetched(
    reader, server, address, asked
):
    page = page_of(post(reader, address))

    assert server.asked[0] == asked
    assert "knows no such paper" in page
    assert f'value="{address.rstrip("/")}"' in page or f'value="{address}"' in page


def test_a_doi_that_we_only_guessed_is_not_kept(reader, server):
    page = page_of(post(reader, "https://www.nature.com/articles/nature14539"))

    assert 'value="10.1038/nature14539"' not in page


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://ieeexplore.ieee.org/document/1234567", "IEEE Xplore"),
        ("https://www.sciencedirect.com/science/article/pii/S0000000000000001", "ScienceDirect"),
        ("https://openreview.net/forum?id=abc", "OpenReview"),
        ("https://proceedings.mlr.press/v48/beispiel16.html", "PMLR"),
        ("https://papers.nips.cc/paper/1-abc", "the NeurIPS proceedings"),
    ],
)
def test_pages_that_tell_nothing_say_what_to_paste_instead(reader, server, address, words):
    page = page_of(post(reader, address))

    assert words in page
    assert f'value="{address}"' in page
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    ["http://169.254.169.254/latest/", "http://localhost:8000/admin/", "https://192.0.2.1/x.pdf"],
)
def test_no_address_that_somebody_types_is_ever_fetched(reader, server, address):
    response = post(reader, address)

    assert response.status_code == 200
    assert server.asked == []


def test_a_title_offers_what_is_here_and_the_form_by_hand(reader, server, paper):
    page = page_of(post(reader, "What shapes  feature representations?"))
    unknown = page_of(post(reader, "Nothing of this kind"))

    assert paper.get_absolute_url() in page
    assert "?title=What%20shapes%20feature%20representations%3F" in page
    assert "Nobody here knows it" in unknown
    assert server.asked == []
    assert Paper.objects.count() == 1


def test_the_beginning_of_a_private_text_is_no_title_to_be_found(reader, server):
    make_paper(title="secret words", status="unidentified", key="unidentified/1")

    assert "unidentified/1" not in page_of(post(reader, "secret words"))


@pytest.mark.parametrize("pasted", ["", "   ", "\n"])
def test_nothing_is_refused_in_words(reader, pasted):
    response = post(reader, pasted)

    assert response.status_code == 422
    assert "paste something" in page_of(response)


@pytest.mark.parametrize(
    "pasted",
    ["\0", "x" * 200_001, "(" * 100_000, "http://[", "10.1/", "@", "TY  -", "🦉", "@x{" * 1000],
    ids=range(9),
)
@pytest.mark.parametrize("action", ["", "add", "choose", "correct", "nonsense"])
def test_nonsense_gets_an_answer_in_words(reader, server, pasted, action):
    response = post(reader, pasted, action=action)

    assert response.status_code in {200, 422}
    assert "<h1" in page_of(response)
    assert Paper.objects.count() == 0


def test_correcting_opens_the_form_with_what_was_found(reader, server):
    server.say("/works/", replies.CROSSREF)
    page = page_of(post(reader, "10.5555/abc.123", action="correct"))

    assert "Type its facts" in page
    assert "Ada Beispiel\nKarl van der Muster Jr.\nThe Small Things Collaboration" in page
    assert 'value="117-149"' in page
    assert 'value="article" selected' in page


def test_when_the_session_ended_what_was_pasted_is_shown_back(client, db):
    response = post(client, "10.5555/abc.123")

    assert response.status_code == 403
    assert ">\n10.5555/abc.123</textarea>" in page_of(response)
    assert "Log in in another tab" in page_of(response)


def test_a_token_from_before_a_log_in_loses_nothing(alice):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice)
    response = browser.post(ADD, {"q": "10.5555/abc.123"})

    assert response.status_code == 403
    assert "10.5555/abc.123</textarea>" in page_of(response)


def test_too_many_questions_are_a_429_that_keeps_what_was_pasted(reader, server, settings):
    settings.LIMITS = {**settings.LIMITS, "lookup": (1, 60)}
    post(reader, "10.5555/1")
    response = post(reader, "10.5555/2")

    assert response.status_code == 429
    assert int(response["Retry-After"]) <= 60
    assert "10.5555/2</textarea>" in page_of(response)


def test_too_many_papers_are_a_429(reader, server, settings):
    settings.LIMITS = {**settings.LIMITS, "add": (0, 60)}
    server.say("/works/", replies.CROSSREF)
    response = post(reader, "10.5555/abc.123", action="add")

    assert response.status_code == 429
    assert Paper.objects.count() == 0


def test_the_pages_cost_constant_queries(reader, server, django_assert_max_num_queries):
    for number in range(4):
        make_paper(title="Nothing of this kind", authors=["Lee", f"Kim {number}"])

    with django_assert_max_num_queries(6):
        reader.get(ADD)
    with django_assert_max_num_queries(25):
        post(reader, "Nothing of this kind")
