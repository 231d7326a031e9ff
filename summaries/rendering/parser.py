"""The one markdown parser of the site, put together from the stages."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from .citations import find_citations
from .figures import set_figures
from .footnotes import add_footnotes
from .formulas import find_formulas
from .headings import demote_headings
from .highlighting import colour_code
from .job import Job
from .limits import MAX_NESTING, stop_deep_nesting
from .links import find_links
from .mentions import find_mentions
from .paragraphs import protect_displays
from .tables import hide_pipes, shape_tables


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    md.enable(["table", "strikethrough"])
    md.disable(["html_block", "html_inline"])
    inline = (find_formulas, find_citations, find_links, find_mentions)
    stages = (add_footnotes, *inline, protect_displays, stop_deep_nesting)
    for stage in (*stages, shape_tables, demote_headings, colour_code):
        stage(md)
    set_figures(md)
    md.add_render_rule("text_block", lambda _self, tokens, i, *_: escapeHtml(tokens[i].content))
    return md


_MD = _parser()  # holds no state of a text, so threads may share it


def parse(job: Job) -> list[Token]:
    return _MD.parse(hide_pipes(job.source, job), {"job": job})


def to_html(tokens: Sequence[Token], job: Job) -> str:
    """HTML with placeholders for formulas and videos, not yet sanitised."""
    return _MD.renderer.render(tokens, _MD.options, {"job": job})
