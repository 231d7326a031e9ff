"""Reading feeds as strictly as anybody might."""

from pathlib import Path

import feedparser
from lxml import etree

SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
FEEDS = [  # of the library in conftest.py
    "/feed.atom",
    "/feed.atom?tab=recent",
    "/feed.atom?tab=best&section=cs",
    "/feed.atom?tab=read",
    "/papers/conf/nips/P0/feed.atom",
    "/venues/conf/nips/feed.atom",
    "/venues/conf/nips/2000/feed.atom",
    "/authors/lee/feed.atom",
    "/keywords/cs.LG/feed.atom",
    "/people/alice/feed.atom",
    "/summaries/{pk}/comments/feed.atom",
]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read(client, address):
    """The feed as a tree, once it has passed the schema and a reader's own check."""
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    tree = etree.fromstring(response.content)
    assert SCHEMA.validate(tree), SCHEMA.error_log
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return tree


def texts(tree, path):
    return tree.xpath(path, namespaces=ATOM)


def link(tree, rel):
    return next(iter(texts(tree, f"a:link[@rel='{rel}']/@href")), None)
