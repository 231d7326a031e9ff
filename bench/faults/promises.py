"""Figures, and which promises they break: what every script of this folder ends with."""

import json
import sys


def told(figures: dict, **promises: bool) -> dict:
    """The figures with the promises that were not kept; `no_vote_lost` reads "no vote lost"."""
    broken = [name.replace("_", " ") for name, is_kept in promises.items() if not is_kept]
    return {**figures, "broken": broken}


def print_all(*found: dict) -> None:
    """A line of JSON each; an error at the end when a promise is broken."""
    for figures in found:
        print(json.dumps(figures), flush=True)
    if any(figures["broken"] for figures in found):
        sys.exit("A promise is broken.")
