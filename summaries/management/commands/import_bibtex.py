"""`manage.py import_bibtex`: bring in papers from files of BibTeX."""

from summaries.catalogue.bibtex import read_bibtex
from summaries.management.references import ImportReferences, as_text


class Command(ImportReferences):
    help = "Import papers from files of BibTeX. Safe to run again, and to break off."
    noun = "entries"

    def read(self, stream):
        with as_text(stream) as text:
            yield from read_bibtex(text)
