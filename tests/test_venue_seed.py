"""The venues that we know before any paper arrives, and whose papers are whose."""

import json

import pytest

from summaries.catalogue.record import Record
from summaries.catalogue.store import store
from summaries.catalogue.venues import FILE, known_venues, venue_of
from summaries.identifiers import is_key
from summaries.models import Paper, Venue
from summaries.sections import BY_SLUG
from tests.factories import make_paper, make_venue


def test_the_file_holds_the_largest_venues_each_once_and_well_formed():
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    prefixes = [prefix for row in rows for prefix in row["doi"]]

    assert len(rows) >= 100
    assert len({row["key"] for row in rows}) == len(rows)
    assert len({row["name"] for row in rows}) == len(rows)
    assert len(set(prefixes)) == len(prefixes)
    assert rows == sorted(rows, key=lambda row: row["key"])
    for row in rows:
        assert is_key(row["key"])
        assert row["kind"] in Venue.Kind.values
        assert row["section"] == "" or row["section"] in BY_SLUG
    for prefix in prefixes:
        assert prefix.startswith("10.")
        assert prefix == prefix.lower()


@pytest.mark.parametrize("venue", known_venues().values(), ids=lambda venue: venue.key)
def test_each_venue_is_found_by_its_keys_and_by_each_beginning(venue):
    assert venue_of(dblp_key=f"{venue.key}/Somebody20") == venue
    for prefix in venue.doi:
        for rest in ("/x.1", ".2016.90", "-019-1666-5"):
            assert venue_of(doi=prefix.upper() + rest) == venue


@pytest.mark.parametrize(
    ("doi", "key"),
    [
        ("10.1109/CVPR.2016.90", "conf/cvpr"),
        ("10.1109/CVPR42600.2020.00975", "conf/cvpr"),
        ("10.1109/cvprw.2017.1", None),
        ("10.1109/TPAMI.2016.2577031", "journals/pami"),
        ("10.1109/34.868688", "journals/pami"),
        ("10.1109/3468.1", None),
        ("10.18653/v1/N19-1423", "conf/naacl"),
        ("10.18653/v1/P16-1162", "conf/acl"),
        ("10.18653/v1/2020.acl-main.703", "conf/acl"),
        ("10.18653/v1/2020.findings-emnlp.1", None),
        ("10.1038/nature14539", "journals/nature"),
        ("10.1038/s41586-019-1666-5", "journals/nature"),
        ("10.1038/s415861", None),
        ("10.1038/naturejobs.2012.1", None),
        ("10.1371/journal.pone.0000308", "journals/plosone"),
        ("10.1016/j.cell.2011.02.013", "journals/cell"),
        ("10.1016/j.cellsig.2011.02.013", None),
        ("10.1103/PhysRevLett.116.061102", "journals/prl"),
        ("10.1126/science.aaa8415", "journals/science"),
        ("10.1126/sciadv.1500323", "journals/sciadv"),
        ("10.1609/aaai.v33i01.33014602", "conf/aaai"),
        ("10.24963/ijcai.2017/1", "conf/ijcai"),
        ("10.14778/3407790.3407797", "journals/pvldb"),
        ("10.1056/NEJMoa2034577", "journals/nejm"),
        ("10.48550/arXiv.1706.03762", "journals/corr"),
        ("10.9999/whatever", None),
        ("", None),
        ("nonsense", None),
    ],
)
def test_the_longest_beginning_that_ends_at_a_boundary_wins(doi, key):
    found = venue_of(doi=doi)

    assert (found.key if found else None) == key


def test_a_key_tells_the_venue_surer_than_a_doi():
    assert venue_of(dblp_key="conf/nips/X", doi="10.1038/nature1").key == "conf/nips"
    assert venue_of(dblp_key="conf/unheard/X", doi="10.1038/nature1").key == "journals/nature"


@pytest.mark.django_db
def test_the_row_is_made_when_the_first_paper_arrives():
    paper = store(Record(title="On it", source="dblp", dblp="conf/nips/A20")).paper
    store(Record(title="Before it", source="dblp", dblp="conf/nips/B10"))
    venue = Venue.objects.get()

    assert paper.venue == venue
    assert (venue.name, venue.kind, venue.section) == ("NeurIPS", "conference", "cs")


@pytest.mark.django_db
def test_a_section_holds_what_a_keyword_or_a_venue_puts_there():
    by_venue = make_paper(venue=make_venue(section="physics"))
    by_keyword = make_paper(keywords=["hep-th", "quant-ph"])
    both = make_paper(venue=by_venue.venue, keywords=["hep-th"])
    make_paper(keywords=["cs.LG"])

    assert set(Paper.objects.in_section("physics")) == {by_venue, by_keyword, both}
    assert Paper.objects.in_section("physics").count() == 3
