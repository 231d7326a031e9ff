"""Every summary of the dumps has the blocks that a reader of the dumps expects.

`expected_blocks.json` was written by reading the dumps. A paragraph, item or quote is named by
its first words, a list by its items; an item that holds a list is [first words, list].
"""

import json
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from summaries.dumps import Entry, parse

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = json.loads((ROOT / "tests/expected_blocks.json").read_text(encoding="utf-8"))
DUMPS = sorted((ROOT / "fixtures/dumps").glob("*.txt"))
PICTURES = (".png", ".gif", ".jpg")
LISTS = {"bullet_list": "bullets", "ordered_list": "numbers"}


def entries() -> list[Entry]:
    found = []
    for path in DUMPS:
        with path.open("rb") as file:
            found += list(parse(file))
    assert all(isinstance(entry, Entry) for entry in found)
    return found


def distinct() -> list[Entry]:
    return list({entry.fingerprint: entry for entry in entries()}.values())


def words(node: SyntaxTreeNode) -> str:
    """The text of a paragraph or heading, without markup."""
    inline = [child for child in node.walk() if child.type in ("text", "code_inline", "softbreak")]
    return "".join(" " if child.type == "softbreak" else child.content for child in inline)


def outline(node: SyntaxTreeNode) -> list:
    """One block as `expected_blocks.json` writes it, with its whole text."""
    if node.type == "heading":
        return ["heading", int(node.tag[1]), words(node)]
    if node.type == "hr":
        return ["rule"]
    if node.type in LISTS:
        return [LISTS[node.type], *map(item, node.children)]
    if node.type == "blockquote":
        return ["quote", words(node)]
    text = node.children[0].content
    if text.startswith("http") and text.endswith(PICTURES) and " " not in text:
        return ["picture", text]
    if text.startswith("$$") and text.endswith("$$"):
        return ["formula", text.strip("$ ")]
    return ["paragraph", words(node)]


def item(node: SyntaxTreeNode):
    first, *rest = node.children
    return [words(first), *map(outline, rest)] if rest else words(first)


def shortened(found, expected):
    """What was found, cut to the length of what is expected, so that the rest compares exactly."""
    if isinstance(found, str) and isinstance(expected, str):
        return found[: len(expected)]
    if isinstance(found, list) and isinstance(expected, list):
        pairs = zip(found, [*expected, *found[len(expected) :]], strict=False)
        return [shortened(one, other) for one, other in pairs]
    return found


@pytest.mark.parametrize("record", EXPECTED, ids=lambda record: record["title"][:30])
def test_a_summary_has_the_blocks_that_a_reader_expects(record):
    [entry] = [e for e in distinct() if " ".join(e.body.split()).startswith(record["opening"])]

    tree = SyntaxTreeNode(MarkdownIt().parse(entry.markdown))

    blocks = [outline(node) for node in tree.children]
    assert shortened(blocks, record["blocks"]) == record["blocks"]
    assert [b[2] for b in blocks if b[0] == "heading"] == [
        b[2] for b in record["blocks"] if b[0] == "heading"
    ]


def test_the_dumps_hold_25_entries_and_21_summaries():
    assert len(entries()) == 25
    assert len(distinct()) == 21 == len(EXPECTED)


def test_three_summaries_state_a_comment_count():
    stated = {e.body[:20]: e.comment_count for e in distinct() if e.comment_count is not None}

    assert stated == {
        "This paper describes": 1,
        "When humans classify": 1,
        "In this article, the": 1,
    }


def test_every_paper_of_the_fixtures_belongs_to_exactly_one_summary():
    papers = json.loads((ROOT / "fixtures/papers.json").read_text(encoding="utf-8"))
    venues = json.loads((ROOT / "fixtures/venues.json").read_text(encoding="utf-8"))
    bodies = [" ".join(entry.body.split()).casefold() for entry in distinct()]

    for paper in papers:
        opening = " ".join(paper["opening"].split()).casefold()
        assert sum(body.startswith(opening) for body in bodies) == 1, paper["title"]
    assert len(papers) == 21
    assert {paper["venue"] for paper in papers} <= {venue["key"] for venue in venues}


def test_words_that_pictures_were_glued_into_are_whole_again():
    [entry] = [e for e in distinct() if e.body.startswith("Transformers")]

    assert "tokens serve the purpose) performs" in entry.markdown
    assert "existing models on question answering, and" in entry.markdown
    assert len(entry.warnings) == 2


def test_all_dollars_and_row_breaks_of_the_matrices_are_right():
    [entry] = [e for e in distinct() if e.body.startswith("We want to find two")]

    assert entry.markdown.count("$") == 64
    assert r"\\\ " not in entry.markdown
    assert entry.markdown.count("\\\\") == 11


def test_the_link_to_the_old_site_leads_to_our_page():
    [entry] = [e for e in distinct() if e.body.startswith("## General Framework")]

    assert "[summary](/papers/journals/corr/1904.06387/)" in entry.markdown
    assert "shortscience.org" not in entry.markdown


def test_the_reference_definition_is_a_definition_again():
    [entry] = [e for e in distinct() if e.body.startswith("A very simple (but")]
    environment: dict = {}

    html = MarkdownIt().render(entry.markdown, environment)

    assert '<a href="https://arxiv.org/abs/1409.0473">pointer network</a>' in html
