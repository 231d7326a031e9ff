"""Lost structure comes back, and what only looks like markup is left alone."""

import pytest

from summaries.dumps import repair


def repaired(text: str) -> str:
    return repair(text)[0]


@pytest.mark.parametrize(
    ("flat", "markdown"),
    [
        ("## Motivations * Cheap data. * Fast.", "## Motivations\n\n* Cheap data.\n* Fast."),
        ("## What I learned * One thing", "## What I learned\n\n* One thing"),
        ("#### Our Contribution This is it.", "#### Our Contribution\n\nThis is it."),
        ("## Main Idea Very bold, it is.", "## Main Idea\n\nVery bold, it is."),
        ("## Setup Extends B-CD (see it).", "## Setup\n\nExtends B-CD (see it)."),
        ("## Results Quite good.", "## Results\n\nQuite good."),
        ("## Model (B-CD)   They also show", "## Model (B-CD)\n\nThey also show"),
        ("It ends. ### Still to do", "It ends.\n\n### Still to do"),
        (
            "## Introduction Bayesian Neural Networks (BNN): a model of weights.",
            "## Introduction\n\nBayesian Neural Networks (BNN): a model of weights.",
        ),
        ("## Method Overview The net is.", "## Method Overview\n\nThe net is."),
        ("# One It is so # Two It is.", "# One\n\nIt is so\n\n# Two\n\nIt is."),
        ("## Proof of Concept The idea is new.", "## Proof of Concept\n\nThe idea is new."),
        ("## Why does it work? Because it is.", "## Why does it work?\n\nBecause it is."),
        ("## Odd > nobody knows ## End", "## Odd\n\n> nobody knows\n\n## End"),
        (
            "One. ## Aim * Be one. * Be two. ## End",
            "One.\n\n## Aim\n\n* Be one.\n* Be two.\n\n## End",
        ),
        ("We end. # Notes on it * One", "We end.\n\n# Notes on it\n\n* One"),
        ("## Pros - Fast to train - Small to keep", "## Pros\n\n- Fast to train\n- Small to keep"),
    ],
)
def test_a_heading_ends_where_its_sentence_begins(flat, markdown):
    assert repaired(flat) == markdown


@pytest.mark.parametrize(
    ("flat", "markdown"),
    [
        ("They do: * Learn. * Plan.", "They do:\n\n* Learn.\n* Plan."),
        ("They do: * learn things * plan ahead", "They do:\n\n* learn things\n* plan ahead"),
        ("It shows: - Fast. - Small.", "It shows:\n\n- Fast.\n- Small."),
        ("It shows: - Fast nets - Small nets", "It shows:\n\n- Fast nets\n- Small nets"),
        ("Steps. 1. Learn 2. Plan", "Steps.\n\n1. Learn\n2. Plan"),
        ("Steps: 1) Learn 2) Plan", "Steps:\n\n1) Learn\n2) Plan"),
        (
            "Do: 1. Learn 2. Plan 3. Act now. Then: 1. Rest 2. Sleep",
            "Do:\n\n1. Learn\n2. Plan\n3. Act now.\n\nThen:\n\n1. Rest\n2. Sleep",
        ),
        ("Ours 1. Learn 2. Plan 3. Act", "Ours\n\n1. Learn\n2. Plan\n3. Act"),
        (
            "Our ideas * Learn from the data * Plan with a model * Act on it",
            "Our ideas\n\n* Learn from the data\n* Plan with a model\n* Act on it",
        ),
        (
            "It is. **Pros** * It is fast. **Cons** * It is not.",
            "It is.\n\n**Pros**\n\n* It is fast.\n\n**Cons**\n\n* It is not.",
        ),
        ("**Pros:** - Fast. - Small.", "**Pros:**\n\n- Fast.\n- Small."),
        (
            "They: * **`one`**: it is this. * **Two**: it is that.",
            "They:\n\n* **`one`**: it is this.\n* **Two**: it is that.",
        ),
        ("Of: * Two kinds: * **Odd** ones * Even", "Of:\n\n* Two kinds:\n  * **Odd** ones\n* Even"),
        (
            "Do: 1. One thing: * This * That 2. Two",
            "Do:\n\n1. One thing:\n   * This\n   * That\n2. Two",
        ),
    ],
)
def test_a_list_is_a_list_again(flat, markdown):
    assert repaired(flat) == markdown


