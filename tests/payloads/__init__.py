"""Hostile texts of every known family, put together by combination: what the walls must stop.

Whatever could run calls `hit()`; whatever could be fetched is at `evil.example`.
"""

from tests.payloads import foreign, latex, markdown, names, schemes, signs, styles, tags

FAMILIES = {
    "tags": tags.payloads,
    "attributes": tags.breakouts,
    "schemes": schemes.payloads,
    "svg and mathml": foreign.payloads,
    "mutation": foreign.mutations,
    "markdown": markdown.payloads,
    "latex": latex.payloads,
    "styles": styles.payloads,
    "clobbering": names.clobbering,
    "templates": names.templates,
    "signs": signs.payloads,
}


def corpus() -> dict[str, list[str]]:
    """Family to its texts; no text is there twice."""
    seen: set[str] = set()
    families = {}
    for name, payloads in FAMILIES.items():
        families[name] = [text for text in dict.fromkeys(payloads()) if text not in seen]
        seen.update(families[name])
    return families


def everything() -> list[str]:
    return [text for texts in corpus().values() for text in texts]
