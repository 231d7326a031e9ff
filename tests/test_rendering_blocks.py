"""Headings, lists, tables, code, footnotes, citations, and what is nested too deeply."""

import re

import pytest

from summaries.rendering import MAX_SOURCE, TextTooLong, cited_keys, render

KNOWN = {"conf/nips/A_B_C": 'A <known> "paper"', "10.1/a(b)<c>;2-#": "By DOI", "untitled": ""}


@pytest.mark.parametrize(
    ("marks", "tag"), [("#", "h3"), ("##", "h4"), ("###", "h5"), ("####", "h6"), ("######", "h6")]
)
def test_a_heading_is_demoted_by_two_and_never_past_six(marks, tag):
    html = render(f"{marks} Results\n\ntext").html

    assert re.search(rf"<{tag}[^>]*>Results</{tag}>", html)


@pytest.mark.parametrize(("under", "levels"), [(0, "6635"), (2, "3434"), (3, "4534")])
def test_under_a_heading_of_the_page_the_outline_has_no_gaps(under, levels):
    html = render("#### One\n\n###### Two\n\n# Three\n\n### Four", under=under).html

    assert "".join(re.findall(r"<h(\d)>", html)) == levels
    assert "".join(re.findall(r"</h(\d)>", html)) == levels


def test_underlined_headings_are_headings():
    assert render("One\n===\n\nTwo\n---").html == "<h3>One</h3>\n<h4>Two</h4>\n"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("a ~~b~~ *c* **d**", "<p>a <s>b</s> <em>c</em> <strong>d</strong></p>\n"),
        ("a\\\nb", "<p>a<br>\nb</p>\n"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>\n"),
        ("a &copy; &lt;b&gt; <b>", "<p>a © &lt;b&gt; &lt;b&gt;</p>\n"),
        ("", ""),
        (" \n\t\n", ""),
    ],
)
def test_markdown_becomes_this_html(source, html):
    assert render(source).html == html


def test_a_table_has_a_box_to_scroll_in_and_alignment_by_class():
    html = render("| a | b |\n|:--|:-:|\n| 1 | 2 |").html

    assert html.startswith('<div class="scroll" tabindex="0" role="group" aria-label="Table">')
    assert '<td class="align-left">1</td>' in html
    assert '<td class="align-center">2</td>' in html
    assert "style" not in html


def test_code_is_coloured_with_short_classes():
    html = render("```python\ndef f():\n    return '<b>'\n```").html

    assert '<div class="highlight"><pre tabindex="0"' in html
    assert '<span class="k">def</span>' in html
    assert "&lt;b&gt;" in html


@pytest.mark.parametrize("fence", ["```nosuchlanguage", "```", "~~~ <script>", "``` "])
def test_code_of_an_unknown_language_is_plain(fence):
    html = render(f"{fence}\na < b\n{fence[:3]}").html

    assert "<code>a &lt; b\n</code>" in html


def test_footnotes_lead_there_and_back():
    html = render("a[^1] b[^x]\n\n[^1]: one\n[^x]: two $y$").html
    targets = set(re.findall(r'href="#([^"]+)"', html))
    ids = re.findall(r' id="([^"]+)"', html)

    assert len(ids) == len(set(ids)) == 4
    assert targets == set(ids)
    assert 'aria-label="Footnote 2"' in html
    assert 'aria-label="Back to the text, footnote 2"' in html


def test_footnotes_of_two_texts_never_share_an_id():
    one, two = (render(f"{word}[^1]\n\n[^1]: note").html for word in ("this", "that"))

    assert not set(re.findall(r' id="([^"]+)"', one)) & set(re.findall(r' id="([^"]+)"', two))


def test_an_author_cannot_set_an_id_or_a_class():
    html = render('<p id="fn-x" class="scroll">\n\n[a](#x "t"){#b .c} <a id=y>').html

    assert not re.search(r"<[^>]* (?:id|class)=", html)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (
            r"\cite{conf/nips/A_B_C}",
            '<a class="cite" href="/papers/conf/nips/A_B_C/">A &lt;known&gt; "paper"</a>',
        ),
        (r"\cite{10.1/a(b)<c>;2-#}", '<a class="cite" href="/papers/10.1/a(b)%3Cc%3E;2-%23/">'),
        (r"\cite{untitled}", '<a class="cite" href="/papers/untitled/">untitled</a>'),
        (r"\cite{no/such}", 'class="cite cite-unknown" title="No such paper here">no/such</span>'),
        (r"\citep[p. 3]{no/such}", ">no/such</span>"),
        (r"[a \cite{untitled}](https://x.org)", 'a <span class="cite">untitled</span></a>'),
    ],
)
def test_a_citation_links_to_the_paper_or_shows_its_key(source, html):
    assert html.replace('"paper"', "&quot;paper&quot;") in render(source, papers=KNOWN).html


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        (r"\cite{a,b} and \cite{ c }\cite{a}", ["a", "b", "c"]),
        (r"`\cite{a}` $\cite{b}$ \cite{c}", ["c"]),
        ("~~~\n\\cite{a}\n~~~\n\n    \\cite{b}", []),
        (r"- *\cite{a}* [\cite{b}](x)", ["a", "b"]),
        (r"x[^1]" + "\n\n[^1]: \\cite{n}", ["n"]),
        (r"\cite{} \cite{ , } \cite{a b} \\cite{c}", []),
        ("no cite", []),
    ],
)
def test_cited_keys_are_found_outside_code_and_formulas(source, keys):
    assert cited_keys(source) == keys


def test_a_text_may_not_be_too_long():
    with pytest.raises(TextTooLong, match="100,000"):
        render("a" * (MAX_SOURCE + 1))

    assert render("a" * MAX_SOURCE).text == "a" * MAX_SOURCE


@pytest.mark.parametrize("nest", ["> {}", "- {}", "1. {}", "> - {}", "[^1]: {}"])
def test_what_is_nested_too_deeply_is_still_there(nest):
    source = nest.split("{}", maxsplit=1)[0] * 200 + "treasure"
    if nest.startswith("[^"):
        source = "x[^1]\n\n" + source

    assert "treasure" in render(source).text


@pytest.mark.parametrize("code", [0, 7, 0x1B, 0xD800, 0xDFFF, 0xFFFF])
def test_characters_that_cannot_be_stored_never_come_out(code):
    character = chr(code)
    result = render(f"a{character}b $x{character}$ `{character}`")

    for text in (result.html, result.text):
        assert character not in text
        assert text.encode()
    assert result.has_math


def test_repetition_without_bounds_shows_the_source():
    source = "[a]: /" + "u" * 1_900 + "\n\n" + "[a]" * 20_000
    result = render(source)

    assert len(result.html) < 2 * len(source)
    assert result.errors == [
        "The text repeats itself too often to be shown as more than its source."
    ]


def test_the_same_source_gives_the_same_html():
    source = "$a$[^1] https://youtu.be/dQw4w9WgXcQ\n\nhttps://youtu.be/dQw4w9WgXcQ\n\n[^1]: b"

    assert render(source) == render(source)
