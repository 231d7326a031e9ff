"""Other catalogues: where they are asked about papers, and how often."""

METADATA_SECONDS = 4.0  # that one person waits for all of them together
METADATA_HOSTS = {
    "arxiv": "https://export.arxiv.org",
    "crossref": "https://api.crossref.org",
    "datacite": "https://api.datacite.org",
    "dblp": "https://dblp.org",
    "pubmed": "https://eutils.ncbi.nlm.nih.gov",
}
# Where these may send us besides: no other host is ever asked, whatever an answer says.
METADATA_MIRRORS = [
    "https://arxiv.org",
    "https://dblp.uni-trier.de",
    "https://dblp.dagstuhl.de",
]
METADATA_PACE = {"arxiv": 3, "pubmed": 1}  # seconds between two questions, by their house rules
