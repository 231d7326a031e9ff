"""What a browser would do with HTML, as far as its tree tells: what could run or fetch."""

import re
from collections.abc import Iterator

from bleach._vendor.html5lib import HTMLParser

from summaries.rendering.embeds import PICTURE_HOSTS

HARMLESS_SCHEMES = {"http", "https", "mailto"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset", "background"}
LIVE = frozenset(
    """applet audio base body button dialog embed fencedframe foreignobject form frame frameset
    head html iframe image input link marquee meta object option plaintext portal script
    select set animate style svg template textarea title use video xmp noscript noembed
    noframes listing annotation-xml maction mglyph""".split()  # noqa: SIM905 - as a list, a page long
)
IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20]")


def faults(html: str, allowed: frozenset[str] = frozenset()) -> list[str]:
    """Each reason why the HTML is not harmless text in the middle of a page."""
    parser = HTMLParser(namespaceHTMLElements=False)
    return [
        reason for element in parser.parseFragment(html).iter() for reason in of(element, allowed)
    ]


def of(element, allowed: frozenset[str]) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield f"a comment or declaration: {element.text!r}"
        return
    tag = element.tag.rpartition("}")[2].lower()
    if tag in LIVE - allowed:
        yield f"<{tag}>"
    for name, value in element.attrib.items():
        if wrong := of_attribute(tag, str(name).rpartition("}")[2].lower(), value):
            yield f"<{tag} {name}={value!r}>: {wrong}"


def of_attribute(tag: str, name: str, value: str) -> str:
    if name.startswith(("on", "hx-", "data-", "x-", "v-", "ng-")):
        return "a handler"
    if name == "name" and tag == "iframe" and re.fullmatch(r"video-[0-9a-f]{10}-\d+", value):
        return ""
    if name in {"style", "srcdoc", "name", "form", "popovertarget", "contenteditable", "autofocus"}:
        return "never ours"
    if name == "id" and not re.fullmatch(r"fn(ref)?-[0-9a-f]{10}-\d+(-\d+)?", value):
        return "a name that stands in the way"
    return of_address(tag, value) if name in ADDRESSES else ""


def of_address(tag: str, value: str) -> str:
    bare = IGNORED_BY_BROWSERS.sub("", value)
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    if scheme and scheme[1].lower() not in HARMLESS_SCHEMES:
        return "a scheme that is none of ours"
    if tag == "img" and bare.split("/")[2:3] not in [[host] for host in PICTURE_HOSTS]:
        return "" if bare.startswith("/media/pictures/") else "a picture from elsewhere"
    return ""
