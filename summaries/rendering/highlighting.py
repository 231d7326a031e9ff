"""Code blocks, coloured by Pygments' short class names."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

MAX_COLOURED = 20_000  # characters; some lexers are slow on what is not their language
_FORMATTER = HtmlFormatter(nowrap=True)


def colour_code(md: MarkdownIt) -> None:
    md.add_render_rule("fence", _block)
    md.add_render_rule("code_block", _block)


def _block(_self, tokens: Sequence[Token], index: int, _options, env) -> str:
    token, job = tokens[index], env["job"]
    words = token.info.split()
    code = token.content.replace(job.pipe, "|")
    return (
        '<div class="highlight"><pre tabindex="0" role="group" aria-label="Code"><code>'
        f"{coloured(code, words[0] if words else '')}</code></pre></div>\n"
    )


def coloured(code: str, language: str) -> str:
    """The code as escaped HTML, with spans where its language is known."""
    if not language or len(code) > MAX_COLOURED:
        return escapeHtml(code)
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return escapeHtml(code)
    return highlight(code, lexer, _FORMATTER)
