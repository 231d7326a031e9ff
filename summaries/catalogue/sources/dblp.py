"""dblp: papers of computer science by their key, as the XML of its dump."""

from io import BytesIO
from urllib.parse import quote

from summaries.catalogue.dblp import read_dblp
from summaries.catalogue.record import Record

from .markup import tree_of
from .problems import Unknown, Unreadable

ACCEPT = "application/xml"


def path(value: str) -> str:
    return f"/rec/{quote(value, safe='/')}.xml"


def read(body: bytes, value: str) -> Record:
    """The record in a reply; Unknown when it holds none of a paper."""
    if tree_of(body).tag != "dblp":
        raise Unreadable("sent something that is none of its records")
    entry = next(read_dblp(BytesIO(body)), None)
    if entry is None:
        raise Unknown("knows no such paper")
    if entry.record is None:
        raise Unreadable("sent a record without a title")
    return entry.record
