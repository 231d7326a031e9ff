"""What a character costs in texts of one and of four times the size: `make bench`."""

import statistics
import time

from summaries.rendering import render

ROUNDS = 15
TEXTS = {
    "prose": "The model learns to weigh the evidence, and *that* is what we want. ",
    "formulas": "Let $x_i \\in \\mathbb{R}^d$ with $\\sum_i \\alpha_i = 1$. ",
    "lists": "- an item with **strong** words\n",
    "dollars": "$ ",
    "brackets": "[",
}


def seconds(source: str) -> float:
    start = time.perf_counter()
    render(source)
    return time.perf_counter() - start


def main() -> None:
    print(f"{'text':<12}{'µs a character':>16}{'4× the size':>14}{'ratio':>8}")
    for name, text in TEXTS.items():
        small = (text * (5000 // len(text)))[:5000]
        pairs = [(seconds(small), seconds(small * 4)) for _ in range(ROUNDS)]
        one, four = (1e6 * statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"{name:<12}{one / 5000:>16.2f}{four / 20000:>14.2f}{four / 4 / one:>8.2f}")


if __name__ == "__main__":
    main()
