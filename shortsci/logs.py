"""What no log may hold: mail addresses, keys that stand in addresses, rows of the database."""

import logging
import re

_ADDRESS = re.compile(r"[^\s<>\"'(),:;=\[\]{}]+@[\w.-]+\.\w+")
_KEYS = re.compile(
    r"(/(?:shared|personal|unsubscribe|cancel|confirm-email|password/reset/key)/)[^/\s\"'?]+"
)
# Where PostgreSQL and the language of our commands quote what somebody has typed.
_DETAILS = re.compile(r"^(?:DETAIL|CONTEXT|QUERY): .*$", re.MULTILINE)
_WRITTEN = re.compile(r"([?&](?:q|code|key|token|next)=)[^&\s\"']+")


def discreet(text: str) -> str:
    text = _KEYS.sub(r"\1[key]", _ADDRESS.sub("[address]", text))
    return _WRITTEN.sub(r"\1[left out]", _DETAILS.sub("[left out]", text))


class Discreet(logging.Formatter):
    """Cleans the whole line, traceback included: libraries write what they like."""

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))
