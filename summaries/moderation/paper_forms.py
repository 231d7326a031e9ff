"""What a curator says before two papers become one, or one becomes two."""

from django import forms

from summaries import identifiers
from summaries.models import Identifier, Paper, Summary

from .decision_forms import SeveralForm


class MergeForm(SeveralForm):
    """Why they are one paper. The page has shown what would happen."""

    def __init__(self, paper: Paper, data=None) -> None:
        super().__init__([paper], data)
        self.fields["reason"].initial = "twice"


class SplitForm(SeveralForm):
    """The new paper, and what goes there."""

    key = forms.CharField(max_length=255, help_text="Of the new paper.")
    title = forms.CharField(max_length=1000)
    year = forms.IntegerField(required=False, min_value=1000, max_value=2999)
    summaries = forms.ModelMultipleChoiceField(
        Summary.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    identifiers = forms.ModelMultipleChoiceField(
        Identifier.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["key", "title", "year", "summaries", "identifiers", "reason", "explanation"]

    def __init__(self, paper: Paper, data=None) -> None:
        super().__init__([paper], data)
        of_paper = {"summaries": Summary.objects.on_desk().filter(paper=paper)}
        for name, rows in (of_paper | {"identifiers": paper.identifiers.all()}).items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean_key(self) -> str:
        key = self.cleaned_data["key"].strip()
        if not identifiers.is_key(key):
            raise forms.ValidationError("No page can have that address.")
        if Paper.objects.known_as(key).exists():
            raise forms.ValidationError("That key leads to a paper already.")
        return key

    def clean(self):
        data = self.cleaned_data
        if not data.get("summaries") and not data.get("identifiers"):
            raise forms.ValidationError("Something has to go to the new paper.")
        return data
