"""Mail domains that hand out addresses to throw away."""

from django.db import models
from django.db.models.functions import Lower


class DisposableDomainQuerySet(models.QuerySet):
    def cover(self, address: str) -> bool:
        """Whether the address is at one of these domains, or at one below."""
        labels = address.rpartition("@")[2].lower().rstrip(".").split(".")
        parents = [".".join(labels[start:]) for start in range(len(labels))]
        return self.filter(domain__in=parents).exists()


class DisposableDomain(models.Model):
    """A mail domain with whose addresses nobody signs up. The admins look after the list."""

    domain = models.CharField(
        max_length=253, unique=True, help_text="Addresses at domains below it are refused, too."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    objects = DisposableDomainQuerySet.as_manager()

    class Meta:
        ordering = ["domain"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(domain=Lower("domain")), name="disposable_domain_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.domain

    def clean(self) -> None:
        self.domain = self.domain.strip().strip(".").lower().rpartition("@")[2]
