"""Why a dump cannot be written or loaded."""


class DumpError(Exception):
    """The message says in which file, on which line, and what is wrong there."""
