"""The app's name and defaults."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from accounts import audit  # after the models of those it listens to
        from shortsci import checks

        audit.listen()
        checks.listen()
