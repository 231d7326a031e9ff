"""Parser, allow-list and policy against script: each alone must stop the whole corpus.

The policy needs a browser: tests/browser/test_three_walls.py, where the other two are tried in
Chromium as well. Here the trees of their output are read.
"""

import pytest

from summaries.rendering import pipeline, render
from summaries.rendering.mathml import NotAllowed, checked
from summaries.rendering.sanitise import sanitise
from tests.judge import faults
from tests.payloads import corpus, everything

CORPUS = corpus()
FRAMES = frozenset({"iframe"})  # of videos, empty until somebody clicks


def test_the_corpus_is_large_and_repeats_nothing():
    texts = everything()

    assert len(texts) == len(set(texts)) >= 2_000
    assert all(len(CORPUS[family]) >= 20 for family in CORPUS)


@pytest.mark.parametrize("family", CORPUS)
def test_the_parser_alone_emits_nothing_live(family, monkeypatch):
    monkeypatch.setattr(pipeline, "sanitise", lambda html: html)
    for text in CORPUS[family]:
        assert faults(render(text).html, allowed=FRAMES) == [], text


@pytest.mark.parametrize("family", CORPUS)
def test_the_allow_list_alone_lets_nothing_live_through(family):
    for text in CORPUS[family]:
        assert faults(sanitise(text)) == [], text


@pytest.mark.parametrize("family", CORPUS)
def test_together_they_put_nothing_live_into_a_page(family):
    for text in CORPUS[family]:
        assert faults(render(text).html, allowed=FRAMES) == [], text


@pytest.mark.parametrize("family", CORPUS)
def test_the_list_for_formulas_alone_lets_nothing_live_through(family):
    """Whatever the converter, which is native code, might be brought to print."""
    for text in CORPUS[family]:
        for mathml in (f"<math>{text}</math>", f"<math><mi>{text}</mi></math>"):
            assert faults(checked_or_nothing(mathml)) == [], text


def checked_or_nothing(mathml):
    try:
        return checked(mathml)
    except NotAllowed:
        return ""
