"""Atom as RFC 4287 has it, in pages as RFC 5005 has them."""

from datetime import UTC, datetime
from io import StringIO

from django.utils.feedgenerator import Atom1Feed

from .clean import CleanXML

NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)  # when an empty feed changed last


class Atom(Atom1Feed):
    """With what Django's generator lacks: whole contents, more links, and no forbidden signs.

    `links` and those of an item are attributes of `<link>`; an item may have `content` (HTML)
    and `abstract` (plain).
    """

    def add_written(self, xml: str, changed_at: datetime | None) -> None:
        """One more entry, as `written` gives it."""
        self.items.append({"xml": xml, "updateddate": changed_at})

    @classmethod
    def written(cls, entry: dict) -> str:
        """What `add_item` would take, as XML."""
        feed = cls("", "", "")
        feed.add_item(**entry)
        return feed.items[0]["xml"]

    def _written(self, item: dict) -> str:
        text = StringIO()
        handler = CleanXML(text, "utf-8", short_empty_elements=True)
        handler.startElement("entry", self.item_attributes(item))
        self.add_item_elements(handler, item)
        handler.endElement("entry")
        return text.getvalue()

    def write_items(self, handler):
        for item in self.items:
            handler.ignorableWhitespace(item["xml"])  # writes whatever it is given

    def add_item(self, *args, **fields):
        super().add_item(*args, **fields)
        item = self.items.pop()
        self.add_written(self._written(item), item["updateddate"])

    def write(self, outfile, encoding):
        handler = CleanXML(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for link in self.feed.get("links", ()):
            handler.addQuickElement("link", None, link)

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for link in item.get("links", ()):
            handler.addQuickElement("link", None, link)
        if item.get("abstract"):
            handler.addQuickElement("summary", item["abstract"], {"type": "text"})
        if item.get("content") is not None:
            handler.addQuickElement("content", item["content"], {"type": "html"})

    def latest_post_date(self):
        dates = [item["updateddate"] for item in self.items if item["updateddate"]]
        return max(dates, default=NOTHING_YET)
