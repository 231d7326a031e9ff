"""What moderators narrow their lists by."""

from django.contrib import admin

from summaries.models import Summary


class SummarisedFilter(admin.SimpleListFilter):
    title = "summaries"
    parameter_name = "summarised"

    def lookups(self, request, model_admin):
        return [("yes", "has public summaries"), ("no", "has none")]

    def queryset(self, request, rows):
        match self.value():
            case "yes":
                return rows.filter(summary_count__gt=0)
            case "no":
                return rows.filter(summary_count=0)
        return rows


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("hidden", "hidden"), *Summary.Visibility.choices]

    def queryset(self, request, rows):
        if self.value() == "hidden":
            return rows.exclude(hidden_at=None)
        if self.value() in Summary.Visibility.values:
            return rows.filter(visibility=self.value(), hidden_at=None)
        return rows


class RenderErrorFilter(admin.SimpleListFilter):
    title = "errors in the text"
    parameter_name = "errors"

    def lookups(self, request, model_admin):
        return [("yes", "has errors")]

    def queryset(self, request, rows):
        return rows.exclude(render_errors=[]) if self.value() == "yes" else rows


class GoneFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"
    STATES = {
        "visible": {"hidden_at": None, "deleted_at": None},
        "hidden": {"hidden_at__isnull": False},
        "deleted": {"deleted_at__isnull": False},
    }

    def lookups(self, request, model_admin):
        return [(state, state) for state in self.STATES]

    def queryset(self, request, rows):
        return rows.filter(**self.STATES.get(self.value() or "", {}))
