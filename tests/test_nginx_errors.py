"""What nginx answers by itself is said in words, and looks like the site."""

import re

import pytest
from django.template.loader import get_template

from tests.processes import ROOT

PAGES = sorted(path.name for path in (ROOT / "deploy/errors").iterdir())
CONFIGURATION = (ROOT / "deploy/nginx.conf").read_text()
_FURNITURE = re.compile(r"<link .*|<html .*|<body .*|<meta name=\"(?:viewport|robots).*")


@pytest.mark.parametrize("name", PAGES)
def test_an_error_of_nginx_has_the_frame_of_our_own(name):
    page = (ROOT / "deploy/errors" / name).read_text()

    assert _FURNITURE.findall(page) == _FURNITURE.findall(get_template("bare.html").render())
    assert re.search(r"<h1 .*>.{5,}</h1>\s+<p>.{30,}</p>", page)
    assert "nginx" not in page


def test_each_error_that_nginx_makes_of_good_requests_has_a_page():
    told = re.findall(r"error_page ([\d =]+) /errors/(\S+);", CONFIGURATION)

    assert sorted(name for _, name in told) == PAGES
    assert {code for codes, _ in told for code in re.findall(r"\d{3}", codes)} == {
        *("404", "413", "429", "502", "503", "504")
    }


def test_how_often_pages_are_asked_for_is_limited_and_never_their_files():
    _, *places = re.split(r"\n    location ", CONFIGURATION)
    limited = [place.split()[0] for place in places if "limit_req zone" in place]

    assert limited == ["/"]
    assert CONFIGURATION.count("limit_req zone") == 1


def test_no_way_of_writing_it_leads_strangers_to_what_machines_ask():
    closed = re.compile(re.search(r"location ~ (\S+) \{ return 404; \}", CONFIGURATION)[1])

    assert all(closed.match(path) for path in ("/readyz", "/readyz/", "/metrics", "/metrics/"))
    assert not closed.match("/papers/readyz/")
