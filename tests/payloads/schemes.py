"""Addresses that are programs, in every spelling that some reader of HTML undoes."""

from collections.abc import Iterator
from itertools import product

SCHEMES = {
    "javascript": "javascript:hit()",
    "vbscript": "vbscript:hit()",
    "data": "data:text/html,<script>parent.hit()</script>",
    "livescript": "livescript:hit()",
    "blob": "blob:https://evil.example/x",
    "file": "file:///etc/passwd",
    "view-source": "view-source:https://evil.example/",
}
SPELLINGS = {
    "plain": str,
    "capitals": str.upper,
    "mixed": lambda url: url[0] + url[1].upper() + url[2:],
    "tab inside": lambda url: url[:2] + "\t" + url[2:],
    "line inside": lambda url: url[:2] + "\n" + url[2:],
    "control before": lambda url: "\x01" + url,
    "space before": lambda url: " \u3000" + url,
    "decimal": lambda url: "".join(f"&#{ord(sign)};" for sign in url),
    "hexadecimal": lambda url: "".join(f"&#x{ord(sign):X};" for sign in url),
    "no semicolons": lambda url: "".join(f"&#{ord(sign):07}" for sign in url),
    "named": lambda url: url.replace(":", "&colon;", 1),
    "named tab": lambda url: url[:4] + "&Tab;" + url[4:],
    "named line": lambda url: url[:4] + "&NewLine;" + url[4:],
    "percent": lambda url: "".join(f"%{ord(sign):02X}" for sign in url),
    "percent twice": lambda url: url.replace(":", "%253A", 1),
    "backslashes": lambda url: url.replace(":", "\\:", 1),
    "wide": lambda url: url.replace(":", "：", 1),
    "zero width": lambda url: url[:3] + "\u200b" + url[3:],
    "soft hyphen": lambda url: url[:3] + "&shy;" + url[3:],
}
CARRIERS = (
    "[a]({})",
    "[a](<{}>)",
    "<{}>",
    "[a]\n\n[a]: {}",
    "![a]({})",
    '<a href="{}">a</a>',
    "<iframe src='{}'></iframe>",
    "<form action='{}'><button>a</button></form>",
    "<svg><a xlink:href='{}'><text y=9>a</text></a></svg>",
)


def payloads() -> Iterator[str]:
    for url, spell in product(SCHEMES.values(), SPELLINGS.values()):
        is_dangerous = "hit()" in url
        for carrier in CARRIERS if is_dangerous else CARRIERS[:2]:
            yield carrier.format(spell(url))
