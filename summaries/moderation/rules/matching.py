"""Whether a rule finds what it looks for in a text. Pure: nothing here asks a database."""

from dataclasses import dataclass, field
from functools import cached_property

from summaries.models import Rule

from .hosts import domains_of, hosts_of, leads_to
from .phrases import has_phrase, phrases_of, words_of
from .shingles import likeness, sketch


@dataclass
class Text:
    """What rules look at."""

    body: str
    html: str
    is_of_new_account: bool
    others: list[list[int]] = field(default_factory=list)  # sketches of texts that may be alike

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.body)

    @cached_property
    def hosts(self) -> list[str]:
        return hosts_of(self.html)

    @cached_property
    def sketch(self) -> list[int]:
        return sketch(self.words)


def is_hit(rule: Rule, text: Text) -> bool:
    match rule.test:
        case Rule.Test.WORDS:
            return has_phrase(text.words, phrases_of(rule.lines))
        case Rule.Test.DOMAINS:
            return leads_to(text.hosts, domains_of(rule.lines))
        case Rule.Test.LINKS:
            return text.is_of_new_account and len(text.hosts) >= rule.number
        case Rule.Test.COPIES:
            return any(likeness(text.sketch, other) * 10 >= rule.number for other in text.others)
    return False
