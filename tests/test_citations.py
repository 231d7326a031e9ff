"""What a text cites or links to is remembered, and the paper tells who speaks of it."""

from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from summaries.cited import names_cited
from summaries.models import Citation, Paper, Summary
from summaries.rendering import render
from tests.factories import make_identifier, make_paper, make_summary

pytestmark = pytest.mark.django_db

CITES = [
    (r"As in \cite{conf/x/Y}.", ["conf/x/Y"]),
    (r"\citep[p. 3]{conf/x/Y, other} and \citet{conf/x/Y}", ["conf/x/Y", "other"]),
    ("See [this](/papers/conf/x/Y/).", ["conf/x/Y"]),
    ("See [this](/papers/conf/x/Y/#summary-3).", ["conf/x/Y"]),
    ("See https://testserver.example/papers/conf/x/Y/, please.", ["conf/x/Y"]),
    ("[old](https://www.shortscience.org/paper?bibtexKey=conf/x/Y)", ["conf/x/Y"]),
    ("[a](/papers/10.1000/a%23b%3Cc%3E/)", ["10.1000/a#b<c>"]),
    ("[a](/papers/journals/corr/abs-1707-09405/)", ["journals/corr/abs-1707-09405"]),
    ("https://arxiv.org/pdf/1707.09405v2.pdf", ["1707.09405"]),
    ("<https://doi.org/10.1000/ABC>", ["10.1000/abc"]),
    ("[dblp](https://dblp.org/rec/conf/x/Y.html)", ["conf/x/Y"]),
    ("https://pubmed.ncbi.nlm.nih.gov/26017442/", ["26017442"]),
    ("[x]: https://arxiv.org/abs/1707.09405\n\nAs in [the paper][x].", ["1707.09405"]),
    (r"`\cite{conf/x/Y}` and `/papers/conf/x/Y/`", []),
    (r"$\cite{conf/x/Y}$", []),
    ("https://example.org/papers/trending/ and https://example.org/", []),
    ('<a href="/papers/conf/x/Y/">raw</a>', []),
    ("/papers/conf/x/Y/", []),
    (r"\cite{" + "x" * 300 + "}", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "names"), CITES)
def test_a_text_names_the_papers_that_it_cites_or_links_to(settings, text, names):
    settings.SITE_URL = "https://testserver.example"

    assert sorted(names_cited(text, render(text).html)) == sorted(names)


def test_a_text_of_nothing_but_citations_is_cut():
    text = " ".join(f"\\cite{{k{number}}}" for number in range(2_000))

    assert len(names_cited(text, "")) == 500


def cited(summary) -> set[str]:
    return set(summary.citations.values_list("key", flat=True))


def test_saving_a_text_stores_exactly_what_it_cites(alice, paper):
    summary = make_summary(paper=paper, author=alice, body=r"\cite{one, two}")
    assert cited(summary) == {"one", "two"}

    summary.revise(r"\cite{two} https://arxiv.org/abs/1707.09405", alice)
    assert cited(summary) == {"two", "1707.09405"}

    summary.revise("Nothing any more.", alice)
    assert cited(summary) == set()


def test_what_stands_beside_a_text_leaves_its_citations_alone(
    summary, django_assert_max_num_queries
):
    summary.revise(r"\cite{one}", summary.author)
    with django_assert_max_num_queries(1):
        summary.save(update_fields=["licence"])

    assert cited(summary) == {"one"}


def test_going_back_to_an_older_version_brings_its_citations_back(summary, alice, client):
    summary.revise(r"\cite{one}", alice)
    summary.revise("None.", alice)
    client.force_login(alice)
    client.post(f"/summaries/{summary.pk}/history/2/restore/")

    assert cited(summary) == {"one"}


def recount(*arguments) -> tuple[str, int]:
    output, code = StringIO(), 0
    try:
        call_command("recount", *arguments, stdout=output)
    except SystemExit as stop:
        code = stop.code
    return output.getvalue(), code


def test_recount_finds_and_mends_what_is_missing_or_too_much(alice):
    right = make_summary(body=r"\cite{one}")
    wrong = make_summary(body=r"\cite{one} https://arxiv.org/abs/1707.09405")
    Citation.objects.filter(summary=wrong, key="one").update(key="former")

    said, code = recount("--check")
    assert "citation.key: 1 wrong\n" in said
    assert code == 1
    assert cited(wrong) == {"former", "1707.09405"}

    assert "citation.key: 1 wrong, put right" in recount()[0]
    assert cited(wrong) == {"one", "1707.09405"}
    assert cited(right) == {"one"}
    assert recount("--check") == ("Every number is right.\n", 0)


