"""Papers: find them by anything they are known by, mend their facts, say what they are."""

from django.contrib import admin
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from summaries import identifiers
from summaries.models import Authorship, Identifier, Paper, Summary
from summaries.moderation.deciding import Decision, decide

from .authorships import AuthorshipInline
from .by_ticket import DeletedByTicket
from .choosing import Choosing
from .deciding import ask_why
from .filters import SummarisedFilter
from .identifiers import IdentifierInline, PaperForm

BY_HAND = {*Paper.FACTS, "keywords", "authorships"}  # what a source could say otherwise


@admin.register(Paper)
class PaperAdmin(Choosing, DeletedByTicket):
    form = PaperForm
    list_display = ["title", "key", "writers", "venue", "year", "status", "summary_count"]
    list_filter = ["status", SummarisedFilter, "year", "venue"]
    list_select_related = ["venue"]
    search_fields = ["title", "key", "identifiers__value", "authors__name"]
    search_help_text = "Title, key, DOI, arXiv id, web address or author."
    autocomplete_fields = ["venue", "keywords"]
    readonly_fields = ["summaries", "summary_count", "created_at", "updated_at"]
    inlines = [AuthorshipInline, IdentifierInline]
    actions = ["mark_identified"]

    def get_queryset(self, request):
        authorships = Authorship.objects.select_related("author").order_by("position")
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("authorships", queryset=authorships))
        )

    def get_search_results(self, request, queryset, search_term):
        """An identifier is found in any spelling: as an address, in capitals, with a version."""
        rows, may_repeat = super().get_search_results(request, queryset, search_term)
        if names := _normal_forms(search_term):
            known = Identifier.objects.filter(value__in=names).values("paper")
            either = Q(pk__in=rows.order_by().values("pk")) | Q(pk__in=known)
            return queryset.filter(either), False
        return rows, may_repeat

    @admin.display(description="authors")
    def writers(self, paper):
        names = [str(rank.author) for rank in paper.authorships.all()]
        return ", ".join(names[:3]) + (" et al." if len(names) > 3 else "")

    @admin.display(description="Its summaries")
    def summaries(self, paper):
        """Links to them, and the one step by which they are assigned to the right paper."""
        rows = list(Summary.objects.on_desk().filter(paper=paper).select_related("author", "paper"))
        if not rows:
            return "None yet."
        keys = ",".join(str(row.pk) for row in rows)
        return format_html(
            '{}<br><a href="{}?ids={}">Assign all to another paper</a>',
            format_html_join("", '<a href="{}">{} by {}</a><br>', map(_link, rows)),
            reverse("admin:summaries_summary_assign_to_paper"),
            keys,
        )

    @admin.action(description="Mark selected papers as identified", permissions=["change"])
    def mark_identified(self, request, papers):
        return ask_why(request, "paper", "identify", papers)

    def save_related(self, request, form, formsets, change):
        """All is stored then, and what was changed is known."""
        super().save_related(request, form, formsets, change)
        changed = form.said()
        changed += [each.prefix for each in formsets if each.has_changed()]
        if BY_HAND & set(changed):
            form.instance.keep_facts()
        if change and changed:
            said = form.cleaned_data
            facts = ", ".join(changed)
            decision = Decision("facts", said["why"], said["explanation"], values=facts)
            decide(form.instance, decision, request.user)

    def save_model(self, request, paper, form, change):
        former = form.initial.get("key")
        if change and paper.key != former:
            key, paper.key = paper.key, former
            paper.rename(key)
        super().save_model(request, paper, form, change)


def _link(summary):
    address = reverse("admin:summaries_summary_change", args=[summary.pk])
    return address, f"Summary {summary.pk}", summary.byline


def _normal_forms(text: str) -> list[str]:
    """What `text` may be called as an identifier."""
    found = []
    for scheme in (identifiers.DOI, identifiers.ARXIV):
        try:
            found.append(identifiers.normal_form(scheme, text))
        except ValueError:
            continue
    return found
