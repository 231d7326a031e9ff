"""The moderators' desk, one noun a file."""

from django.contrib import admin

from . import answers, catalogue, comments, corrections, papers, provenance, readers, summaries

admin.site.site_header = "ShortScience: the moderators’ desk"
admin.site.site_title = "ShortScience"
admin.site.index_title = "What there is to look after"

__all__ = [
    "answers",
    "catalogue",
    "comments",
    "corrections",
    "papers",
    "provenance",
    "readers",
    "summaries",
]
