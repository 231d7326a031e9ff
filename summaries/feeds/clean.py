"""XML of whatever people typed: signs that it cannot hold are left out."""

import re

from django.utils.xmlutils import SimplerXMLGenerator

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Only what XML 1.0 allows in a text: no control characters, halves of signs, U+FFFE."""
    return _FORBIDDEN.sub("", text)


class CleanXML(SimplerXMLGenerator):
    """Django's writer of XML refuses a few of these signs and passes on the others."""

    def characters(self, content):
        super().characters(clean(content))

    def startElement(self, name, attrs):
        super().startElement(name, {key: clean(str(value)) for key, value in attrs.items()})
