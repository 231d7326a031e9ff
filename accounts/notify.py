"""What happened, told to those whom it concerns."""


def comment_posted(comment) -> None:
    pass


def votes_changed(summary) -> None:
    pass


def summary_published(summary) -> None:
    pass
