"""How a summary is valued, and what follows from that."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from accounts import contributions
from shortsci.kept_pages.clock import pages_of_paper
from shortsci.kept_pages.writes import concerning
from summaries import ranking

from . import voting


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
    author_id: int | None
    is_anonymous: bool

    class Meta:
        abstract = True

    def rank(self):
        """Fill the columns that come from votes and date; returns their names. Writes nothing."""
        window = settings.HOT_WINDOW_DAYS
        columns = ranking.columns(self.ups, self.downs, self.published_at, window)
        for name, value in columns.items():
            setattr(self, name, value)
        return set(columns)

    @transaction.atomic
    def set_vote(self, voter, value, reason=""):
        """Cast (1, -1), change or with 0 take back a vote; the tallies follow.

        The vote of an account that is new or without a confirmed address waits: `count_votes`.
        """
        self.lock()
        self.set_vote_locked(voter, value, reason)

    def set_vote_locked(self, voter, value, reason=""):
        """The same, for whoever has found it by `voting.to_vote_on`."""
        now = timezone.now()
        counted_at = now if value and voter.is_established else None
        reason = reason if value < 0 else ""  # why, of a vote against alone
        with concerning(self.pages):
            voting.cast(self.pk, voter.pk, (value, reason, counted_at), now)
            self._count_votes(now)
        self.my_vote, self.my_reason, self.my_vote_counted_at = value, reason, counted_at

    def _count_votes(self, now):
        former, (self.ups, self.downs) = (self.ups, self.downs), voting.tally(self.pk)
        if former == (self.ups, self.downs):
            return
        self.rank()
        self.updated_at = now
        voting.store_rank(self)
        if self.author_id and not self.is_anonymous:  # no number tells of an anonymous text
            contributions.recount(self.author_id)

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
        self.ups, self.downs = voting.tally(self.pk)
        self.comment_count = self.comments.visible().count()
        self.save(update_fields=["ups", "downs", "comment_count"])
        if self.author:
            self.author.recount()

    def lock(self):
        """Let nobody else count this summary's votes and comments until the transaction ends;
        what is stored of votes at this moment is known afterwards.
        """
        stored = voting.LOCK.rows(self.pk)
        if not stored:
            raise type(self).DoesNotExist  # it went away
        [(self.ups, self.downs)] = stored
