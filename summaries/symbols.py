"""The symbols that people look for while they write, as they are typed and as they look."""

from functools import cache

from summaries.rendering import render

SYMBOLS = {
    "Greek": r"\alpha \beta \gamma \delta \varepsilon \theta \lambda \mu \pi \sigma \phi \omega "
    r"\Gamma \Delta \Theta \Lambda \Sigma \Omega",
    "Relations": r"\le \ge \neq \approx \sim \equiv \propto \in \notin \subset \subseteq \perp",
    "Operators": r"\sum_{i=1}^n \prod_i \int_a^b \partial \nabla \cdot \times \otimes \pm \circ",
    "Arrows": r"\to \mapsto \Rightarrow \iff \leftarrow \uparrow",
    "Letters": r"\mathbb{R} \mathbb{E} \mathcal{L} \mathbf{x} \hat{y} \bar{x} \tilde{z} \vec{v}",
    "Shapes": r"\frac{a}{b} \sqrt{x} x_i x^2 \binom{n}{k} \|x\| \infty \forall \exists \dots",
}


@cache
def symbol_table() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each group's title with its symbols: what is typed, and its MathML."""
    return [
        (title, [(tex, _maths(tex)) for tex in symbols.split()])
        for title, symbols in SYMBOLS.items()
    ]


def _maths(tex: str) -> str:
    return render(f"${tex}$").html.strip().removeprefix("<p>").removesuffix("</p>")
