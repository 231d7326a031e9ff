"""Markdown and LaTeX in, safe HTML and plain text out: `render` is the only entry point."""

from .embeds import FRAME_HOSTS, PICTURE_HOSTS, picture_names
from .fold import lead_html, rest_html
from .limits import MAX_SOURCE, TextTooLong, cleaned
from .pipeline import VERSION, Rendered, cited_keys, mentioned_names, render
from .portable import absolute, portable

__all__ = [
    "FRAME_HOSTS",
    "MAX_SOURCE",
    "PICTURE_HOSTS",
    "VERSION",
    "Rendered",
    "TextTooLong",
    "absolute",
    "cited_keys",
    "cleaned",
    "lead_html",
    "mentioned_names",
    "picture_names",
    "portable",
    "render",
    "rest_html",
]
