"""Rules: written here, tried against the last texts, and only then switched on."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html

from summaries.models import Rule
from summaries.moderation.rules import switch_off, switch_on, trial
from summaries.moderation.rules.trying import LAST, proof_of

SHOWN = 100  # of what a rule would have reported
UNTRIED = "The rule was changed after it had been tried, or that is long ago. Please look again."


@admin.register(Rule)
class RuleAdmin(admin.ModelAdmin):
    list_display = ["name", "test", "reason", "is_on", "tried_at", "way_to_try"]
    list_filter = ["is_on", "test"]
    search_fields = ["name", "lines"]
    readonly_fields = ["is_on", "tried_at", "created_by", "way_to_try"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.try_view)
        return [path("<int:pk>/try/", view, name="summaries_rule_try"), *super().get_urls()]

    @admin.display(description="try it, switch it")
    def way_to_try(self, rule):
        if rule.pk is None:
            return "after saving"
        address = reverse("admin:summaries_rule_try", args=[rule.pk])
        return format_html('<a href="{}">{}</a>', address, "off …" if rule.is_on else "on …")

    def save_model(self, request, rule, form, change):
        """Another rule under the same name has not been tried."""
        if {"test", "lines", "number"} & set(form.changed_data):
            rule.is_on, rule.tried_at = False, None
        rule.created_by = rule.created_by or request.user
        super().save_model(request, rule, form, change)

    def response_add(self, request, rule, post_url_continue=None):
        super().response_add(request, rule, post_url_continue)
        return redirect("admin:summaries_rule_try", rule.pk)

    def try_view(self, request, pk):
        """What it would have reported; POST switches it on or off."""
        rule = get_object_or_404(Rule, pk=pk)
        if not self.has_change_permission(request, rule):
            raise PermissionDenied
        if request.method == "POST":
            return self._switch(request, rule)
        hits = trial(rule)
        context = {
            **self.admin_site.each_context(request),
            "opts": Rule._meta,
            "title": f"What “{rule}” would have reported",
            "rule": rule,
            "hits": hits[:SHOWN],
            "total": len(hits),
            "last": LAST,
            "proof": proof_of(rule),
        }
        return render(request, "admin/summaries/try_rule.html", context)

    def _switch(self, request, rule):
        match request.POST.get("switch"):
            case "on" if switch_on(rule, request.POST.get("proof", "")):
                messages.success(request, f"“{rule}” looks at new texts from now on.")
            case "on":
                messages.error(request, UNTRIED)
                return redirect("admin:summaries_rule_try", rule.pk)
            case "off":
                switch_off(rule)
                messages.success(request, f"“{rule}” rests.")
            case _:
                return HttpResponseBadRequest("A rule is switched on or off.")
        self.log_change(request, rule, f"Switched {request.POST['switch']}.")
        return redirect("admin:summaries_rule_changelist")
