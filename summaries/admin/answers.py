"""What other catalogues answered: to look at, and to forget so that they are asked anew."""

import json

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.utils.html import format_html

from summaries.models import KeptAnswer

from .read_only import ReadOnlyAdmin


@admin.register(KeptAnswer)
class KeptAnswerAdmin(ReadOnlyAdmin):
    list_display = ["value", "source", "knows_it", "asked_at", "expires_at"]
    list_filter = ["source", "scheme", ("record", admin.EmptyFieldListFilter)]
    search_fields = ["value"]
    search_help_text = "An identifier, as it is stored."
    fields = ["source", "scheme", "value", "asked_at", "expires_at", "digest", "facts"]
    actions = ["forget"]

    @admin.display(description="knows it", boolean=True)
    def knows_it(self, answer):
        return answer.record is not None

    @admin.display(description="record")
    def facts(self, answer):
        return format_html("<pre>{}</pre>", json.dumps(answer.record, ensure_ascii=False, indent=2))

    @admin.action(description="Forget selected answers: ask anew", permissions=["view"])
    def forget(self, request, answers):
        if not request.user.has_perm("summaries.change_keptanswer"):
            raise PermissionDenied
        count = answers.delete()[0]
        self.message_user(request, f"Forgotten: {count}. The next question goes to the source.")
