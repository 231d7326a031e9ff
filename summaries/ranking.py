"""Votes and dates in, scores out. Pure functions."""

import math
from datetime import datetime

Z = 1.2816  # standard normal quantile: a one-sided 90 % confidence bound


def wilson_lower_bound(positive: int, negative: int, z: float = Z) -> float:
    """Lower end of Wilson's score interval for the share of positive answers, in 0…1.

    0.0 without any positive answer. Formula: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927), 209.
    """
    n = positive + negative
    if positive == 0:
        return 0.0  # exactly; the formula leaves a rounding error
    share = positive / n
    spread = z * math.sqrt((share * (1 - share) + z * z / (4 * n)) / n)
    return max(0.0, (share + z * z / (2 * n) - spread) / (1 + z * z / n))


def quality(ups: int, downs: int) -> float:
    """How good a summary is, judged by others; its writer counts as one voice in favour."""
    return wilson_lower_bound(ups + 1, downs)


def hot(ups: int, downs: int, published_at: datetime | None, window_days: float) -> float:
    """sign(net)·log10(max(|net|, 1)) + published/window: ten votes weigh as much as one window.

    `published_at` counts in days since 1970; unpublished is 0 days.
    """
    net = ups - downs
    votes = math.copysign(math.log10(max(abs(net), 1)), net)
    days = published_at.timestamp() / 86400 if published_at else 0.0
    return votes + days / window_days


def columns(ups: int, downs: int, published_at: datetime | None, window_days: float) -> dict:
    """What a summary's row keeps of all this."""
    return {
        "score": ups - downs,
        "quality": quality(ups, downs),
        "hot": hot(ups, downs, published_at, window_days),
    }
