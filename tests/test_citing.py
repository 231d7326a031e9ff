"""Papers, lists and versions of summaries as files for reference managers."""

import json
from itertools import product

import bibtexparser
import pytest
import rispy

from tests.factories import (
    make_author,
    make_identifier,
    make_paper,
    make_summary,
    make_user,
    make_venue,
)

TYPES = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json; charset=utf-8",
}
READ = {
    "bib": lambda text: [entry.key for entry in bibtexparser.parse_string(text).entries],
    "ris": lambda text: [entry["id"] for entry in rispy.loads(text)],
    "json": lambda text: [entry["id"] for entry in json.loads(text)],
}


@pytest.fixture
def library(alice):
    """Three papers of one venue; two are summarised by alice."""
    venue = make_venue(key="conf/nips", name="NeurIPS", full_name="Neural Information Processing")
    for number in range(3):
        paper = make_paper(
            key=f"conf/nips/P{number}",
            title=f"Paper {number}",
            year=2000 + number,
            venue=venue,
            authors=["Ludwig van Beethoven"],
            keywords=["cs.LG"],
            volume="12",
            pages="1-9",
        )
        if number:
            make_summary(paper=paper, author=alice)
    make_identifier(paper, "doi", "10.1000/<x>;2-#")
    make_identifier(paper, "arxiv", "1707.09405")
    return paper


def read(client, address):
    response = client.get(address)
    suffix = address.partition("?")[0].rpartition(".")[2]
    assert response.status_code == 200, address
    assert response["Content-Type"] == TYPES[suffix]
    assert "attachment" in response["Content-Disposition"]
    return READ[suffix](response.content.decode())


@pytest.mark.parametrize("suffix", TYPES)
def test_a_paper_in_each_format(client, library, suffix):
    assert read(client, f"/papers/conf/nips/P2/cite.{suffix}") == ["conf/nips/P2"]


def test_a_paper_as_bibtex(client, library):
    library.kind = "conference"
    library.save()
    response = client.get("/papers/conf/nips/P2/cite.bib")

    assert response["Content-Disposition"] == 'attachment; filename="conf-nips-p2.bib"'
    assert response.content.decode() == (
        "@inproceedings{conf/nips/P2,\n"
        "  title         = {Paper 2},\n"
        "  author        = {van Beethoven, Ludwig},\n"
        "  booktitle     = {Neural Information Processing},\n"
        "  year          = {2002},\n"
        "  volume        = {12},\n"
        "  pages         = {1--9},\n"
        "  doi           = {10.1000/<x>;2-#},\n"
        "  eprint        = {1707.09405},\n"
        "  archiveprefix = {arXiv},\n"
        "  url           = {http://testserver/papers/conf/nips/P2/},\n"
        "  keywords      = {cs.LG},\n"
        "}\n"
    )


LISTS = {
    "/": ["P2", "P1"],
    "/?tab=best&section=cs": ["P2", "P1"],
    "/?section=biology": [],
    "/venues/conf/nips/": ["P2", "P1", "P0"],
    "/venues/conf/nips/2001/": ["P1"],
    "/authors/ludwig-van-beethoven/": ["P2", "P1", "P0"],
    "/keywords/cs.LG/": ["P2", "P1", "P0"],
    "/people/alice/": ["P2", "P1"],
}


def test_a_list_in_its_order(subtests, client, library):
    for address, suffix in product(LISTS, TYPES):
        with subtests.test(address, suffix=suffix):
            path, _, query = address.partition("?")
            keys = read(client, f"{path}cite.{suffix}" + (f"?{query}" if query else ""))

            assert keys == [f"conf/nips/{name}" for name in LISTS[address]]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_leads_to_its_files(client, library, address):
    page = client.get(address).content.decode()
    path, _, query = address.partition("?")
    query = f"?{query}".replace("&", "&amp;") if query else ""

    assert f'href="{path}feed.atom{query}" rel="nofollow"' in page
    assert f'title="This list as a feed" href="{path}feed.atom{query}"' in page
    assert f'href="{path}cite.bib{query}"' in page
    assert '<link rel="unapi-server" type="application/xml" title="unAPI" href="/unapi/">' in page
    for name in LISTS[address]:
        assert f'<abbr class="unapi-id" title="conf/nips/{name}"></abbr>' in page


def test_a_list_costs_the_same_queries_whatever_it_holds(
    client, library, django_assert_max_num_queries
):
    for number in range(20):
        make_paper(key=f"conf/nips/Q{number}", venue=library.venue, authors=["A", "B"])
    with django_assert_max_num_queries(5):
        client.get("/venues/conf/nips/cite.bib")
    with django_assert_max_num_queries(4):
        client.get("/cite.bib")
    with django_assert_max_num_queries(4):
        client.get("/papers/conf/nips/P2/cite.json")


