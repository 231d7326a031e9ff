"""What happens to those who asked to leave, once their seven days are over."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from accounts.models import User


def carry_out():
    User.objects.exclude(delete_at=None).update(delete_at=timezone.now() - timedelta(minutes=1))
    call_command("delete_accounts", verbosity=0)
