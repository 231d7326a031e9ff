"""What a paper's page says to machines: citation tags, JSON-LD, Open Graph, Signposting."""

import json
import re
from html.parser import HTMLParser

import pytest

from summaries.models import AuthorIdentifier
from tests.factories import (
    make_author,
    make_identifier,
    make_imported_summary,
    make_paper,
    make_summary,
    make_user,
    make_venue,
)

CLOSERS = ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028\u2029", "&lt;"]


class Head(HTMLParser):
    """The tags of a page that browsers would find, and the text of its data block."""

    def __init__(self, page):
        super().__init__()
        self.metas, self.links, self.scripts, self.data, self.is_data = [], [], 0, "", False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "meta":
            self.metas.append((facts.get("name") or facts.get("property"), facts.get("content")))
        elif tag == "link":
            self.links.append(facts)
        elif tag == "script":
            self.is_data = facts.get("type") == "application/ld+json"
            self.scripts += not self.is_data and "src" not in facts

    def handle_data(self, data):
        self.data += data if self.is_data else ""

    def handle_endtag(self, tag):
        self.is_data = self.is_data and tag != "script"


def head_of(client, paper):
    response = client.get(paper.get_absolute_url())
    assert response.status_code == 200
    return Head(response.content.decode())


def signposts(client, paper):
    """(target, rel, type) of each link of the header."""
    header = client.get(paper.get_absolute_url())["Link"]
    found = re.findall(r'<([^<>\s]+)>; rel="([a-z-]+)"(?:; type="([^"]+)")?(?:, |$)', header)
    assert (
        ", ".join(
            f'<{target}>; rel="{rel}"' + (f'; type="{kind}"' if kind else "")
            for target, rel, kind in found
        )
        == header
    )
    return found


@pytest.fixture
def library(db):
    """A paper with all that one can know of it."""
    paper = make_paper(
        key="conf/nips/LeeS00",
        title="Algorithms for Factorization",
        kind="conference",
        year=2000,
        venue=make_venue(key="conf/nips", name="NeurIPS"),
        authors=["Daniel D. Lee", make_author("The OpenAI Team", slug="o", is_collective=True)],
        keywords=["cs.LG", "matrices"],
        volume="13",
        number="2",
        pages="556-562",
        publisher="MIT Press",
        abstract="Two algorithms.",
    )
    make_identifier(paper, "doi", "10.1000/<x>;2-#")
    make_identifier(paper, "arxiv", "1707.09405")
    make_identifier(paper, "pubmed", "123")
    lee = paper.authors.get(name="Daniel D. Lee")
    AuthorIdentifier.objects.create(author=lee, scheme="orcid", value="0000-0002-1825-0097")
    return paper


def test_a_paper_has_the_tags_that_scholarly_engines_read(client, library):
    tags = [tag for tag in head_of(client, library).metas if str(tag[0]).startswith("citation_")]

    assert tags == [
        ("citation_title", "Algorithms for Factorization"),
        ("citation_author", "Daniel D. Lee"),
        ("citation_author", "The OpenAI Team"),
        ("citation_publication_date", "2000"),
        ("citation_conference_title", "NeurIPS"),
        ("citation_volume", "13"),
        ("citation_issue", "2"),
        ("citation_firstpage", "556"),
        ("citation_lastpage", "562"),
        ("citation_publisher", "MIT Press"),
        ("citation_doi", "10.1000/<x>;2-#"),
        ("citation_arxiv_id", "1707.09405"),
        ("citation_pmid", "123"),
        ("citation_keywords", "cs.LG; matrices"),
        ("citation_abstract_html_url", "http://testserver/papers/conf/nips/LeeS00/"),
    ]


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("article", "citation_journal_title"),
        ("preprint", "citation_journal_title"),
        ("chapter", "citation_inbook_title"),
        ("thesis", "citation_dissertation_institution"),
        ("report", "citation_technical_report_institution"),
    ],
)
def test_the_container_has_the_tag_of_its_kind(client, db, kind, tag):
    paper = make_paper(kind=kind, container="Where", publisher="Where")

    assert (tag, "Where") in head_of(client, paper).metas


def test_a_paper_has_no_second_way_to_be_found_by_reference_managers(client, library):
    page = client.get(library.get_absolute_url()).content.decode()

    assert "unapi" not in page
    assert "Z3988" not in page
    assert "citation_pdf_url" not in page


