"""Constructs of markdown with something live in each of their parts."""

from collections.abc import Iterator
from itertools import product

LIVE = (
    "<img src=x onerror=hit()>",
    "<script>hit()</script>",
    "javascript:hit()",
    '" onerror="hit()',
    "' autofocus onfocus=hit() x='",
    "&lt;img src=x onerror=hit()&gt;",
    "\\<img src=x onerror=hit()\\>",
)
CONSTRUCTS = (
    "[{0}]({0})",
    "[a](<{0}>)",
    "[a](/x '{0}')",
    "[{0}]\n\n[{0}]: {0}",
    "[a]: /x\n'{0}'\n\n[a]",
    "![{0}]({0} '{0}')",
    "![{0}](https://i.imgur.com/{0}.png)",
    "<https://example.org/{0}>",
    "https://example.org/{0}",
    "<a{0}@example.org>",
    "```{0}\n{0}\n```",
    "~~~ python {0}\n{0}",
    "`{0}`",
    "``{0}` {0}",
    "    {0}",
    "| {0} | b |\n|---|:-:|\n| {0} | `{0}` |",
    "a[^{0}]\n\n[^{0}]: {0}",
    "a[^1]\n\n[^1]: {0}\n    {0}",
    "# {0}",
    "{0}\n===",
    "> {0}\n\n- {0}\n  1. {0}",
    "*{0}* **{0}** ~~{0}~~",
    "\\cite{{{0}}}",
    "@alice{0}",
    "[a]({0}[b]({0}))",
    "https://youtu.be/{0}",
    "https://player.vimeo.com/video/1{0}",
    "[x](https://www.shortscience.org/paper?bibtexKey={0})",
    "![a](/media/pictures/{0}.png)",
)


def payloads() -> Iterator[str]:
    for construct, live in product(CONSTRUCTS, LIVE):
        yield construct.format(live)
