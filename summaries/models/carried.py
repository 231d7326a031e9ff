"""What summaries were worth before they were carried here from another copy of the site."""

from django.db import models

from .summary import Summary


class CarriedVotes(models.Model):
    """Votes that came with a public dump: their number, for it tells nothing of the voters.

    So does the number of comments that ShortScience.org stated: their texts came from nowhere.
    """

    summary = models.OneToOneField(Summary, models.CASCADE, related_name="carried_votes")
    ups = models.PositiveIntegerField(default=0)
    downs = models.PositiveIntegerField(default=0)
    stated_comments = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["summary"]

    def __str__(self) -> str:
        return f"+{self.ups} −{self.downs} on {self.summary_id}"