@pytest.mark.parametrize(
    ("flat", "last_item", "paragraph"),
    [
        ("Do: 1. Learn 2. Use the weights The effect is good.", "Use the weights", "The effect is"),
        ("Do: 1. Learn 2. Use the regions Focusing on one, we", "Use the regions", "Focusing on"),
        ("Do: 1. Learn 2. Pay the cost To me, it is.", "Pay the cost", "To me,"),
        ("By: - One. - Two. - Three. The tests show it.", "Three.", "The tests"),
        ("By: - One. It is. - Two. - Three. It is. So it ends.", "Three. It is.", "So it"),
        ("By: - One. - Two. In both cases it is so.", "Two.", "In both"),
        ("By: - One. - Two. Finally, thanks.", "Two.", "Finally,"),
        ("By: - One. - Two. **End:** It is.", "Two.", "**End:**"),
        ("By: - One. - Two. https://i.imgur.com/aB1.png And so.", "Two.", "https:"),
    ],
)
def test_the_paragraph_behind_the_last_item_is_recognised(flat, last_item, paragraph):
    before, _, after = repaired(flat).rpartition(f"{last_item}\n\n")

    assert before
    assert after.startswith(paragraph)


@pytest.mark.parametrize(
    "text",
    [
        "The product 2 * 3 is 6. Then 4 * 5 is 20.",
        "It keeps (a-b) * (c-d) values. Rather than (a-b) * (c-e) values.",
        "Written as $a * b$ and `x * y`. Also `p - q`.",
        "We use C# and F# a lot. The # of layers matters.",
        "We have p > 0.05 here. Also q > 0.1 there.",
        "It began in 2014. The field grew. In 2015. Then more.",
        "The value is - 5 or -3.",
        "See version 1. 2 apples remain.",
        "Take (1) first. Take (2) later.",
        "Shown: 1- it is small, 2- it is close. If 2- then 3-.",
        "Transformers - powered by attention - have won. Nets - Big Bird - do too.",
        "As Figure 1. The curve and Figure 2. The bars say.",
        "It fell to 1. The rest rose to 2. The end.",
        "A footnote. * Not a list",
        "The area is Width * Height and the volume is Width * Height * Depth in all.",
        "Watch https://youtu.be/aB1_c for more.",
        "**The two speakers**, `A` and `B`, know it. It was **very** good.",
        "It costs $5 and $6 * 2 is 12.",
        "A link [a * b - C > D](https://example.org/x_(y)) stays. So it is.",
        "The --- dash --- is a dash.",
        "An e.g. Gaussian prior, i.e. The prior, et al. Then more.",
        "a | b is a table cell | or not",
    ],
)
def test_what_only_looks_like_markup_stays_one_paragraph(text):
    assert repaired(text) == text


@pytest.mark.parametrize(
    ("flat", "markdown"),
    [
        ("It is so. > Quoted words. Then on.", "It is so.\n\n> Quoted words.\n\nThen on."),
        (
            "It is. > 0.2±0.1 more (p=0.5) **So:** no",
            "It is.\n\n> 0.2±0.1 more (p=0.5)\n\n**So:** no",
        ),
        ("It is. **Method:** We do. **End:** No.", "It is.\n\n**Method:** We do.\n\n**End:** No."),
        (
            "In two sources we see The paper moves on.",
            "In two sources we see\n\nThe paper moves on.",
        ),
        ("It ends.   Another begins.", "It ends.\n\nAnother begins."),
        ("It ends. --- Another begins.", "It ends.\n\n---\n\nAnother begins."),
        ("It ends ------------- # Notes", "It ends\n\n---\n\n# Notes"),
        ("See [it][a]. [a]: https://x.org", "See [it][a].\n\n[a]: https://x.org"),
        ("So $$a = b$$ Let it be.", "So\n\n$$a = b$$\n\nLet it be."),
        ("So $$a = b$$, where it is.", "So $$a = b$$, where it is."),
        ("1986. A year.", "1986\\. A year."),
    ],
)
def test_other_blocks_come_back(flat, markdown):
    assert repaired(flat) == markdown


