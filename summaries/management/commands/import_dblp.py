"""`manage.py import_dblp`: bring in the papers of dblp’s XML dump."""

from summaries.catalogue.dblp import read_dblp
from summaries.management.references import ImportReferences


class Command(ImportReferences):
    help = "Import papers from dblp's XML dump. Safe to run again, and to break off."
    noun = "records"

    def read(self, stream):
        return read_dblp(stream)