def test_ones_bookmarks_are_for_oneself(client, library, alice, bob):
    alice.bookmarks.create(paper=library, state="read")
    assert client.get("/bookmarks/cite.bib").url == "/account/login/?next=/bookmarks/cite.bib"

    client.force_login(alice)
    assert read(client, "/bookmarks/cite.bib") == ["conf/nips/P2"]
    assert read(client, "/bookmarks/cite.bib?state=read") == ["conf/nips/P2"]
    assert read(client, "/bookmarks/cite.bib?state=liked") == []
    assert "private" in client.get("/bookmarks/cite.bib")["Cache-Control"]

    client.force_login(bob)
    assert read(client, "/bookmarks/cite.bib") == []


def test_an_alias_is_cited_by_the_key(client, library):
    make_identifier(library, "key", "old/Name")

    assert read(client, "/papers/old/Name/cite.json") == ["conf/nips/P2"]
    assert read(client, "/papers/1707.09405/cite.ris") == ["conf/nips/P2"]


@pytest.mark.parametrize(
    "address",
    [
        "/papers/nothing/cite.bib",
        "/papers/conf/nips/P2/cite.pdf",
        "/venues/nothing/cite.bib",
        "/summaries/0/cite.bib",
    ],
)
def test_what_is_not_there_is_a_404(client, library, address):
    assert client.get(address, follow=True).status_code == 404


def test_a_paper_that_nobody_identified_is_cited_without_the_words_of_its_text(client, alice):
    paper = make_paper(key="shortscience/1", title="Secret first words", status="unidentified")
    make_summary(paper=paper, author=alice).hide()

    assert b"Secret" not in client.get("/papers/shortscience/1/cite.bib").content


def test_names_and_groups_are_cited_as_what_they_are(client, db):
    group = make_author("The OpenAI Team", slug="openai", is_collective=True)
    told = make_author("Gabriel García Márquez", slug="ggm", family="García Márquez")
    make_paper(key="k", authors=[group, told, "Plato"])
    text = client.get("/papers/k/cite.bib").content.decode()
    entry = json.loads(client.get("/papers/k/cite.json").content)[0]

    assert "{{The OpenAI Team} and García Márquez, Gabriel and Plato}" in text
    assert entry["author"] == [
        {"literal": "The OpenAI Team"},
        {"family": "García Márquez", "given": "Gabriel"},
        {"family": "Plato"},
    ]


# A summary


def cited(client, summary, query=""):
    response = client.get(f"/summaries/{summary.pk}/cite.json{query}")
    return json.loads(response.content)[0] if response.status_code == 200 else None


def test_one_version_of_a_summary(client, summary, alice):
    summary.revise("Another text.", alice)
    newest, first = cited(client, summary), cited(client, summary, "?version=1")
    day = summary.published_at

    assert newest["title"] == "Summary of “What shapes feature representations?”"
    assert newest["author"] == [{"literal": "Alice"}]
    assert newest["note"] == "Version 2"
    assert first["note"] == "Version 1"
    assert first["issued"] == {"date-parts": [[day.year, day.month, day.day]]}
    assert first["URL"] == f"http://testserver/summaries/{summary.pk}/"
    assert newest["id"] == f"shortscience:{summary.pk}:2"


@pytest.mark.parametrize("version", ["0", "9", "x", "", "-1", "²", "99999999999"])
def test_a_version_that_is_not_there_is_a_404(client, summary, version):
    assert cited(client, summary, f"?version={version}") is None


def test_a_version_that_was_never_public_is_for_its_writer_only(client, alice, paper):
    summary = make_summary(author=alice, paper=paper, visibility="draft", body="Unripe.")
    summary.revise("Ripe.", alice)
    summary.publish()

    assert cited(client, summary, "?version=1") is None
    assert cited(client, summary)["note"] == "Version 2"
    client.force_login(alice)
    assert cited(client, summary, "?version=1")["note"] == "Version 1"


def test_the_page_of_a_summary_shows_how_to_cite_it(client, summary, alice):
    own = summary.get_absolute_url()
    page = client.get(own).content.decode()
    history = client.get(f"{own}history/").content.decode()

    assert f"@misc{{shortscience:{summary.pk}:1," in page
    assert f'href="{own}cite.bib"' in page
    assert f'href="{own}cite.bib?version=1"' in history
    assert f'href="{own}comments/feed.atom"' in page


def test_a_redacted_version_is_not_cited(client, summary, alice):
    summary.revise("Another text.", alice)
    summary.revisions.filter(number=1).update(redacted_at=summary.published_at)

    assert cited(client, summary, "?version=1") is None


@pytest.mark.parametrize("suffix", TYPES)
def test_an_anonymous_summary_is_cited_as_such(client, db, suffix):
    summary = make_summary(author=make_user("zeldaq"), is_anonymous=True)
    text = client.get(f"/summaries/{summary.pk}/cite.{suffix}").content.decode()

    assert "Version 1, Anonymous" in text
    assert "zeldaq" not in text


@pytest.mark.parametrize("visibility", ["draft", "private", "link"])
def test_a_summary_out_of_sight_cannot_be_cited(client, alice, bob, visibility):
    summary = make_summary(author=alice, visibility=visibility)
    client.force_login(bob)

    assert cited(client, summary) is None
