"""The `citation_*` tags that scholarly search engines and reference managers read off a page."""

from collections.abc import Iterator

from .item import Item, one_line

CONTAINERS = {
    "article": "citation_journal_title",
    "conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}


def highwire(item: Item) -> Iterator[tuple[str, str]]:
    """Name and content of each tag. There is none of a PDF: we have no paper's text."""
    container = item.publisher if item.kind in ("thesis", "report") else item.container
    told = [
        ("citation_title", item.title),
        *(("citation_author", writer.full) for writer in item.writers),
        ("citation_publication_date", str(item.year or "")),
        (CONTAINERS.get(item.kind, "citation_journal_title"), container),
        ("citation_volume", item.volume),
        ("citation_issue", item.number),
        ("citation_firstpage", item.first_page),
        ("citation_lastpage", item.last_page),
        ("citation_publisher", item.publisher),
        ("citation_doi", item.doi),
        ("citation_arxiv_id", item.arxiv),
        ("citation_pmid", item.pubmed),
        ("citation_keywords", "; ".join(item.keywords)),
        ("citation_abstract_html_url", item.url),
    ]
    return ((name, one_line(content)) for name, content in told if content)
