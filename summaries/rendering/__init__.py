"""Markdown and LaTeX in, safe HTML and plain text out: `render` is the only entry point."""

from .embeds import FRAME_HOSTS, PICTURE_HOSTS
from .fold import lead_html, rest_html
from .limits import MAX_SOURCE, TextTooLong
from .pipeline import VERSION, Rendered, cited_keys, render

__all__ = [
    "FRAME_HOSTS",
    "MAX_SOURCE",
    "PICTURE_HOSTS",
    "VERSION",
    "Rendered",
    "TextTooLong",
    "cited_keys",
    "lead_html",
    "render",
    "rest_html",
]
