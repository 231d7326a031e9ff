"""Something that happens again and again while something else goes on."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def meanwhile(act: Callable[[], object], rest: Callable[[], float]) -> Iterator[None]:
    """Call `act` after each `rest` (seconds) in a thread of its own while the block lasts."""
    over = threading.Event()

    def go_on() -> None:
        while not over.wait(rest()):
            act()

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
