"""The names of a paper: keys that must not lead two ways, identifiers in normal form."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget

from summaries import identifiers
from summaries.models import Identifier, Paper

from .reasoned import ReasonedForm


class IdentifierForm(forms.ModelForm):
    """An identifier in any spelling; it is compared and stored in its normal form."""

    class Meta:
        model = Identifier
        fields = ["scheme", "value"]

    def clean(self):
        data = super().clean() or self.cleaned_data
        scheme, value = data.get("scheme"), data.get("value")
        if scheme and value:
            try:
                data["value"] = self.normal_form(scheme, value)
            except forms.ValidationError as error:
                self.add_error("value", error)
        return data

    def normal_form(self, scheme: str, value: str) -> str:
        """May raise ValidationError."""
        try:
            value = identifiers.normal_form(scheme, value)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if scheme == identifiers.KEY and Paper.objects.filter(key=value).exists():
            raise forms.ValidationError("That is the key of a paper already.")
        return value


class IdentifierInline(admin.TabularInline):
    model = Identifier
    form = IdentifierForm
    extra = 1


class PaperForm(ReasonedForm):
    """The facts of a paper, under a key that leads nowhere else."""

    class Meta:
        model = Paper
        fields = ["key", *Paper.FACTS, "keywords", "status"]
        widgets = {
            "key": AdminTextInputWidget(attrs={"class": "vLargeTextField"}),
            "title": AdminTextInputWidget(attrs={"class": "vLargeTextField"}),
        }

    def clean_key(self):
        key = self.cleaned_data["key"].strip()
        if not identifiers.is_key(key):
            raise forms.ValidationError(
                "A key has no blanks, no empty parts between slashes, and no other page’s address."
            )
        aliases = Identifier.objects.filter(scheme=identifiers.KEY, value=key)
        if other := aliases.exclude(paper=self.instance.pk).select_related("paper").first():
            raise forms.ValidationError(f"That key leads to another paper: “{other.paper}”.")
        return key
