"""From a name, however it is spelt, to the paper that goes by it."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F

from summaries.identifiers import KEY, URL, Reference, candidates, spellings
from summaries.search.folding import title_hash


class Resolving(models.QuerySet):
    """The half of PaperQuerySet that finds papers by their names."""

    def known_as(self, name: str):
        """The papers with that very key, or with an identifier or alias of that spelling."""
        named = self.filter(key=name).order_by().values("pk")
        also = self.filter(identifiers__value=name).order_by().values("pk")
        return self.filter(pk__in=named.union(also))  # an OR over two tables would use no index

    def titles(self, names: Iterable[str]) -> dict[str, str]:
        """Name → title of the papers that go by them; what `rendering.render` wants to know."""
        return {name: paper.shown_title for name, paper in self.resolve_many(names).items()}

    def resolve(self, text: str):
        """The paper that a pasted text names (key, alias, DOI, address …), or None."""
        names = candidates(text)
        known = self.known_by(names)
        return next((known[name] for name in names if name in known), None)

    def resolve_many(self, texts: Iterable[str]) -> dict:
        """Text → paper for each text that names one, in the same two queries."""
        names = {text: candidates(text) for text in texts}
        known = self.known_by(name for each in names.values() for name in each)
        found = {text: next(filter(known.__contains__, each), None) for text, each in names.items()}
        return {text: known[name] for text, name in found.items() if name is not None}

    def known_by(self, names):
        """Name → paper of those that somebody goes by, in two queries."""
        names = {name for name in names if "\0" not in name.value}  # PostgreSQL stores no NUL
        if not names:
            return {}
        by_identifier = self.filter(identifiers__value__in={name.value for name in names})
        found = {
            Reference(paper.name_scheme, paper.name_value): paper
            for paper in by_identifier.annotate(
                name_scheme=F("identifiers__scheme"), name_value=F("identifiers__value")
            )
        }
        keys = {name.value for name in names if name.scheme == KEY}
        found |= {Reference(KEY, paper.key): paper for paper in self.filter(key__in=keys)}
        return {name: paper for name, paper in found.items() if name in names}

    def titled(self, title: str):
        """The paper of that title, or None when there is none or more than one."""
        wanted = title_hash(title)
        # The title of an unidentified one is the beginning of somebody's text.
        rows = self.filter(title_hash=wanted).exclude(status="unidentified")
        found = list(rows[:2]) if wanted else []
        return found[0] if len(found) == 1 else None


def names_of(paper) -> set[str]:
    """Every name by which a text may cite the paper. Reads its identifiers."""
    stored = [Reference(each.scheme, each.value) for each in paper.identifiers.all()]
    others = [other for name in stored if name.scheme != URL for other in spellings(name)]
    return {name.value for name in (*stored, *others, *candidates(paper.key))}
