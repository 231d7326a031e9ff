r"""Texts of 2 to 6 KB with formulas and lists, rendered once and used many times.

Rendering a million of them would take hours and measure nothing here: there are `DISTINCT`
bodies, and each summary begins with a line of its own.
"""

import random
from dataclasses import dataclass

from summaries.rendering import Rendered, render

from .words import SEED, Words

DISTINCT = 240
FORMULAS = (
    r"x_i \in \mathbb{R}^d",
    r"p(y \mid x) = \frac{e^{f_y(x)}}{\sum_k e^{f_k(x)}}",
    r"\mathcal{L} = -\sum_i \log p(y_i \mid x_i)",
    r"\nabla_\theta J(\theta)",
    r"\hat{\beta} = (X^\top X)^{-1} X^\top y",
    r"O(n \log n)",
    r"\|A x - b\|_2^2 + \lambda \|x\|_1",
    r"\mathbb{E}_{z \sim q}[\log p(x \mid z)]",
)


@dataclass(frozen=True)
class Text:
    """What the columns of a summary hold."""

    body: str
    html: str
    text: str
    fold_at: int
    word_count: int


class Bodies:
    """Gives a text for each number."""

    def __init__(self, words: Words):
        self.words = words
        self.dice = random.Random(SEED + 2)
        self.rendered = [self._rendered() for _ in range(DISTINCT)]

    def _rendered(self) -> tuple[str, Rendered]:
        body = "\n\n".join(self._blocks(self.dice.randint(2_000, 5_600)))
        return body, render(body)

    def _blocks(self, size: int):
        written = 0
        while written < size:
            block = self.dice.choice((self._prose, self._prose, self._list, self._display))()
            written += len(block)
            yield block

    def _sentence(self) -> str:
        words = self.words.some(self.dice.randint(8, 20))
        if self.dice.random() < 0.25:
            words.insert(self.dice.randrange(len(words)), f"${self.dice.choice(FORMULAS)}$")
        return " ".join(words).capitalize() + "."

    def _prose(self) -> str:
        return " ".join(self._sentence() for _ in range(self.dice.randint(3, 6)))

    def _list(self) -> str:
        return "\n".join(f"- {self._sentence()}" for _ in range(self.dice.randint(3, 5)))

    def _display(self) -> str:
        return f"{self._sentence()}\n\n$$ {self.dice.choice(FORMULAS)} $$"

    def text_of(self, number: int, cited: str) -> Text:
        body, rendered = self.rendered[number % DISTINCT]
        line = f"Note {number}: {' '.join(self.words.some(12))}."
        if cited:
            line += f" See \\cite{{{cited}}}."
        html = f"<p>{line}</p>\n"
        return Text(
            body=f"{line}\n\n{body}",
            html=html + rendered.html,
            text=f"{line}\n{rendered.text}",
            fold_at=rendered.fold_at and rendered.fold_at + len(html),
            word_count=rendered.word_count + 14,
        )