def test_two_spaces_after_every_sentence_are_a_habit_and_no_break():
    text = "One is.  Two is.  Three is.  Four is."

    assert repaired(text) == text


@pytest.mark.parametrize(
    ("flat", "markdown"),
    [
        ("Serve thhttps://i.imgur.com/x.pnge end.", "Serve the end.\n\nhttps://i.imgur.com/x.png"),
        ("On wordhttps://i.imgur.com/x.png it.", "On word it.\n\nhttps://i.imgur.com/x.png"),
        ("So. https://i.imgur.com/x.pngThe end.", "So.\n\nhttps://i.imgur.com/x.png\n\nThe end."),
        ("So. https://a.org/x.png Figure 1: It.", "So.\n\nhttps://a.org/x.png\n\nFigure 1: It."),
        ("As https://a.org/x.png shows us.", "As https://a.org/x.png shows us."),
        ("See [x](https://a.org/x.png).", "See [x](https://a.org/x.png)."),
        ("Code `thhttps://a.org/x.pnge` is.", "Code `thhttps://a.org/x.pnge` is."),
        ("The page https://a.org/x.png/about is.", "The page https://a.org/x.png/about is."),
    ],
)
def test_a_picture_stands_by_itself(flat, markdown):
    assert repaired(flat) == markdown


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (r"$$a \\\\ b$$", r"$$a \\ b$$"),
        (r"$$a \\\ b$$", r"$$a \\ b$$"),
        (r"$$a \\ b$$", r"$$a \\ b$$"),
        (r"$a \\\hline b$", r"$a \\\hline b$"),
        (r"\begin{align} a \\\\ b \end{align}", r"\begin{align} a \\ b \end{align}"),
        (r"`$a \\\\ b$` and C:\\\\x", r"`$a \\\\ b$` and C:\\\\x"),
    ],
)
def test_row_breaks_are_mended_in_mathematics_only(text, mended):
    assert repaired(text) == mended


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("(https://www.shortscience.org/paper?bibtexKey=a/b/C1&a=me)", "(/papers/a/b/C1/)"),
        ("(http://shortscience.org/paper?bibtexKey=a%2Fb%2FC1)", "(/papers/a/b/C1/)"),
        ("(https://shortscience.org/paper?a=me&bibtexKey=10.1/x)", "(/papers/10.1/x/)"),
        ("see https://shortscience.org/paper?bibtexKey=a/b.", "see /papers/a/b/."),
        ("(https://www.shortscience.org/user?name=me)",) * 2,
    ],
)
def test_links_to_the_old_site_lead_to_our_papers(text, linked):
    assert repaired(text) == linked


@pytest.mark.parametrize(
    ("lines", "markdown"),
    [
        ("text\n-----\n# Title\n* one\n* two", "text\n\n-----\n\n# Title\n\n* one\n* two"),
        ("a line\nits second", "a line\nits second"),
        ("# One\n# Two", "# One\n\n# Two"),
        ("* a:\n* b\n* c\n* d", "* a:\n  * b\n  * c\n  * d"),
        ("* a:\n  * b\n* c", "* a:\n  * b\n* c"),
        ("* (1) A\n* b\n* (2) C\n* (2.1) D", "* (1) A\n  * b\n* (2) C\n  * (2.1) D"),
        ("It was in\n1986. A year", "It was in\n1986. A year"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("```\n# no\n\n* no\n```\ntext", "```\n# no\n\n* no\n```\ntext"),
        ("$$\n- a\n+ b\n$$", "$$\n- a\n+ b\n$$"),
        ("> a quote\ngoes on", "> a quote\ngoes on"),
    ],
)
def test_a_text_that_kept_its_lines_keeps_them(lines, markdown):
    assert repaired(lines) == markdown
