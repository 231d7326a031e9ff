"""The admin as a whole: strict about what is sent to its lists, whatever they list.

Django's own lists take any lookup of any column, which lets whoever may see a list find out bit by
bit what it does not show (a secret link, say), and answer nonsense with an error of the server.
"""

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path

from shortsci.numbers import is_number

LOOKUPS = ("", "__exact", "__id__exact", "__isnull", "__isempty", "__gte", "__lt")
MOST_WORDS = 40  # of a search; each is looked for in each column


class StrictList(ChangeList):
    """A list that is narrowed by its filters and by nothing else."""

    def get_filters_params(self, params=None):
        found = super().get_filters_params(params)
        values = [value for given in found.values() for value in given]
        if set(found) - set(self._known()) or not all(map(_is_storable, values)):
            raise IncorrectLookupParameters
        return found

    def get_results(self, request):
        try:
            super().get_results(request)
        except OverflowError as error:  # a moment at the end of all years
            raise IncorrectLookupParameters from error

    def _known(self):
        for each in self.list_filter:
            if isinstance(each, type):
                yield each.parameter_name
            else:
                column = each if isinstance(each, str) else each[0]
                yield from (f"{column}{lookup}" for lookup in LOOKUPS)


class StrictAdmin(ModelAdmin):
    """What every noun of the desk has in common."""

    def get_changelist(self, request, **kwargs):
        return StrictList

    def get_changeform_initial_data(self, request):
        """From the address; what cannot be the number of a row chooses none."""
        initial = super().get_changeform_initial_data(request)
        relations = {field.name for field in self.opts.get_fields() if field.is_relation}
        return {
            name: value
            for name, value in initial.items()
            if name not in relations or all(map(is_number, _listed(value)))
        }

    def get_search_results(self, request, queryset, search_term):
        words = search_term.split()
        searched = " ".join(words[:MOST_WORDS]) if len(words) > MOST_WORDS else search_term
        return super().get_search_results(request, queryset, searched)

    def response_action(self, request, queryset):
        keys = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(is_number(key) for key in keys):
            raise BadRequest("Rows are chosen by their numbers.")
        return super().response_action(request, queryset)


class Desk(AdminSite):
    """Where moderators, curators and administrators work."""

    def register(self, model_or_iterable, admin_class=None, **options):
        ours = (StrictAdmin, admin_class) if admin_class else (StrictAdmin,)
        name = (admin_class or ModelAdmin).__name__
        super().register(model_or_iterable, type(name, ours, {}), **options)

    def get_urls(self):
        """Ours comes before Django's, which leads to rows of any kind, seen or not."""
        view = self.admin_view(self.view_on_site)
        return [
            path("r/<str:content_type_id>/<str:object_id>/", view, name="view_on_site"),
            *super().get_urls(),
        ]

    def view_on_site(self, request, content_type_id, object_id):
        """The page of a row on the site, for whoever may see the row here."""
        if not (is_number(content_type_id) and is_number(object_id)):
            raise Http404
        kind = ContentType.objects.filter(pk=content_type_id).first()
        model_admin = self._registry.get(kind.model_class()) if kind else None
        if model_admin is None or not model_admin.has_view_permission(request):
            raise Http404
        row = model_admin.get_object(request, object_id)
        if row is None or not hasattr(row, "get_absolute_url"):
            raise Http404
        return redirect(row)

    def password_change(self, request, extra_context=None):
        """By the page that everybody has: it asks who one is and tells the log and the owner."""
        return redirect("account_change_password")


def _is_storable(value: str) -> bool:
    """Whether it is no number that is too large for a column."""
    return len(value.lstrip("-")) < 19 or not value.lstrip("-").isdigit()


def _listed(value) -> list[str]:
    return value if isinstance(value, list) else [value]
