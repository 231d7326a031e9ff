"""What people may send to the moderators, and what of the log they may ask for."""

from datetime import UTC, date, datetime, time, timedelta

from django import forms

from summaries.models import Kind, LogEntry, Reason, Subject

from .things import REASONS

DAY = timedelta(days=1)


def words_field(label: str, most: int, **options) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea({"rows": 4}), **options
    )


def begun(choices) -> list[tuple[str, str]]:
    """The same choices for a list that one reads down: each begins with a capital."""
    return [(value, label[:1].upper() + label[1:]) for value, label in choices]


class ReportForm(forms.Form):
    """Why the moderators should look at a thing."""

    reason = forms.ChoiceField(
        label="What is wrong with it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose a reason."},
    )
    words = words_field(
        "In your words", 2000, required=False, help_text="Only the moderators read this."
    )

    def __init__(self, kind: str, data=None) -> None:
        super().__init__(data, label_suffix="")
        reasons = [(each.value, each.label) for each in REASONS[Kind(kind)]]
        self.fields["reason"].choices = begun(reasons)  # type: ignore[attr-defined]

    def clean(self):
        data = self.cleaned_data
        if data.get("reason") == Reason.OTHER and not data.get("words"):
            self.add_error("words", "Please say in some words what it is.")
        return data


class AppealForm(forms.Form):
    """Why a decision should be looked at again."""

    appeal = words_field(
        "Why it should be looked at again",
        4000,
        error_messages={"required": "Please give your reasons."},
        help_text="Once for each decision. Only the moderators read it.",
    )

    def __init__(self, data=None) -> None:
        super().__init__(data, label_suffix="")


def part_field(label: str, choices) -> forms.ChoiceField:
    choices = [("", "All"), *begun(choices.choices)]
    return forms.ChoiceField(choices=choices, required=False, label=label)


class LogFilterForm(forms.Form):
    """What of the log to see; what makes no sense counts as not said."""

    action = part_field("What was done", LogEntry.Action)
    kind = part_field("To what", Subject)
    reason = part_field("Why", Reason)
    moderator = forms.CharField(
        required=False, max_length=150, label="By whom", help_text="The user name of a moderator."
    )
    since = forms.DateField(required=False, label="From", widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(required=False, label="To", widget=forms.DateInput({"type": "date"}))

    def __init__(self, data) -> None:
        super().__init__(data, label_suffix="", auto_id="log-%s")
        # A browser complains of a date field that holds something else.
        self.data = {name: value for name, value in data.items() if name not in self.errors}

    def narrow(self, entries):
        self.full_clean()
        said = self.cleaned_data
        for name in ("action", "kind", "reason"):
            if said.get(name):
                entries = entries.filter(**{name: said[name]})
        if said.get("moderator"):
            entries = entries.by(said["moderator"])
        if said.get("since"):
            entries = entries.filter(created_at__gte=_beginning_of(said["since"]))
        if said.get("until") and said["until"] < date.max:
            entries = entries.filter(created_at__lt=_beginning_of(said["until"] + DAY))
        return entries


def _beginning_of(day: date) -> datetime:
    """As a moment, so that the database compares what it has an index of."""
    return datetime.combine(day, time.min, UTC)
