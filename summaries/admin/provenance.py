"""Where imported texts come from: what each run reported, and each entry to the byte."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join

from summaries.models import ImportRun, Sighting

from .read_only import ReadOnlyAdmin

MOST_PROBLEMS = 500  # shown on a page


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "started_at", "finished_at", "report", "problem_count"]
    list_filter = ["started_at"]
    fields = ["started_at", "finished_at", "report", "complaints"]

    @admin.display(description="entries")
    def report(self, run):
        return ", ".join(f"{number} {status}" for status, number in run.totals.items()) or "none"

    @admin.display(description="problems")
    def problem_count(self, run):
        return max(len(run.problems), run.totals.get("rejected", 0))  # the first ones are kept

    @admin.display(description="problems")
    def complaints(self, run):
        if not run.problems:
            return "None."
        shown = [(_sentence(problem),) for problem in run.problems[:MOST_PROBLEMS]]
        rest = self.problem_count(run) - len(shown)
        return format_html(
            "<ol>{}</ol>{}",
            format_html_join("", "<li>{}</li>", shown),
            f"and {rest} more" if rest else "",
        )


def _sentence(problem) -> str:
    """`file:line: what was wrong`, whatever of it an importer has written down."""
    if not isinstance(problem, dict):
        return str(problem)
    said = {key: value for key, value in problem.items() if value not in (None, "", [])}
    place = ":".join(str(said.pop(key)) for key in ("file", "line") if key in said)
    words = "; ".join(str(value) for value in said.values())
    return ": ".join(part for part in (place, words) if part)


@admin.register(Sighting)
class SightingAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "line", "summary", "run", "licence", "comment_count", "created_at"]
    list_filter = ["source", "run"]
    list_select_related = ["summary__paper", "run"]
    search_fields = ["source", "summary__paper__title", "digest", "fingerprint"]
    exclude = ["original"]
    readonly_fields = ["original_text"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("original", "imported_body")

    @admin.display(description="The entry as it stood in the file")
    def original_text(self, sighting):
        text = bytes(sighting.original).decode("utf-8", "backslashreplace")
        return format_html("<pre>{}</pre>", text)
