"""What is logged, and what no log may hold: mail addresses, keys in addresses, rows of data."""

import json
import logging
import re
import time

from shortsci import request_ids

# Begun where such signs begin, and not at each of them: a long line takes as long as it is long.
_LOCAL = r"[^\s<>\"'(),:;=\[\]{}]"
_ADDRESS = re.compile(rf"(?<!{_LOCAL}){_LOCAL}+@[\w.-]+\.\w+")
_KEYS = re.compile(
    r"(/(?:shared|personal|appeals|unsubscribe|cancel|confirm-email|password/reset/key)/)[^/\s\"'?]+"
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
        record.request_id = request_ids.name_of(record)
        return discreet(super().format(record))


class DiscreetJson(logging.Formatter):
    """The same, as one JSON object a line, for whatever collects logs."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"
    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "request": request_ids.name_of(record),
            "message": discreet(record.getMessage()),
        }
        if record.exc_info:
            line["traceback"] = discreet(self.formatException(record.exc_info))
        return json.dumps(line)


def logging_to_console(level: str, form: str) -> dict:
    """LOGGING: discreet lines on standard error for people, or JSON for programs."""
    formatters = {
        "line": {
            "()": "shortsci.logs.Discreet",
            "format": "{asctime} {levelname} {name} [{request_id}]: {message}",
            "style": "{",
        },
        "json": {"()": "shortsci.logs.DiscreetJson"},
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": formatters,
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["console"], "level": level},
        # It tells of each question to another catalogue, with the address that we tell them.
        "loggers": {"httpx2": {"level": "WARNING"}},
    }
