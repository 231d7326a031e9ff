"""One question to a source of facts, within a budget of time."""

from summaries.catalogue.sources.client import ask
from summaries.catalogue.sources.deadline import Deadline

ENOUGH = 5.0  # seconds


def asked(seconds: float = ENOUGH, source: str = "crossref", read=bytes):
    return ask(source, "/works/1", "application/json", read, Deadline(seconds))
