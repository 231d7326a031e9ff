"""What people report to the moderators, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Reason(models.TextChoices):
    SPAM = "spam", "spam or advertising"
    ABUSE = "abuse", "abuse or harassment"
    COPYRIGHT = "copyright", "copyright or plagiarism"
    PRIVACY = "privacy", "tells what is private"
    NO_SUMMARY = "no_summary", "not a summary"
    WRONG_PAPER = "wrong_paper", "about another paper"
    AI = "ai", "undisclosed AI"
    WRONG_FACTS = "wrong_facts", "wrong facts"
    TWICE = "twice", "the same paper twice"
    OTHER = "other", "something else"


class ReportQuerySet(models.QuerySet):
    def waiting(self):
        """Those that nobody has decided about."""
        return self.filter(settled_at=None)


class Report(models.Model):
    """That somebody, or a rule, thinks that the moderators should look at a thing."""

    ticket = models.ForeignKey("Ticket", models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    rule = models.ForeignKey("Rule", models.SET_NULL, null=True, blank=True, related_name="reports")
    reason = models.CharField(max_length=20, choices=Reason)
    words = models.TextField(max_length=2000, blank=True, help_text="For the moderators alone.")
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "reporter"],
                condition=Q(reporter__isnull=False),
                name="report_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["ticket", "rule"],
                condition=Q(rule__isnull=False),
                name="report_once_a_rule",
            ),
            models.CheckConstraint(
                condition=~Q(reason=Reason.OTHER) | ~Q(words=""), name="report_other_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
