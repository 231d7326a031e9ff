"""What is logged, and what no log may hold: mail addresses, keys in addresses, rows of data."""

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


def logging_to_console(level: str) -> dict:
    """LOGGING: discreet lines on standard error, where whoever runs the site collects them."""
    line = {
        "()": "shortsci.logs.Discreet",
        "format": "{asctime} {levelname} {name}: {message}",
        "style": "{",
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        # It tells of each question to another catalogue, with the address that we tell them.
        "loggers": {"httpx2": {"level": "WARNING"}},
    }
