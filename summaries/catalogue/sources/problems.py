"""Why a source gave no record: each says so in words for the person who asked."""


class Problem(Exception):
    """No record from this source, for now."""


class Unknown(Problem):
    """The source answers, and knows no such paper."""


class Resting(Problem):
    """It is not asked now: it failed often, wants to be left alone, or it is not our turn."""


class Refused(Problem):
    """The source does not want this question."""


class Unreadable(Problem):
    """Something came that is no answer of the documented shape."""


class Unreachable(Problem):
    """No answer at all, in time and of a size that we take."""


class Overloaded(Unreachable):
    """It asks us to come again, in that many seconds where it says so."""

    def __init__(self, words: str, retry_after: float | None = None) -> None:
        super().__init__(words)
        self.retry_after = retry_after


class Disturbed(Unreachable):
    """The line broke: another try may do."""