def test_the_facts_are_a_scholarly_article_with_its_reviews(client, library, alice):
    signed = make_summary(author=alice, paper=library, body="It *works*.")
    hidden = make_summary(author=make_user("zeldaq"), paper=library, is_anonymous=True)
    head = head_of(client, library)
    facts = json.loads(head.data)
    reviews = {review["@id"]: review for review in facts["review"]}

    assert facts["@context"] == "https://schema.org"
    assert facts["@type"] == "ScholarlyArticle"
    assert facts["@id"] == "http://testserver/papers/conf/nips/LeeS00/"
    assert facts["author"] == [
        {
            "@type": "Person",
            "name": "Daniel D. Lee",
            "@id": "https://orcid.org/0000-0002-1825-0097",
        },
        {"@type": "Organization", "name": "The OpenAI Team"},
    ]
    assert facts["sameAs"] == [
        "https://doi.org/10.1000/%3Cx%3E%3B2-%23",
        "https://arxiv.org/abs/1707.09405",
        "https://pubmed.ncbi.nlm.nih.gov/123/",
    ]
    assert facts["datePublished"] == "2000"
    assert reviews[f"http://testserver/summaries/{signed.pk}/"] == {
        "@type": "Review",
        "@id": f"http://testserver/summaries/{signed.pk}/",
        "url": f"http://testserver/summaries/{signed.pk}/",
        "itemReviewed": {"@id": facts["@id"]},
        "author": {
            "@type": "Person",
            "name": "Alice",
            "url": "http://testserver/people/alice/",
        },
        "datePublished": signed.published_at.isoformat(),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "reviewBody": "It works.",
    }
    anonymous = reviews[f"http://testserver/summaries/{hidden.pk}/"]
    assert anonymous["author"] == {"@type": "Person", "name": "Anonymous"}


@pytest.mark.parametrize("odd", CLOSERS)
def test_nothing_that_people_type_ends_the_data_or_becomes_a_script(client, db, odd):
    paper = make_paper(
        title=f"A {odd}", container=odd, publisher=odd, abstract=odd, authors=[odd], keywords=[odd]
    )
    make_summary(paper=paper, author=make_user("odd", display_name=odd), body=f"`{odd}` {odd}")
    head = head_of(client, paper)
    facts = json.loads(head.data)

    assert facts["name"].split() == f"A {odd}".split()
    assert facts["abstract"] == odd
    assert head.scripts == 0
    assert not re.search(r"[<>&\u2028\u2029]", head.data)


def test_a_page_of_open_graph_says_when_its_text_was_written(client, library, alice):
    summary = make_summary(author=alice, paper=library)
    metas = head_of(client, library).metas

    assert ("og:type", "article") in metas
    assert ("article:published_time", summary.published_at.isoformat()) in metas
    assert ("article:modified_time", summary.published_at.isoformat()) in metas
    assert ("article:tag", "matrices") in metas


def test_the_page_tells_programs_what_belongs_to_it(client, library, alice):
    make_summary(author=alice, paper=library)
    make_imported_summary(paper=library)
    own = "http://testserver/papers/conf/nips/LeeS00/"

    assert signposts(client, library) == [
        (own, "cite-as", ""),
        ("https://schema.org/ScholarlyArticle", "type", ""),
        ("https://schema.org/AboutPage", "type", ""),
        ("https://orcid.org/0000-0002-1825-0097", "author", ""),
        (f"{own}cite.bib", "describedby", "application/x-bibtex"),
        (f"{own}cite.ris", "describedby", "application/x-research-info-systems"),
        (f"{own}cite.json", "describedby", "application/vnd.citationstyles.csl+json"),
        ("https://doi.org/10.1000/%3Cx%3E%3B2-%23", "related", ""),
        ("https://arxiv.org/abs/1707.09405", "related", ""),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", "related", ""),
        ("https://creativecommons.org/licenses/by/4.0/", "license", ""),
    ]


def test_each_signpost_to_ourselves_leads_somewhere(client, library):
    for target, _, kind in signposts(client, library):
        if target.startswith("http://testserver"):
            response = client.get(target.removeprefix("http://testserver"))
            assert response.status_code == 200
            assert response["Content-Type"].startswith(kind)


@pytest.mark.parametrize("key", ["10.1000/<x>;2-#", 'a/"b"', "a/b,c", "ключ/é", "a%2Fb"])
def test_odd_keys_are_spelt_as_addresses(client, db, key):
    paper = make_paper(key=key)

    assert signposts(client, paper)[0][0] == "http://testserver" + paper.get_absolute_url()


def test_the_citation_is_on_the_page_for_those_without_scripts(client, library):
    page = client.get(library.get_absolute_url()).content.decode()

    assert "@inproceedings{conf/nips/LeeS00," in page
    for suffix in ("bib", "ris", "json"):
        assert f'href="/papers/conf/nips/LeeS00/cite.{suffix}"' in page
    assert "data-copy" in page


def test_a_paper_that_nobody_identified_is_not_cited(client, alice):
    paper = make_paper(key="shortscience/1", title="First words", status="unidentified")
    make_summary(author=alice, paper=paper)

    assert not [tag for tag in head_of(client, paper).metas if str(tag[0]).startswith("citation_")]


@pytest.mark.parametrize("visibility", ["draft", "private", "link", "hidden"])
def test_reviews_are_only_those_that_anybody_may_read(client, alice, library, visibility):
    summary = make_summary(author=alice, paper=library, body="A secret.")
    if visibility == "hidden":
        summary.hide()
    else:
        summary.show_to(visibility)
    client.force_login(alice)
    head = head_of(client, library)

    assert "review" not in json.loads(head.data)
    assert "A secret." not in head.data
