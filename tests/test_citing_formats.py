"""BibTeX, RIS and CSL-JSON: what programs read back is what the paper says, whatever that is."""

import json
import re
import unicodedata

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from summaries.citing import FORMATS, Item, Writer, bibtex, csl, ris

HERMANN = Item(
    key="conf/nips/HermannL20",
    title="What shapes feature representations?",
    kind="conference",
    writers=(Writer("Hermann", "Katherine"), Writer("Lampinen", "Andrew")),
    year=2020,
    container="NeurIPS",
    pages="117-149",
    doi="10.1000/<x>;2-#_%",
    url="https://example.org/a_b?c=d%20e&f#g~h",
)

HOSTILE = [
    "An {unbalanced brace",
    "Two }} of the other {",
    "100% of #1 & more_of_it ^ ~ \\",
    "\\textbf{bold} \\input{x} \\",
    "Costs of $5 and $6",
    "One $ alone",
    "She said \"so\", he ``no'' -- and --- well",
    "A\nline\r\nbroken\tin\x0bfour",
    "@article{evil, title = {x}}",
    "ER  - ",
    "TY  - JOUR",
    "A = b, and {c} # d",
    "Größe, Ångström, 北京, 𝔾, e\u0301",
    "}",
    "{",
    "\\",
    "a" * 5000,
    "null\x00ed \x1b[0m",
    "BERT: GANs for fMRI and {LaTeX}",
]


def plain(text):
    """What a person sees of a title, as the formats can say it."""
    shown = "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
    return " ".join(shown.split())


def decoded(latex):
    text = LatexNodes2Text(keep_braced_groups=False).latex_to_text(latex)
    return " ".join(text.replace("ˆ", "^").split())


def read_bibtex(text):
    library = bibtexparser.parse_string(
        text, append_middleware=[SeparateCoAuthors(), SplitNameParts()]
    )
    assert library.failed_blocks == []
    return [
        {"ID": e.key, "type": e.entry_type, **{f.key: f.value for f in e.fields}}
        for e in library.entries
    ]


def family(name):
    return decoded(" ".join([*name.von, *name.last]))


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_survives_bibtex(title):
    (entry,) = read_bibtex(bibtex([Item("k", title, "article", year=2001)]))

    assert decoded(entry["title"]) == plain(title)
    assert entry["year"] == "2001"


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_survives_ris(title):
    (entry,) = rispy.loads(ris([Item("k", title, "article", year=2001)]))

    assert " ".join(entry["title"].split()) == plain(title)
    assert entry["year"] == "2001"


@pytest.mark.parametrize("title", HOSTILE)
def test_braces_are_balanced_as_bibtex_counts_them(title):
    text = bibtex([Item("k", title, "article", writers=(Writer(title, title),), doi=title)])
    depth = [text[: i + 1].count("{") - text[: i + 1].count("}") for i in range(len(text))]

    assert min(depth) == 0
    assert depth[-1] == 0


def test_a_paper_in_bibtex():
    assert bibtex([HERMANN]) == (
        "@inproceedings{conf/nips/HermannL20,\n"
        "  title     = {What shapes feature representations?},\n"
        "  author    = {Hermann, Katherine and Lampinen, Andrew},\n"
        "  booktitle = {NeurIPS},\n"
        "  year      = {2020},\n"
        "  pages     = {117--149},\n"
        "  doi       = {10.1000/<x>;2-#_%},\n"
        "  url       = {https://example.org/a_b?c=d%20e&f#g~h},\n"
        "}\n"
    )


def test_a_paper_in_ris():
    assert ris([HERMANN]).split("\r\n") == [
        "TY  - CPAPER",
        "ID  - conf/nips/HermannL20",
        "TI  - What shapes feature representations?",
        "AU  - Hermann, Katherine",
        "AU  - Lampinen, Andrew",
        "PY  - 2020",
        "T2  - NeurIPS",
        "SP  - 117",
        "EP  - 149",
        "DO  - 10.1000/<x>;2-#_%",
        "UR  - https://example.org/a_b?c=d%20e&f#g~h",
        "ER  - ",
        "",
    ]


def test_a_paper_in_csl_json():
    assert json.loads(csl([HERMANN])) == [
        {
            "id": "conf/nips/HermannL20",
            "type": "paper-conference",
            "title": "What shapes feature representations?",
            "author": [
                {"family": "Hermann", "given": "Katherine"},
                {"family": "Lampinen", "given": "Andrew"},
            ],
            "issued": {"date-parts": [[2020]]},
            "container-title": "NeurIPS",
            "page": "117-149",
            "DOI": "10.1000/<x>;2-#_%",
            "URL": "https://example.org/a_b?c=d%20e&f#g~h",
        }
    ]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        (r"On $\alpha$-divergences", r"On $\alpha$-divergences"),
        ("An $O(n^2)$ bound", "An $O(n^2)$ bound"),
        ("The $n$ body problem", "The $n$ body problem"),
        ("From $5 to $6", r"From \$5 to \$6"),
        ("BERT and deep fMRI", "{BERT} and deep {fMRI}"),
        ("A title, Plain and Simple", "A title, Plain and Simple"),
    ],
)
def test_formulas_and_capitals_are_kept(title, written):
    assert f" {{{written}}}," in bibtex([Item("k", title)])


