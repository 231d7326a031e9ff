"""RSS 2.0 as readers of the old site poll it, with the elements that it had."""

from django.utils.feedgenerator import Rss201rev2Feed

from .clean import CleanXML

NAMESPACE = "http://www.shortscience.org"


class Rss(Rss201rev2Feed):
    """An item may have `extra`: the texts of the old elements by their names."""

    def write(self, outfile, encoding):
        handler = CleanXML(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("rss", self.rss_attributes())
        handler.startElement("channel", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        self.endChannelElement(handler)
        handler.endElement("rss")

    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:shortscience": NAMESPACE}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name, text in item.get("extra", {}).items():
            handler.addQuickElement(f"shortscience:{name}", text)
