"""Papers that have to do with one."""

from .finding import Related, related_to

__all__ = ["Related", "related_to"]
