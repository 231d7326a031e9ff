"""Short version of bench/faults/cache.py: a real Redis dies, forgets, recalls too much, hangs."""

from bench.faults import cache
from tests.processes import database


def test_nobody_notices_what_becomes_of_the_cache(tmp_path):
    with database("sqlite", tmp_path) as url:
        figures = cache.try_it(url, tmp_path, seconds=1, clients=4, seed=1, patience=20)

    assert figures["broken"] == []
