"""How much there is of everything."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """What is counted out; whatever else there is follows from it."""

    summaries: int
    papers: int
    users: int
    votes: int

    @property
    def venues(self) -> int:
        return max(20, self.papers // 2_000)

    @property
    def keywords(self) -> int:
        return max(100, self.papers // 500)

    @property
    def authors(self) -> int:
        return max(50, self.papers // 3)


SIZES = {
    "small": Size(summaries=1_600, papers=1_200, users=400, votes=8_000),
    "medium": Size(summaries=50_000, papers=40_000, users=10_000, votes=500_000),
    "large": Size(summaries=1_000_000, papers=1_000_000, users=100_000, votes=5_000_000),
}
