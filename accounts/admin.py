"""People, for whoever looks after accounts."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin

from summaries.models import Summary

from .models import User


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    list_display = [
        "username",
        "display_name",
        "email",
        "summary_count",
        "contribution",
        "is_active",
        "is_staff",
        "date_joined",
    ]
    list_filter = ["is_active", "is_staff", "groups", "date_joined"]
    search_fields = ["username", "display_name", "email"]
    readonly_fields = ["summary_count", "contribution", "last_login", "date_joined"]
    fieldsets = [
        *(DjangoUserAdmin.fieldsets or ()),
        ("On the site", {"fields": ["display_name", "bio", "summary_count", "contribution"]}),
    ]

    def delete_model(self, request, user):
        self._delete_and_recount(User.objects.filter(pk=user.pk))

    def delete_queryset(self, request, users):
        self._delete_and_recount(users)

    def _delete_and_recount(self, users):
        """Their votes go with them, so the summaries they voted on have other numbers."""
        voted = list(Summary.objects.filter(votes__voter__in=users).distinct().values_list("pk"))
        users.delete()
        keys = [key for (key,) in voted]
        for summary in Summary.objects.filter(pk__in=keys).select_related("paper", "author"):
            summary.recount()
