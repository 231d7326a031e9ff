"""All that is public, as JSON Lines that can be loaded again."""

from .loading import load
from .problems import DumpError
from .publishing import newest, publish
from .writing import write

__all__ = ["DumpError", "load", "newest", "publish", "write"]
