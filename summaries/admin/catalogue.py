"""Venues, authors and keywords: what papers are sorted by."""

from django.contrib import admin
from django.db.models import Count

from summaries.models import Author, Keyword, Venue


class CountingAdmin(admin.ModelAdmin):
    """Says how many papers belong to each row."""

    ordering = ["name", "pk"]  # that of the model is lost in counting

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(paper_total=Count("papers", distinct=True))

    @admin.display(description="papers", ordering="paper_total")
    def papers(self, row):
        return row.paper_total


@admin.register(Venue)
class VenueAdmin(CountingAdmin):
    list_display = ["name", "key", "kind", "papers"]
    list_filter = ["kind"]
    search_fields = ["name", "key", "full_name"]


@admin.register(Author)
class AuthorAdmin(CountingAdmin):
    list_display = ["name", "slug", "papers"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Keyword)
class KeywordAdmin(CountingAdmin):
    list_display = ["name", "section", "papers"]
    list_filter = ["section"]
    search_fields = ["name"]
