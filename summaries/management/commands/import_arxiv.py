"""`manage.py import_arxiv`: bring in arXiv’s snapshot of its metadata."""

from summaries.catalogue.arxiv import read_arxiv
from summaries.management.references import ImportReferences


class Command(ImportReferences):
    help = "Import arXiv's metadata snapshot (JSON Lines). Safe to run again, and to break off."
    noun = "preprints"

    def read(self, stream):
        return read_arxiv(stream)