@pytest.mark.parametrize(
    ("writer", "written"),
    [
        (Writer("Hermann", "Katherine"), "Hermann, Katherine"),
        (Writer("van Beethoven", "Ludwig"), "van Beethoven, Ludwig"),
        (Writer("OpenAI Team", is_collective=True), "{OpenAI Team}"),
        (Writer("Plato"), "Plato"),
        (Writer("Rosencrantz and Guildenstern", "R. G."), "{Rosencrantz and Guildenstern}, R. G."),
        (Writer("Anderson", "P. and Q."), "Anderson, {P. and Q.}"),
    ],
)
def test_names_stay_the_names_of_one_person(writer, written):
    text = bibtex([Item("k", "t", writers=(writer, Writer("Last", "The")))])

    assert f"= {{{written} and Last, The}}," in text
    assert len(read_bibtex(text)[0]["author"]) == 2


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        ("article", ("article", "JOUR", "article-journal")),
        ("conference", ("inproceedings", "CPAPER", "paper-conference")),
        ("preprint", ("misc", "UNPB", "article")),
        ("book", ("book", "BOOK", "book")),
        ("chapter", ("incollection", "CHAP", "chapter")),
        ("thesis", ("phdthesis", "THES", "thesis")),
        ("report", ("techreport", "RPRT", "report")),
        ("other", ("misc", "GEN", "document")),
        ("", ("misc", "GEN", "document")),
        ("summary", ("misc", "ELEC", "review")),
    ],
)
def test_each_kind_has_its_type(kind, types):
    item = Item("k", "t", kind)

    assert bibtex([item]).startswith(f"@{types[0]}{{")
    assert ris([item]).startswith(f"TY  - {types[1]}\r\n")
    assert json.loads(csl([item]))[0]["type"] == types[2]


def test_names_of_entries_are_unique_and_need_no_quoting():
    keys = ["a/B", "A/b", "a b", "a,b", "{}", "", "10.1000/<x>;2-#", "ключ"]
    names = [entry["ID"] for entry in read_bibtex(bibtex(Item(key, "t") for key in keys))]

    assert len({name.casefold() for name in names}) == len(keys)
    assert all(re.fullmatch(r"[A-Za-z0-9:/._+-]+", name) for name in names)
    assert names[0] == "a/B"


def test_an_empty_list_is_an_empty_file():
    assert [each.write([]) for each in FORMATS.values()] == ["", "", "[]\n"]


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(plain)
parts = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=12)
writers = st.lists(st.builds(Writer, parts, parts), max_size=4).map(tuple)
dois = st.from_regex(r"\A10\.[0-9]{4}/[!-~]{1,30}\Z")
years = st.integers(1000, 2999)


# A decoder makes letters of formulas; tests/test_citing_home_again.py has titles with them.
unformulated = words.filter(lambda title: "$" not in title)


@given(title=unformulated, people=writers, year=years, doi=dois)
def test_what_bibtex_says_comes_back(title, people, year, doi):
    item = Item("k", title, "article", people, year=year, doi=doi)
    (entry,) = read_bibtex(bibtex([item]))

    assert same(decoded(entry["title"]), plain(title))
    assert entry["year"] == str(year)
    assert unbraced(entry["doi"]) == unbraced(doi)
    named = [(family(name), decoded(" ".join(name.first))) for name in entry.get("author", [])]
    assert named == [(writer.family, writer.given) for writer in people]


@given(title=words, people=writers, year=years, doi=dois)
def test_what_ris_says_comes_back(title, people, year, doi):
    item = Item("k", title, "article", people, year=year, doi=doi)
    (entry,) = rispy.loads(ris([item]))

    assert " ".join(entry["title"].split()) == plain(title)
    assert entry["year"] == str(year)
    assert entry["doi"] == doi
    assert entry.get("authors", []) == [f"{each.family}, {each.given}" for each in people]


@given(title=words, people=writers)
def test_what_csl_json_says_comes_back(title, people):
    (entry,) = json.loads(csl([Item("k", title, "article", people)]))

    assert " ".join(entry["title"].split()) == plain(title)
    assert [(a["family"], a["given"]) for a in entry.get("author", [])] == [
        (each.family, each.given) for each in people
    ]


def unbraced(address):
    """Addresses keep every sign but those that would end the value."""
    for sign, code in (("\\", "%5C"), ("{", "%7B"), ("}", "%7D")):
        address = address.replace(sign, code)
    return address


def same(one, other):
    return unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)
