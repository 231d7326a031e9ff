"""Changes of a row that everybody can read about: each needs a reason."""

from django import forms

from summaries.models import Reason
from summaries.moderation.decision_forms import without_names
from summaries.moderation.forms import begun

WORDS = {"why", "explanation"}


class ReasonedForm(forms.ModelForm):
    """The row, and why it is changed; a new one needs no reason."""

    why = forms.ChoiceField(
        choices=[("", "Choose …"), *begun(Reason.choices)],
        required=False,
        label="Reason",
        help_text="Of the change, for the moderation log.",
    )
    explanation = forms.CharField(
        max_length=1000,
        required=False,
        help_text="Public. Name nobody, quote nothing private.",
    )

    def clean_why(self):
        why = self.cleaned_data["why"]
        if self.instance.pk and not why:
            raise forms.ValidationError("A change needs a reason.")
        return why

    def clean_explanation(self):
        words = self.cleaned_data["explanation"]
        return without_names(words, [self.instance]) if self.instance.pk else words

    def said(self) -> list[str]:
        """The fields that say something else now."""
        return [name for name in self.changed_data if name not in WORDS]
