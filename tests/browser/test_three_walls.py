"""The three walls in Chromium: with two of them switched off, the third still stops everything."""

import pytest
from django.test import Client

from summaries.rendering import pipeline, render
from summaries.rendering.sanitise import sanitise
from tests.browser.cages import Outcome, try_all
from tests.payloads import everything

pytestmark = pytest.mark.browser
CORPUS = everything()
NOTHING = Outcome()
# What ends whatever a hostile text may have begun, so that the next one begins afresh.
END = "\"'`>-->]]></script></style></title></textarea></noscript></xmp></iframe></noembed>"
END += "</noframes></template></select></svg></math></table></form></button></a></p>"
RAW = [text + END for text in CORPUS if "plaintext" not in text]


def test_without_any_wall_the_corpus_is_alive():
    outcome = try_all(RAW, in_one=10)

    assert len(outcome.ran) >= 80
    assert len(outcome.fetched) >= 5
    assert len(outcome.broken) >= 3


def test_the_policy_alone_lets_nothing_run_and_nothing_be_fetched(db):
    policy = Client().get("/about/")["Content-Security-Policy"]

    outcome = try_all(RAW, policy, in_one=10)

    assert (outcome.ran, outcome.fetched) == (set(), set())


def test_the_parser_alone_lets_nothing_run_and_nothing_out_of_its_box(monkeypatch):
    monkeypatch.setattr(pipeline, "sanitise", lambda html: html)

    assert try_all([render(text).html for text in CORPUS]) == NOTHING


def test_the_allow_list_alone_lets_nothing_run_and_nothing_out_of_its_box():
    assert try_all([sanitise(text) for text in CORPUS]) == NOTHING
