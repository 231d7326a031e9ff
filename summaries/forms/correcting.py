"""What a person may say about the facts of a paper."""

from django import forms

from summaries.catalogue.correcting import FACTS, MOST_AUTHORS, Facts, facts_of
from summaries.forms.adding import HandForm, LineField


class CorrectionForm(HandForm):
    """The facts as they are, to be changed, and how one can tell."""

    reason = LineField(
        max_length=500,
        label="How can one tell?",
        help_text="For instance: “so on the publisher’s page”.",
    )

    def __init__(self, paper, data=None):
        self.former = facts_of(paper)
        super().__init__(data, initial=self.former)
        for name in set(self.fields) - {*FACTS, "reason"}:
            del self.fields[name]
        if len(self.former["authors"].splitlines()) > MOST_AUTHORS:
            del self.fields["authors"]

    def clean(self):
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.changes():
            raise forms.ValidationError("Nothing is changed yet: correct at least one fact.")
        return data

    def changes(self) -> Facts:
        """The facts that say something else now."""
        told = {name: _text(self.cleaned_data[name]) for name in FACTS if name in self.fields}
        return {name: text for name, text in told.items() if text != self.former[name]}


def _text(value) -> str:
    """A cleaned value as the text that it was."""
    if isinstance(value, tuple):
        return "\n".join(name.full for name in value)
    return "" if value is None else str(value)
