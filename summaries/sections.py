"""The broad fields of the site, and which keywords belong to them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    slug: str
    name: str
    prefixes: tuple[str, ...]  # of arXiv categories: "cs" covers cs.LG


SECTIONS = (
    Section("cs", "Computer science", ("cs",)),
    Section("statistics", "Statistics", ("stat",)),
    Section("mathematics", "Mathematics", ("math",)),
    Section("biology", "Biology", ("q-bio",)),
    Section(
        "physics",
        "Physics",
        (
            "physics",
            "astro-ph",
            "cond-mat",
            "gr-qc",
            "hep-ex",
            "hep-lat",
            "hep-ph",
            "hep-th",
            "math-ph",
            "nlin",
            "nucl-ex",
            "nucl-th",
            "quant-ph",
        ),
    ),
    Section("engineering", "Engineering", ("eess",)),
    Section("economics", "Economics and finance", ("econ", "q-fin")),
)
BY_SLUG = {section.slug: section for section in SECTIONS}
CHOICES = [(section.slug, section.name) for section in SECTIONS]
_BY_PREFIX = {prefix: section.slug for section in SECTIONS for prefix in section.prefixes}


def section_of(keyword: str) -> str:
    """The section of an arXiv category (`cs.LG` → `cs`), or "" for any other keyword."""
    return _BY_PREFIX.get(keyword.split(".", 1)[0].lower(), "")
