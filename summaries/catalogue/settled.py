"""Whether papers have all authors and keywords that records name, asked for many at once."""

from collections import defaultdict

from summaries.models import AuthorIdentifier, Authorship, Paper

from .people import are_alike, named_once
from .record import Record
from .subjects import usable


class Settled:
    """What some papers have, read in three queries."""

    def __init__(self, papers: list[Paper]) -> None:
        pks = [paper.pk for paper in papers]
        ranks = Authorship.objects.filter(paper__in=pks).order_by("paper", "position")
        self.authors: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for paper, author, name in ranks.values_list("paper", "author", "author__name"):
            self.authors[paper].append((author, name))
        through = Paper.keywords.through.objects.filter(paper__in=pks)
        self.with_keywords = set(through.values_list("paper", flat=True))
        self.told: dict[int, set[tuple[str, str]]] = defaultdict(set)
        authors = {author for ranks in self.authors.values() for author, _ in ranks}
        rows = AuthorIdentifier.objects.filter(author__in=authors)
        for author, scheme, value in rows.values_list("author", "scheme", "value"):
            self.told[author].add((scheme, value))

    def people(self, paper: Paper, record: Record) -> bool:
        """Whether the record's names tell nothing new."""
        names, ours = named_once(record.authors), self.authors[paper.pk]
        if not names:
            return True
        if not are_alike([name.full for name in names], [name for _, name in ours]):
            return bool(ours)  # other names than ours are not ours to take
        pairs = zip(names, ours, strict=True)
        return all(self.told[author].issuperset(name.identifiers) for name, (author, _) in pairs)

    def subjects(self, paper: Paper, record: Record) -> bool:
        return paper.pk in self.with_keywords or not usable(record.keywords)
