"""The authors of a paper as rows that can be added, removed and put in order."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from summaries.models import Authorship

from .choosing import Choosing


class AuthorshipForm(forms.ModelForm):
    """One author; the number is only a wish, `Paper.set_authors` counts anew."""

    position = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=32_767,
        help_text="1 is the first author; without a number: the last.",
        widget=forms.NumberInput(attrs={"size": 4}),
    )

    class Meta:
        model = Authorship
        fields = ["position", "author"]

    # The rows are judged together and written together: two of them may change places.
    def validate_unique(self):
        pass

    def validate_constraints(self):
        pass


class AuthorshipFormSet(forms.BaseInlineFormSet):
    """All authors of one paper."""

    def validate_unique(self):
        """An author counts once; places may be claimed twice, then the upper row comes first."""
        named = [form.cleaned_data["author"] for form in self.kept_forms()]
        twice = {author for author in named if named.count(author) > 1}
        if twice:
            names = ", ".join(sorted(map(str, twice)))
            raise ValidationError(f"An author can be named once only: {names}.")

    def save(self, commit=True):
        """Hand the authors in their new order to the paper; tell the log what was changed."""
        self.new_objects = [form.instance for form in self.extra_forms if form.has_changed()]
        self.changed_objects = [
            (form.instance, form.changed_data) for form in self.initial_forms if form.has_changed()
        ]
        self.deleted_objects = [form.instance for form in self.deleted_forms]
        if self.has_changed():
            self.instance.set_authors(self.authors_in_order())
        return self.new_objects

    def authors_in_order(self):
        forms_in_order = sorted(self.kept_forms(), key=_place)
        return [form.cleaned_data["author"] for form in forms_in_order]

    def kept_forms(self):
        gone = self.deleted_forms
        return [form for form in self.forms if form not in gone and form.cleaned_data.get("author")]


def _place(form) -> int:
    return form.cleaned_data.get("position") or 40_000


class AuthorshipInline(Choosing, admin.TabularInline):
    model = Authorship
    form = AuthorshipForm
    formset = AuthorshipFormSet
    fields = ["position", "author"]
    autocomplete_fields = ["author"]
    ordering = ["position"]
    extra = 1
