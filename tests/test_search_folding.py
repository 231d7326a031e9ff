"""One spelling for titles, however they are written; the words of what was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.search.excerpts import excerpt, marked
from summaries.search.folding import fold, searchable, title_hash
from summaries.search.words import MOST_WORDS, begun, words_of

SIGNS = "\\{}$_^αβσς\"'`cvHußøﬁ½ℓﷺⅧ\u0301ˈaA深か-"
texts = st.text() | st.text(alphabet=SIGNS) | st.text(alphabet="<>&mark \"'*αß")

SAME = [
    (r"Schr{\"o}dinger", "SCHRÖDINGER", "schrodinger"),
    (r"G{\"{o}}del", r"G\"odel", "Gödel", "godel"),
    (r"Erd\H{o}s", "Erdős", "erdos"),
    (r"\'{\i}", "í", "i"),
    (r"{\O}re", "Øre", "ore"),
    (r"Stra{\ss}e", "Straße", "STRASSE", "strasse"),
    (r"{\L}ukasz", "Łukasz", "lukasz"),
    (r"$\alpha$-divergence", "α-divergence", "Alpha Divergence", "alpha divergence"),
    (r"$\varepsilon$-greedy", "ϵ-greedy", "epsilon greedy"),
    (r"TGF$\beta$", "TGFβ", "TGF-beta", "tgf beta"),
    (r"$\ell_1$ regularization", "ℓ₁ regularization", "L1 Regularization", "l1 regularization"),
    ("H$_2$O", "H₂O", "h2o"),
    (r"\textit{Deep} {L}earning", r"{\bf Deep} Learning", "deep learning"),
    (r"AT\&T", "AT&T", "at and t"),
    (r"$\mathcal{O}(n^2)$", "O(n²)", "o n2"),
    ("Self-Attention", "self‑attention", "Self  attention!", "self attention"),
    ("Γιώργος Σεφέρης", "γιωργος σεφερης", "γιωργοσ σεφερησ"),
    ("Ἀριστοτέλης", "αριστοτέλης", "αριστοτελησ"),
    ("İstanbul", "istanbul"),
    ("深度学习", "深 度 学 习"),
    ("ﬁnite", "finite"),
    ("", "$$ {} \\", ""),
]


@pytest.mark.parametrize("spellings", SAME)
def test_all_spellings_fold_to_the_last(spellings):
    assert {fold(spelling) for spelling in spellings} == {spellings[-1]}
    assert len({title_hash(spelling) for spelling in spellings}) == 1


@given(texts)
def test_folding_never_fails_and_folding_again_changes_nothing(text):
    folded = fold(text)

    assert fold(folded) == folded
    assert len(folded) <= 20 * len(text)
    assert all(sign.isalnum() or sign == " " for sign in folded)
    assert folded == " ".join(folded.split())
    assert searchable(text).startswith(folded)


@given(st.text(st.characters(max_codepoint=127, exclude_characters="\\{}$_^")))
def test_plain_signs_fold_as_they_do_beside_others(text):
    assert fold(f"{text} é") == f"{fold(text)} e".strip()


@given(texts)
def test_an_upper_case_and_a_decorated_title_is_the_same_title(text):
    assert title_hash(f"  {{{text}}} …") == title_hash(text) or "\\" in text


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Self-Attention", "self attention selfattention"),
        ("Self attention", "self attention selfattention"),
        ("State-of-the-art", "state of the art stateoftheart"),
        ("Deep learning", "deep learning"),
    ],
)
def test_what_has_two_parts_is_found_in_one_piece_too(title, words):
    assert searchable(title) == words


@pytest.mark.parametrize(
    ("typed", "spellings"),
    [
        ("", []),
        ("?! ()", []),
        ("deep", [("deep",)]),
        ("Deep LEARNING", [("deep", "deeplearning"), ("learning", "deeplearning")]),
        ("deep deep", [("deep", "deepdeep")]),
        ('"deep learning"', [("deep learning",)]),
        ("β", [("beta", "β")]),
    ],
)
def test_words_are_looked_for_in_all_their_spellings(typed, spellings):
    assert [word.spellings for word in words_of(typed)] == spellings


@given(texts)
def test_what_is_looked_for_is_letters_digits_and_blanks(text):
    words = [*words_of(text), *begun(words_of(text))]

    assert len(words) <= 2 * MOST_WORDS
    for word in words:
        assert all(sign.isalnum() or sign == " " for sign in "".join(word.spellings))
        assert all(word.spellings)


@given(texts, st.sets(st.text(min_size=1, max_size=5) | st.sampled_from(["mark", "a*", "b"])))
def test_marking_changes_nothing_but_marks_and_lets_no_other_tag_through(text, words):
    html = marked(text, words)
    bare = re.sub("</?mark>", "", html)

    assert "<" not in bare
    assert ">" not in bare
    unescaped = bare
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#x27;", "'"), ("&quot;", '"')):
        unescaped = unescaped.replace(entity, sign)
    assert unescaped.replace("&amp;", "&") == text
    assert html.count("<mark>") == html.count("</mark>")
    assert "<" not in re.sub("</?mark>", "", excerpt(text, words))


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("Shapes of a shape", {"shape"}, "<mark>Shapes</mark> of a <mark>shape</mark>"),
        ("optimisation", {"optimise"}, "<mark>optimisation</mark>"),
        ("Gödel & Möller", {"godel"}, "<mark>Gödel</mark> &amp; Möller"),
        ("graphene", {"graph*"}, "<mark>graphene</mark>"),
        ("a model an", {"mode", "a"}, "<mark>a</mark> <mark>model</mark> an"),
    ],
)
def test_forms_of_a_word_are_marked(text, words, html):
    assert marked(text, words) == html


def test_an_excerpt_is_the_text_around_the_first_word():
    text = f"{'before ' * 50}here{' after' * 100}"

    piece = excerpt(text, {"here"})

    assert piece.startswith("…")
    assert piece.endswith("…")
    assert "<mark>here</mark>" in piece
    assert len(piece) < 300
    assert excerpt(text, {"nowhere"}) == ""
