"""The markup's features, each as a title and a source, for the page on how to write."""

SPECIMENS = [
    (
        "Paragraphs and emphasis",
        "A blank line begins a paragraph.\n\n*Emphasis*, **strong**, ~~struck out~~, `code`.",
    ),
    ("Headings", "## What it is about\n\n### A part of it"),
    ("Lists", "- one\n- two\n  - a part of two\n\n1. first\n2. second"),
    ("Quotation", "> We show that attention is all you need."),
    (
        "Links",
        "[The paper](https://arxiv.org/abs/1706.03762), or bare: https://arxiv.org/abs/1706.03762",
    ),
    (
        "Formula in a line",
        "The loss $\\mathcal{L}(\\theta) = -\\sum_i \\log p_\\theta(y_i \\mid x_i)$ falls; "
        "a ticket costs \\$5.",
    ),
    (
        "Displayed formula",
        "$$\\hat{\\theta} = \\arg\\min_\\theta "
        "\\frac{1}{n} \\sum_{i=1}^{n} \\ell(f_\\theta(x_i), y_i)$$",
    ),
    ("Matrix", "$$V = \\begin{bmatrix} 5 & 4 & 1 \\\\ 4 & 5 & 1 \\\\ 2 & 1 & 5 \\end{bmatrix}$$"),
    ("Aligned equations", "\\begin{align}\na &= b + c \\\\\n  &= d\n\\end{align}"),
    (
        "A formula that cannot be read",
        "$\\badcommand{x}$ shows its source and the reason; the text around it is safe.",
    ),
    ("Citing a paper of this site", "As in \\cite{conf/nips/LeeS00}."),
    ("Picture", "https://i.imgur.com/jXIhIGz.png"),
    ("Video", "https://www.youtube.com/watch?v=aircAruvnKk"),
    ("Table", "| model | accuracy |\n|---|---:|\n| small | 91.2 |\n| large | 93.7 |"),
    ("Code", "```python\ndef step(x, grad, rate=0.1):\n    return x - rate * grad\n```"),
    ("Footnote", "It holds for all $n$.[^proof]\n\n[^proof]: By induction."),
]
