"""The rules, where people tell the moderators, and where everybody reads what these did."""

from django.urls import path

from summaries.views import about, moderation, reports

urlpatterns = [
    path("about/rules/", about.rules, name="rules"),
    path("moderation/", moderation.moderation, name="moderation"),
    path("moderation/feed.atom", moderation.feed, name="moderation_feed"),
    path("summaries/<int:pk>/report/", reports.report_summary, name="report_summary"),
    path("comments/<int:pk>/report/", reports.report_comment, name="report_comment"),
    path("people/<str:username>/report/", reports.report_person, name="report_person"),
    path("papers/<path:key>/report/", reports.report_paper, name="report_paper"),
]
