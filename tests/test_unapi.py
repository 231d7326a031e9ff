"""unAPI: reference managers ask it for the papers of a list."""

from xml.etree import ElementTree as Tree

import pytest

from tests.factories import make_paper
from tests.test_citing import READ, TYPES


@pytest.fixture
def library(db):
    return make_paper(key="conf/nips/P2")


def test_unapi_lists_its_formats(client, library):
    response = client.get("/unapi/")
    root = Tree.fromstring(response.content)

    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert root.tag == "formats"
    assert [(each.get("name"), each.get("type")) for each in root] == [
        ("bibtex", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("csljson", "application/vnd.citationstyles.csl+json"),
    ]


def test_unapi_offers_the_formats_of_a_paper(client, library):
    response = client.get("/unapi/", {"id": "conf/nips/P2"})
    root = Tree.fromstring(response.content)

    assert response.status_code == 300
    assert root.get("id") == "conf/nips/P2"
    assert len(root) == 3


@pytest.mark.parametrize(
    ("name", "suffix"), [("bibtex", "bib"), ("ris", "ris"), ("csljson", "json")]
)
def test_unapi_gives_the_paper(client, library, name, suffix):
    response = client.get("/unapi/", {"id": "conf/nips/P2", "format": name})

    assert response.status_code == 200
    assert response["Content-Type"] == TYPES[suffix]
    assert READ[suffix](response.content.decode()) == ["conf/nips/P2"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"id": "nothing"}, 404),
        ({"id": "nothing", "format": "ris"}, 404),
        ({"id": "conf/nips/P2", "format": "mods"}, 406),
        ({"format": "ris"}, 400),
    ],
)
def test_unapi_refuses_what_it_has_not(client, library, asked, status):
    assert client.get("/unapi/", asked).status_code == status
