"""The app's name and defaults."""

from django.apps import AppConfig
from django.conf import settings


class SummariesConfig(AppConfig):
    name = "summaries"
    verbose_name = "Summaries of papers"

    def ready(self) -> None:
        if settings.PAGE_CACHE_SECONDS:
            from shortsci.kept_pages import writes

            writes.watch()
