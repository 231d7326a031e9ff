"""BibTeX and RIS in: the good entries of any file, with line numbers, in bounded time."""

import io
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.catalogue.bibtex import read_bibtex
from summaries.catalogue.latex import plain
from summaries.catalogue.ris import read_ris
from summaries.search.folding import fold

BIBTEX = r"""
Some words of a person, with an @ in them.
@string{nips = "Advances in " # {Neural}}
@article{DBLP:journals/corr/abs-1904-06387,
  author = {Jos{\'e} Garc{\'i}a and {OpenAI and Team} and van der Maaten, Laurens and others},
  title = {A {BERT}-like $x^{2}$ model: 100\% of {\"U}ber},
  journal = {CoRR}, volume = {abs/1904.06387}, year = 2019, month = jan # " 1",
  url = {http://arxiv.org/abs/1904.06387}, pages={1--20}
}
@inproceedings{broken, title = {No end
@inproceedings{good, title = "Good one", booktitle = nips # " Systems", year={2017},
  doi={https://doi.org/10.1145/3292500.3330701}, url={https://example.org/a%20b_c},
  keywords={one; two, three}}
@misc{twice, title={First}, title={Second}, howpublished={\url{https://a.org/x%20y\_z}}}
@book{nameless, year=2000}
@article(round, title={In (round) braces},
  doi={10.1002/(SICI)1097-0258(1998)17:15<1661::X>3.0.CO;2-2})
@comment{@nothing}
"""


@pytest.fixture(scope="module")
def entries():
    return list(read_bibtex(BIBTEX))


def record_at(entries, line):
    return next(entry.record for entry in entries if entry.line == line)


def test_each_entry_or_problem_has_its_line(entries):
    assert [(entry.line, entry.problem) for entry in entries] == [
        (4, ""),
        (10, "The entry has no end, or a field without a value."),
        (11, ""),
        (14, ""),
        (15, "The entry has no title."),
        (16, ""),
    ]


def test_names_are_cut_before_they_are_decoded(entries):
    authors = record_at(entries, 4).authors

    assert [name.full for name in authors] == [
        "José García",
        "OpenAI and Team",
        "Laurens van der Maaten",
    ]
    assert [name.is_collective for name in authors] == [False, True, False]


def test_facts_are_plain_text_and_formulas_stay(entries):
    record = record_at(entries, 4)

    assert record.title == "A BERT-like $x^{2}$ model: 100% of Über"
    assert (record.kind, record.year, record.pages) == ("preprint", 2019, "1-20")
    assert record.dblp == "journals/corr/abs-1904-06387"
    assert (record.arxiv, record.url) == ("1904.06387", "")


def test_abbreviations_and_addresses_are_read_as_they_are_meant(entries):
    good, twice, round_ = (record_at(entries, line) for line in (11, 14, 16))

    assert good.container == "Advances in Neural Systems"
    assert (good.doi, good.url) == ("10.1145/3292500.3330701", "https://example.org/a%20b_c")
    assert good.keywords == ("one", "two", "three")
    assert (twice.title, twice.url) == ("First", "https://a.org/x%20y_z")
    assert round_.doi == "10.1002/(sici)1097-0258(1998)17:15<1661::x>3.0.co;2-2"


def test_nothing_is_said_on_standard_error(capsys, caplog):
    with caplog.at_level(logging.DEBUG):
        list(read_bibtex("@article{a, title={x}, title={y}}\n@b{c, title={\\'{\\undefined}}}"))

    assert capsys.readouterr().err == ""
    assert caplog.text == ""


@pytest.mark.parametrize(
    "text",
    [
        "@a{" * 60_000,
        "@a{k,t={" + "{" * 190_000,
        '@a{k,t="' + '"' * 190_000,
        "@a{k,title={x},author={" + "a and " * 30_000 + "}}",
        "@a{k,title={" + "\\'{" * 1000 + "e" + "}" * 1000 + "}}",
        "@a{k,title={" + "\\frac" * 3000 + "}}",
        "@a{k,title={x}," + "y" * 300_000,
        "@string{a = {xx}}\n" + "@string{a = a # a}\n" * 60 + "@x{k, title = a}",
    ],
    ids=lambda text: text[:20],
)
def test_a_hostile_entry_costs_no_more_than_a_long_one(text):
    entries = list(read_bibtex(text))

    assert len(entries) >= 1
    assert all(not entry.record or len(entry.record.title) < 200_000 for entry in entries)


def test_an_entry_without_end_costs_only_itself():
    entries = list(read_bibtex("@a{k, title={" + "x\n" * 200_000 + "@b{l, title={Good}}"))

    assert "longer than" in entries[0].problem
    assert (entries[1].line, entries[1].record.title) == (200_001, "Good")


@given(st.text(st.sampled_from(list('@{}\\",=#%$()\n abt'))) | st.text())
def test_anything_is_read_without_an_exception(text):
    for reader in (read_bibtex, read_ris):
        for written in (text, f"@a{{k, title={{{text}}}, author={{{text}}}}}", f"TY  - {text}"):
            assert all(entry.record or entry.problem for entry in reader(io.StringIO(written)))


@given(st.text(st.characters(categories=["L", "N"]), max_size=40))
def test_letters_alone_are_left_as_they_are(text):
    assert plain(text) == text
    assert fold(plain(f"{{{text}}}")) == fold(text)


RIS = (
    "\ufeffTY - JOUR\r\nAU  - Müller, Anna\r\nAU  - {OpenAI Team}\r\nTI  - A title: {x}\r\n"
    "T2  - Journal of X\r\nPY  - 2019/03/01/\r\nSP  - 1\r\nEP  - 20\r\nDO  - 10.1000/X\r\n"
    "UR  - http://arxiv.org/abs/1904.06387\r\nKW  - one\r\nAB  - Line one\r\nline two\r\nER  - \r\n"
    "\r\nTY  - BOOK\nTY  - THES\nT1  - Other\nUR  - https://example.org/thesis\n"
)


def test_ris_is_read_whatever_its_blanks_ends_and_lines():
    first, second, third = read_ris(RIS)

    assert (first.line, second.line, third.line) == (1, 16, 17)
    assert second.problem == "The entry has no title."
    assert first.record.title == "A title: {x}"
    assert [name.full for name in first.record.authors] == ["Anna Müller", "OpenAI Team"]
    assert (first.record.container, first.record.pages) == ("Journal of X", "1-20")
    assert (first.record.year, first.record.kind) == (2019, "article")
    assert (first.record.doi, first.record.arxiv, first.record.url) == (
        "10.1000/x",
        "1904.06387",
        "",
    )
    assert first.record.abstract == "Line one line two"
    assert (third.record.kind, third.record.url) == ("thesis", "https://example.org/thesis")
