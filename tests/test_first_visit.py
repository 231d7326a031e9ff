"""What comes over the wire when somebody opens a page for the first time."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.factories import make_comment, make_imported_summary, make_paper, make_summary

pytestmark = pytest.mark.django_db

MOST = 60_000  # bytes, without the font of mathematics
_LINKED = re.compile(r'(?:rel="(?:stylesheet|icon)"[^>]*href|<script[^>]*src)="/static/([^"?]+)"')
FORMULA = r"$$\sum_{i=1}^{n} \frac{\partial f(x_i)}{\partial x} = \hat{\theta}_{i}$$"
PARAGRAPH = "What is shown of $f(x)$ in words, with some more of them, so that it takes its room. "
TEXT = f"{PARAGRAPH * 30}\n\n{FORMULA}\n\n- one $x^2$\n- two $y_2$\n\n" + f"{PARAGRAPH * 8}\n\n" * 2


def over_the_wire(client, address: str) -> int:
    """The page and everything that it links to, compressed."""
    page = client.get(address, headers={"Accept-Encoding": "gzip"})
    html = gzip.decompress(page.content).decode()
    files = {Path(finders.find(name)) for name in _LINKED.findall(html)}
    assert len(files) > 15
    return len(page.content) + sum(len(gzip.compress(file.read_bytes())) for file in files)


@pytest.fixture
def long_texts():
    """A paper with more long texts than a page shows, each with other words."""
    paper = make_paper()
    for number in range(20):
        words = f"{TEXT} " + " ".join(f"word{number * 400 + n}" for n in range(300))
        make_imported_summary(paper=paper, author=None, body=words)
    return paper


def test_a_paper_with_many_long_texts_and_formulas_is_small(client, long_texts):
    address = long_texts.get_absolute_url()

    assert over_the_wire(client, address) < MOST
    html = client.get(address).content.decode()
    assert html.count("<math") >= 30
    assert html.count('<article class="opinion') == 10


def test_a_long_discussion_and_a_feed_are_small(client, long_texts):
    summary = make_summary(body=TEXT)
    for number in range(60):
        make_comment(summary=summary, body=f"Comment {number}. {PARAGRAPH * 3}")

    assert over_the_wire(client, summary.get_absolute_url()) < MOST
    assert over_the_wire(client, "/") < MOST
