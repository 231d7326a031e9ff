"""What nobody knows here: said in words, with a search and the offer to add the paper."""

from urllib.parse import urlencode

from django.http import Http404

from summaries.identifiers import ARXIV, DOI, KEY, PUBMED, URL, recognise
from summaries.models import Paper

KINDS = {
    ARXIV: "the arXiv id",
    DOI: "the DOI",
    PUBMED: "the PubMed id",
    URL: "the address",
    KEY: "the dblp key",
}
LONGEST = 300  # characters of what was asked for that a page repeats


class UnknownPaper(Http404):
    """No paper goes by what was asked for; the page offers to search for it and to add it."""

    def __init__(self, asked: str):
        self.asked = asked[:LONGEST]
        names = recognise(self.asked)
        self.can_be_added = bool(names)
        kind = KINDS[names[0].scheme] if names else ""
        super().__init__(
            f"“{self.asked}” is {kind} of a paper that is not here yet."
            if names
            else f"No paper goes by “{self.asked}” here."
        )

    @property
    def query(self) -> str:
        """For the page that adds papers."""
        return urlencode({"q": self.asked})


def known_as_or_404(name: str) -> Paper:
    """The paper that goes by that name, in whatever spelling."""
    known = Paper.objects.resolve(name)
    if known is None:
        raise UnknownPaper(name)
    return known
