"""The repair of a summary's lost structure: one entry point, the stages in their order."""

from .flat import flat_blocks
from .lines import has_lines, line_blocks
from .links import relink
from .mathematics import mend_row_breaks
from .pictures import seams_to_pictures, unglue


def repair(body: str) -> tuple[str, list[str]]:
    """Markdown whose blocks CommonMark reads as their author meant them, and warnings."""
    text, pictures = unglue(relink(mend_row_breaks(body)))
    warnings = [f"a picture stood inside a word: {url}" for url in pictures]
    blocks = line_blocks(text) if has_lines(text) else flat_blocks(text)
    shown = [part for block in blocks for part in seams_to_pictures(block, pictures)]
    return "\n\n".join(filter(None, shown)), warnings