@pytest.mark.parametrize("name", ["conf/x/Named", "unidentified/7", "1707.09405", "10.1000/ABC"])
def test_a_citation_by_any_name_is_a_link_that_leads_to_the_paper(client, named, name):
    summary = make_summary(body=f"\\cite{{{name}}}")

    assert f'<a class="cite" href="/papers/{name}/">A paper of many names</a>' in summary.body_html
    response = client.get(f"/papers/{name}/", follow=True)
    assert response.context["paper"] == named


# Who speaks of a paper


@pytest.fixture
def named(db):
    """A paper with several names."""
    paper = make_paper(key="conf/x/Named", title="A paper of many names")
    make_identifier(paper, "arxiv", "1707.09405")
    make_identifier(paper, "doi", "10.1000/abc")
    make_identifier(paper, "key", "unidentified/7")
    return paper


@pytest.mark.parametrize(
    "text",
    [
        r"\cite{conf/x/Named}",
        r"\cite{unidentified/7}",
        r"\cite{1707.09405}",
        r"\cite{journals/corr/abs-1707-09405}",
        r"\cite{10.1000/abc}",
        "https://arxiv.org/abs/1707.09405v3",
        "[doi](https://doi.org/10.1000/ABC)",
        "[here](/papers/conf/x/Named/)",
    ],
)
def test_a_paper_tells_who_mentions_it_by_whatever_name(client, named, text):
    about = make_paper(title="The paper that speaks of it")
    summary = make_summary(paper=about, body=text)

    page = client.get(named.get_absolute_url()).content.decode()

    assert "Mentioned in 1 summary" in page
    assert f'<a href="{summary.get_absolute_url()}">The paper that speaks of it</a>' in page


@pytest.mark.parametrize("visibility", ["draft", "private", "link"])
def test_texts_that_are_not_public_are_no_mentions(client, named, alice, visibility):
    make_summary(body=r"\cite{conf/x/Named}", author=alice, visibility=visibility)
    make_summary(body=r"\cite{conf/x/Named}", author=alice).hide()
    client.force_login(alice)

    assert "Mentioned" not in client.get(named.get_absolute_url()).content.decode()
    assert "No summary" in client.get(f"{named.get_absolute_url()}mentions/").content.decode()


def test_a_papers_own_summaries_are_no_mentions(client, named):
    make_summary(paper=named, body=r"\cite{conf/x/Named}")

    assert "Mentioned" not in client.get(named.get_absolute_url()).content.decode()


def test_an_anonymous_mention_names_nobody(client, named, alice):
    make_summary(body=r"\cite{conf/x/Named}", author=alice, is_anonymous=True)

    page = client.get(named.get_absolute_url()).content.decode()

    assert "by Anonymous" in page
    assert "Alice" not in page


def test_many_mentions_are_cut_and_lead_to_all_of_them(client, named, alice):
    for _ in range(23):
        make_summary(body=r"\cite{conf/x/Named}")

    page = client.get(named.get_absolute_url()).content.decode()
    everything = client.get("/papers/conf/x/Named/mentions/")

    assert "Mentioned in 23 summaries" in page
    assert page.count('class="mention-by"') == 20
    assert '<a href="/papers/conf/x/Named/mentions/">All 23 of them</a>' in page
    assert everything.content.decode().count('class="mention-by"') == 23
    assert client.get("/papers/conf/x/Named/mentions/?page=2").status_code == 404


def test_the_mentions_of_an_alias_are_those_of_its_paper(client, named):
    response = client.get("/papers/unidentified/7/mentions/")

    assert response.url == "/papers/conf/x/Named/mentions/"
    assert client.get("/papers/nothing/mentions/").status_code == 404


def test_mentions_cost_the_same_whatever_there_are(client, named, django_assert_num_queries):
    make_summary(body=r"\cite{conf/x/Named}")
    with django_assert_num_queries(8):
        client.get(named.get_absolute_url())
    for _ in range(5):
        make_summary(body=r"\cite{conf/x/Named}")
    with django_assert_num_queries(8):
        client.get(named.get_absolute_url())


def backfill():
    """What the migration does to the rows of a site that was there before."""
    migration = import_module("summaries.migrations.0008_names_and_citations")
    migration.name_papers(apps, None)
    migration.store_citations(apps, None)


def test_an_upgraded_site_knows_what_its_texts_cite():
    summary = make_summary(body=r"\cite{one} https://arxiv.org/abs/1707.09405")
    paper = make_paper(key="10.1000/ABC")
    Citation.objects.all().delete()
    paper.identifiers.all().delete()

    backfill()
    backfill()

    assert cited(summary) == {"one", "1707.09405"}
    assert Paper.objects.resolve("10.1000/abc") == paper
    assert Summary.objects.get(pk=summary.pk).updated_at == summary.updated_at


def test_a_paper_that_is_only_cited_offers_to_be_completed(client, db):
    make_paper(key="conf/x/C&D", status="stub")

    page = client.get("/papers/conf/x/C&D/").content.decode()

    assert 'href="/papers/add/?q=conf%2Fx%2FC%26D">add what is known of it</a>' in page
