"""What holds for every input: nothing raised, nothing forbidden out, nothing lost."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summaries.rendering import cited_keys, lead_html, render, rest_html
from summaries.rendering.embeds import FRAME_HOSTS, PICTURE_HOSTS
from summaries.rendering.mathml_lists import ATTRIBUTES, ELEMENTS
from summaries.rendering.sanitise import TAGS

VOID = {"br", "hr", "img"}
FRAMES = {"details", "summary", "iframe"}
ALLOWED_TAGS = TAGS | ELEMENTS | FRAMES | {"semantics", "annotation"}
OURS = """allow alt aria-label aria-level class decoding encoding height href id loading name
    referrerpolicy rel role sandbox src start tabindex target title width"""
ALLOWED_ATTRIBUTES = ATTRIBUTES | set(OURS.split())
MARKS = r"""
$$ $ \( \) \[ \] \begin{align} \end{align} \begin{array}{c} & \\ \\\\ \frac { }
\text{ \left( \right) ^ _1
\newcommand{\a}{b} \a ` ``` ~~~ * ** _ ~~ [ ] ( ) ![ ]( # > - 1. | --- |---| [^1] [^1]: < > <b>
\cite{a,b} https://x.org
"""
SNIPPETS = [
    *MARKS.split(),
    "https://i.imgur.com/a.png",
    "https://youtu.be/dQw4w9WgXcQ",
    "<script>alert(1)</script>",
    '"onload="x',
    "javascript:alert(1)",
    "[x]: data:text/html,x",
    "\n",
    "\n\n",
    "    ",
    "word",
    "&lt;",
    "\x00",
    "\u202e",
    "é",
    "\U0001d504",
]
markup = st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=4), max_size=40).map("".join)
spaced = st.lists(st.sampled_from(SNIPPETS), max_size=40).map(" ".join)
sources = markup | spaced | st.text(st.characters(codec=None), max_size=80)
thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Checker(HTMLParser):
    """Collects what is wrong with HTML: tags that do not match, what is not on the lists."""

    def __init__(self):
        super().__init__()
        self.wrong, self.open = [], []

    def handle_starttag(self, tag, attributes):
        if tag not in ALLOWED_TAGS:
            self.wrong.append(tag)
        for name, value in attributes:
            if name not in ALLOWED_ATTRIBUTES or not is_harmless(tag, name, value or ""):
                self.wrong.append((tag, name, value))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID or not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")

    def handle_comment(self, data):
        self.wrong.append(data)


def is_harmless(tag, name, value):
    if name == "src":
        return tag == "img" and value.split("/")[2:3] in [[host] for host in PICTURE_HOSTS]
    if name == "target":
        return value.startswith("video-")
    if name == "href":
        return not re.match(r"[^/?#]*:", value) or value.startswith(("http", "HTTP", "mailto:"))
    return True


def faults(html):
    checker = Checker()
    checker.feed(html)
    checker.close()
    return checker.wrong + checker.open


@thorough
@given(sources)
def test_html_is_balanced_and_holds_only_what_is_allowed(source):
    assert faults(render(source).html) == []


@thorough
@given(sources)
def test_both_sides_of_a_fold_are_whole(source):
    result = render(f"{source}\n\n" + "Some words of a sentence. " * 30 + f"\n\n{source}\n\n" * 3)
    lead = lead_html(result.html, result.fold_at)
    rest = rest_html(result.html, result.fold_at)

    assert faults(lead) == []
    assert faults(rest) == []


@thorough
@given(sources)
def test_plain_text_holds_no_blank_line_and_no_placeholder(source):
    text = render(source).text

    assert not re.search(r"x[0-9a-f]{16}[mv]\d+z", text)
    assert all(line == line.strip() and line for line in text.split("\n")) or text == ""


@thorough
@given(sources)
def test_cited_keys_never_raises_and_repeats_nothing(source):
    keys = cited_keys(source)

    assert len(keys) == len(set(keys))


@thorough
@given(st.lists(st.from_regex(r"[a-zA-Zà-ÿ]{1,9}", fullmatch=True), min_size=1, max_size=30))
def test_words_survive_whatever_stands_between_them(words):
    for joint in (" ", "\n", "\n\n", " *and* ", "\n- ", "\n> ", " $x$ ", "\n\n    ", " & ", " < "):
        text = render(joint.join(words)).text
        positions, last = [], 0
        for word in words:
            last = text.find(word, last) + len(word)
            positions.append(last)

        assert positions == sorted(positions)
        assert all(word in text for word in words)


@pytest.mark.parametrize("tag", ["script", "iframe", "object", "svg", "math", "style", "form", "a"])
def test_no_tag_of_the_author_is_a_tag(tag):
    html = render(f"<{tag} onload=x href=y src=z>a</{tag}> `<{tag}>`").html

    assert f"<{tag}" not in html


def test_frames_lead_only_to_the_hosts_of_the_policy():
    html = render("https://youtu.be/dQw4w9WgXcQ\n\nhttps://vimeo.com/1").html
    hosts = re.findall(r'href="https://([^/"]+)/[^"]*" target=', html)

    assert sorted(hosts) == sorted(FRAME_HOSTS)
