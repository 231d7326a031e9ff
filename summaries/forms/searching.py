"""What a person may look for."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.datastructures import MultiValueDict

from summaries.models import Venue
from summaries.search import ACTIVITY, LONGEST, RELEVANCE, YEAR, Query, Years
from summaries.sections import CHOICES

ORDERS = [(RELEVANCE, "Relevance"), (YEAR, "Year"), (ACTIVITY, "Newest summary")]
NO_YEAR = "A year is a number such as 2019."


def _year(label: str) -> forms.IntegerField:
    errors = dict.fromkeys(("invalid", "min_value", "max_value"), NO_YEAR)
    widget = forms.TextInput({"inputmode": "numeric", "size": 5, "autocomplete": "off"})
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1000,
        max_value=2999,
        widget=widget,
        error_messages=errors,
    )


class SearchForm(forms.Form):
    """The words and the filters; a filter that cannot be meant is said so, the others apply."""

    q = forms.CharField(required=False, strip=True)
    section = forms.ChoiceField(
        choices=[("", "All sections"), *CHOICES],
        required=False,
        error_messages={"invalid_choice": "There is no such section."},
    )
    venue = forms.CharField(required=False, max_length=255, help_text="Its name, or its key.")
    author = forms.CharField(required=False, max_length=255, help_text="Words of the name.")
    first = _year("From year")
    last = _year("To year")
    has = forms.BooleanField(label="Only papers with summaries", required=False)
    order = forms.ChoiceField(
        label="Sort by",
        choices=ORDERS,
        required=False,
        error_messages={"invalid_choice": "There is no such order."},
    )

    def __init__(self, data: MultiValueDict):
        super().__init__(data, auto_id="search-%s")
        self.full_clean()

    def clean_venue(self) -> Venue | None:
        name = self.cleaned_data["venue"].strip("/ ")
        if not name:
            return None
        called = Q(key=name) | Q(name__iexact=name) | Q(full_name__iexact=name)
        found = Venue.objects.filter(called).order_by("pk").first()
        if found is None:
            raise ValidationError("No venue here has that name or key.")
        return found

    def clean(self):
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and first > last:
            self.add_error("last", "This year is before the one from which on you search.")
        return self.cleaned_data

    @property
    def query(self) -> Query:
        """What is asked, by all that was understood."""
        asked = self.cleaned_data
        return Query(
            words=asked.get("q", "")[:LONGEST],
            section=asked.get("section", ""),
            venue=asked["venue"].key if asked.get("venue") else "",
            years=Years(asked.get("first"), asked.get("last")),
            author=asked.get("author", ""),
            has_summaries=asked.get("has", False),
            order=asked.get("order") or RELEVANCE,
        )

    @property
    def is_cut(self) -> bool:
        """Whether more was typed than is looked at."""
        return len(self.cleaned_data.get("q", "")) > LONGEST

    @property
    def has_filters(self) -> bool:
        """Whether any of them was touched, rightly or wrongly."""
        return any(self.data.get(field.html_name) for field in self.filters)

    @property
    def filters(self) -> list:
        """All fields but the words, for the template."""
        return [self[name] for name in self.fields if name != "q"]
