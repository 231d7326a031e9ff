"""How much is read, day by day."""

from django.contrib import admin

from summaries.models import DailyReaders

from .read_only import ReadOnlyAdmin


@admin.register(DailyReaders)
class DailyReadersAdmin(ReadOnlyAdmin):
    list_display = ["day", "paper", "summary", "readers"]
    list_filter = ["day"]
    list_select_related = ["paper", "summary__paper"]
    search_fields = ["paper__title", "paper__key"]
