"""Pictures and videos that stand on a line of their own become blocks of their own."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .embeds import picture_html, picture_source, video_at
from .links import REL, is_safe, leads_away


def set_figures(md: MarkdownIt) -> None:
    md.core.ruler.after("inline", "figures", _split_paragraphs)
    md.add_render_rule("image", _image)
    md.add_render_rule("picture", _picture)
    md.add_render_rule("video", _video)


def _split_paragraphs(state: StateCore) -> None:
    tokens: list[Token] = []
    for index, token in enumerate(state.tokens):
        if token.type == "inline":
            _mark_linked_images(token.children or [])
        if token.type == "inline" and state.tokens[index - 1].type == "paragraph_open":
            tokens += _pieces(tokens.pop(), token)
        else:
            tokens.append(token)
    state.tokens = list(_without_empty_paragraphs(tokens))


def _mark_linked_images(children: Sequence[Token]) -> None:
    depth = 0
    for child in children:
        depth += child.nesting * (child.type in ("link_open", "link_close"))
        child.meta = {**child.meta, "in_link": depth > 0} if child.type == "image" else child.meta


def _pieces(opening: Token, inline: Token) -> Iterator[Token]:
    """A paragraph's opening and content, with its figures taken out between paragraphs.

    The closing token follows in the stream already, so the last piece is always a paragraph.
    """
    yield opening
    blocks = [(figure_of(line), line) for line in _lines(inline.children or [])]
    if not any(figure for figure, _ in blocks):
        yield inline
        return
    for is_figure, group in groupby(blocks, key=lambda block: bool(block[0])):
        if is_figure:
            yield Token("paragraph_close", "p", -1, hidden=opening.hidden, block=True)
            yield from (figure for figure, _ in group if figure)
            yield Token("paragraph_open", "p", 1, hidden=opening.hidden, block=True)
        else:
            yield _inline([line for _, line in group])


def _lines(children: Sequence[Token]) -> list[list[Token]]:
    """The inline tokens line by line; a break inside emphasis or a link parts nothing."""
    lines: list[list[Token]] = [[]]
    for child in children:
        if child.type in ("softbreak", "hardbreak") and child.level == 0:
            lines.append([])
        else:
            lines[-1].append(child)
    return lines


def _inline(lines: list[list[Token]]) -> Token:
    children: list[Token] = []
    for line in lines:
        children += [Token("softbreak", "br", 0), *line] if children else line
    return Token("inline", "", 0, children=children)


def figure_of(line: Sequence[Token]) -> Token | None:
    """The figure that a line is, when it is nothing but a picture or a bare link to one."""
    line = [token for token in line if token.type != "text" or token.content.strip()]
    if [token.type for token in line] == ["image"]:
        url = str(line[0].attrs.get("src", ""))
        return (
            Token("picture", "", 0, attrs=line[0].attrs, children=line[0].children)
            if (picture_source(url))
            else None
        )
    if [token.type for token in line] != ["link_open", "text", "link_close"]:
        return None
    url = str(line[0].attrs.get("href", ""))
    if line[0].info != "auto":
        return None
    if video := video_at(url):
        return Token("video", "", 0, meta={"video": video})
    return Token("picture", "", 0, attrs={"src": url}) if picture_source(url) else None


def _without_empty_paragraphs(tokens: Sequence[Token]) -> Iterator[Token]:
    index = 0
    while index < len(tokens):
        pair = [token.type for token in tokens[index : index + 2]]
        if pair == ["paragraph_open", "paragraph_close"]:
            index += 2
            continue
        yield tokens[index]
        index += 1


def _alt(token: Token) -> str:
    """The text of a picture's description; its formulas as they are written."""
    kinds = ("text", "code_inline", "formula", "cite")
    return "".join(
        child.content if child.type in kinds else _alt(child) or " " * (child.tag == "br")
        for child in token.children or []
    )


def _image(_self, tokens: Sequence[Token], index: int, _options, env) -> str:
    token = tokens[index]
    url, alt = str(token.attrs.get("src", "")), _alt(token)
    if picture_source(url):
        image = picture_html(url, alt, env["job"].pictures)
        return image if token.meta.get("in_link") else _linked(url, image)
    if token.meta.get("in_link") or not is_safe(url):
        return escapeHtml(alt or url)
    return f'<a href="{escapeHtml(url)}" rel="{REL}">{escapeHtml(alt or url)}</a>'


def _linked(url: str, image: str) -> str:
    rel = f' rel="{REL}"' if leads_away(url) else ""
    return f'<a class="picture-link" href="{escapeHtml(url)}"{rel}>{image}</a>'


def _picture(_self, tokens: Sequence[Token], index: int, _options, env) -> str:
    token = tokens[index]
    url, title = str(token.attrs["src"]), str(token.attrs.get("title", ""))
    caption = f"<figcaption>{escapeHtml(title)}</figcaption>" if title else ""
    image = _linked(url, picture_html(url, _alt(token), env["job"].pictures))
    return f'<figure class="picture">{image}{caption}</figure>\n'


def _video(_self, tokens: Sequence[Token], index: int, _options, env) -> str:
    video = tokens[index].meta["video"]
    return env["job"].placeholder_for_video(video) + "\n"
