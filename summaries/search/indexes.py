"""The indexes behind the search: what makes them, keeps them current, and rebuilds them."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Leave the indexes as they are during a bulk load; bring them up to date at its end."""
    yield
