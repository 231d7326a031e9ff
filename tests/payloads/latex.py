"""Commands of LaTeX that make links, classes, ids and styles somewhere, and live text inside."""

from collections.abc import Iterator
from itertools import product

LIVE = "<img src=x onerror=hit()>"
COMMANDS = (
    r"\href{javascript:hit()}{x}",
    r"\href{https://evil.example/}{x}",
    r"\url{javascript:hit()}",
    r"\class{modal}{x}",
    r"\cssId{main}{x}",
    r"\style{position:fixed;inset:0;background:url(//evil.example/x)}{x}",
    r"\htmlId{main}{x}",
    r"\htmlClass{notice}{x}",
    r"\htmlData{x=1, hx-get=//evil.example}{x}",
    r"\htmlStyle{position:fixed;inset:0}{x}",
    r"\includegraphics[width=99em]{//evil.example/x.png}",
    r"\text{" + LIVE + "}",
    r"\mathrm{</math>" + LIVE + "}",
    r"\textcolor{red;background:url(//evil.example/x)}{x}",
    r"\color{#fff\" onmouseover=\"hit()}x",
    r"\colorbox{x' onclick='hit()}{x}",
    r"\begin{array}{c" + LIVE + r"}x\end{array}",
    r"\operatorname{" + LIVE + "}",
    r"x\tag{" + LIVE + "}",
    r"x\label{main}\ref{main}",
    r"\require{html}\href{javascript:hit()}{x}",
    r"\unicode{x3c}script\unicode{x3e}",
    r"\newcommand{\a}{" + LIVE + r"}\a",
    r"\def\a{\href{javascript:hit()}{x}}\a",
    r"\begin{html}" + LIVE + r"\end{html}",
    r"\verb|" + LIVE + "|",
    r"\input{/etc/passwd}",
    r"\write18{id}",
    r"\char60 img src=x onerror=hit()\char62",
    r"x < img src=x onerror=hit() > y",
    r"</annotation></semantics></math>" + LIVE,
    r"\error " + LIVE,
    r"\rule{99999em}{99999em}",
    r"\hspace{99999em}x",
    r"\kern99999em x",
    r"\raise 999em \hbox{x}",
)
FORMULAS = ("${}$", "$${}$$", "\\({}\\)", "\\[{}\\]", "\\begin{{align}}{}\\end{{align}}")


def payloads() -> Iterator[str]:
    for command, formula in product(COMMANDS, FORMULAS):
        yield formula.format(command)
