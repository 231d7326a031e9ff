"""CSL-JSON: what citation processors read."""

import json
from collections.abc import Iterable
from typing import Any

from .item import SUMMARY, Item, Writer, one_line, with_unique_keys

TYPES = {
    "article": "article-journal",
    "conference": "paper-conference",
    "preprint": "article",
    "book": "book",
    "chapter": "chapter",
    "thesis": "thesis",
    "report": "report",
    SUMMARY: "review",
}


def csl(items: Iterable[Item]) -> str:
    """An array of items, as text."""
    found = [_item(name, item) for name, item in with_unique_keys(items, str)]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _item(name: str, item: Item) -> dict[str, Any]:
    fields = {
        "id": name,
        "type": TYPES.get(item.kind) or ("article-journal" if item.container else "document"),
        "title": one_line(item.title),
        "author": [_name(writer) for writer in item.writers],
        "issued": _date(item),
        "container-title": one_line(item.container),
        "volume": item.volume,
        "issue": item.number,
        "page": item.pages,
        "publisher": item.publisher,
        "DOI": item.doi,
        "PMID": item.pubmed,
        "number": f"arXiv:{item.arxiv}" if item.arxiv else "",
        "URL": item.url,
        "keyword": ", ".join(item.keywords),
        "note": item.note,
        "abstract": one_line(item.abstract),
    }
    return {field: value for field, value in fields.items() if value}


def _name(writer: Writer) -> dict[str, str]:
    if writer.is_collective or not writer.given:
        return {"literal" if writer.is_collective else "family": writer.family}
    suffix = {"suffix": writer.suffix} if writer.suffix else {}
    return {"family": writer.family, "given": writer.given, **suffix}


def _date(item: Item) -> dict[str, Any]:
    parts = [part for part in (item.year, item.month, item.day) if part]
    return {"date-parts": [parts]} if item.year else {}
