"""What nginx answers by itself is said in words, and looks like the site."""

import re
import runpy

import pytest
from django.template.loader import get_template

from tests.processes import ROOT

PAGES = sorted(path.name for path in (ROOT / "deploy/errors").iterdir())
CONFIGURATION = (ROOT / "deploy/nginx.conf").read_text()
_FURNITURE = re.compile(r"<link .*|<html .*|<body .*|<meta name=\"(?:viewport|robots).*")

GUNICORN = runpy.run_path(str(ROOT / "deploy/gunicorn.conf.py"))


def read(name):
    return (ROOT / "deploy/errors" / name).read_text()


@pytest.mark.parametrize("name", PAGES)
def test_an_error_of_nginx_has_the_frame_of_our_own(name):
    page = read(name)

    assert _FURNITURE.findall(page) == _FURNITURE.findall(get_template("bare.html").render())
    assert re.search(r"<h1 .*>.{5,}</h1>\s+<p>.{30,}</p>", page)
    assert "nginx" not in page


def test_each_error_that_nginx_makes_of_what_browsers_send_has_a_page():
    told = re.findall(r"error_page ([\d =]+) /errors/(\S+);", CONFIGURATION)

    assert sorted(name for _, name in told) == PAGES
    assert {code for codes, _ in told for code in re.findall(r"\d{3}", codes)} == {
        *("400", "403", "404", "413", "414", "429", "494", "500", "502", "503", "504")
    }
    for codes, name in told:
        (shown,) = re.findall(r"fault-code margin\">(\d+)<", read(name))
        assert shown in codes.split() or f"={shown}" in codes


def test_plain_http_on_the_port_of_tls_is_led_to_https():
    assert "error_page 497 =301 https://example.org$request_uri;" in CONFIGURATION


def test_what_gunicorn_would_refuse_by_itself_never_reaches_it():
    lines = re.findall(r"if \(\$\w+ ~ \"\^\.\{(\d+)\}\"\) \{ return 4\d\d; \}", CONFIGURATION)

    assert len(lines) == 2
    assert all(int(longest) + 100 < GUNICORN["limit_request_line"] for longest in lines)


def test_how_often_pages_are_asked_for_is_limited_and_never_their_files():
    _, *places = re.split(r"\n    location ", CONFIGURATION)
    limited = [place.split()[0] for place in places if "limit_req zone" in place]

    assert limited == ["/"]
    assert CONFIGURATION.count("limit_req zone") == 1


def test_no_way_of_writing_it_leads_strangers_to_what_machines_ask():
    closed = re.compile(re.search(r"location ~ (\S+) \{ return 404; \}", CONFIGURATION)[1])

    assert all(closed.match(path) for path in ("/readyz", "/readyz/", "/metrics", "/metrics/"))
    assert not closed.match("/papers/readyz/")
