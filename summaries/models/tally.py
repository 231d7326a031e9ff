"""How a summary is valued, and what follows from that."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count
from django.utils import timezone

from shortsci.kept_pages.clock import pages_of_paper
from shortsci.kept_pages.writes import concerning
from summaries import ranking


class Tallied(models.Model):
    """The half of Summary that counts votes and comments: anew each time, never incremented."""

    # From the votes and comments, by recount().
    ups = models.PositiveIntegerField(default=0, editable=False)
    downs = models.PositiveIntegerField(default=0, editable=False)
    comment_count = models.PositiveIntegerField(default=0, editable=False)
    # From ups, downs and published_at, by save().
    score = models.IntegerField(default=0, editable=False)
    quality = models.FloatField(default=0, editable=False)
    hot = models.FloatField(default=0, editable=False)

    paper_id: int  # of Summary

    class Meta:
        abstract = True

    def rank(self):
        """Fill the columns that come from votes and date; returns their names. Writes nothing."""
        self.score = self.ups - self.downs
        self.quality = ranking.quality(self.ups, self.downs)
        self.hot = ranking.hot(self.ups, self.downs, self.published_at, settings.HOT_WINDOW_DAYS)
        return {"score", "quality", "hot"}

    @transaction.atomic
    def set_vote(self, voter, value, reason=""):
        """Cast (1, -1), change or with 0 take back a vote; the tallies follow.

        The vote of an account that is new or without a confirmed address waits: `count_votes`.
        """
        self.lock()
        counted_at = timezone.now() if value and voter.is_established else None
        reason = reason if value else ""
        with concerning(self.pages):
            self._write_vote(voter, value, reason, counted_at)
            self._count()
        self.my_vote, self.my_reason, self.my_vote_counted_at = value, reason, counted_at

    def _write_vote(self, voter, value, reason, counted_at):
        """Nobody else writes a vote on it before the lock is let go."""
        cast = self.votes.filter(voter=voter)
        vote = {"value": value, "reason": reason, "counted_at": counted_at}
        if not value:
            cast.delete()
        elif not cast.update(**vote, updated_at=timezone.now()):
            self.votes.create(voter=voter, **vote)

    @property
    def pages(self) -> str:
        """The group of pages that show its votes and comments, beside lists."""
        return pages_of_paper(self.paper_id)

    @transaction.atomic
    def recount(self):
        """Bring votes, comments and what depends on them up to date."""
        self.lock()
        self._count()

    def _count(self):
        counted = self.votes.counted().order_by().values_list("value")
        tally = dict(counted.annotate(total=Count("pk")))
        carried = getattr(self, "carried_votes", None)
        ups, downs = (carried.ups, carried.downs) if carried else (0, 0)
        self.ups, self.downs = ups + tally.get(1, 0), downs + tally.get(-1, 0)
        self.comment_count = self.comments.visible().count()
        self.save(update_fields=["ups", "downs", "comment_count"])
        if self.author:
            self.author.recount()

    def lock(self):
        """Let nobody else count this summary's votes and comments until the transaction ends."""
        type(self)._default_manager.select_for_update(no_key=True).only("pk").get(pk=self.pk)
