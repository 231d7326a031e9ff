"""What people may send to the moderators, and what moderators decide."""

from datetime import UTC, datetime, time

from django import forms
from django.utils import timezone

from summaries.models import Kind, LogEntry, Paper, Reason

from .actions import Action
from .things import REASONS, kind_of, person_of

LEAVE = "leave"
MAX_YEARS = 10


def words_field(label: str, most: int, **options) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea({"rows": 4}), **options
    )


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
        self.fields["reason"].choices = [(each.value, each.label) for each in REASONS[Kind(kind)]]

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


class DecisionForm(forms.Form):
    """What a moderator decides about one thing, and why: the reason is for everybody."""

    action = forms.ChoiceField(widget=forms.RadioSelect, label="Decision")
    reason = forms.ChoiceField(choices=[("", "Choose …"), *Reason.choices])
    explanation = words_field(
        "Explanation",
        1000,
        required=False,
        help_text="Public, and told to the person concerned. Name nobody, quote nothing private.",
    )
    until = forms.DateField(
        label="Suspended until",
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text="The first day on which they may come in again (UTC). Empty: for good.",
    )
    hides_texts = forms.BooleanField(
        label="Hide what they have signed as well",
        required=False,
        help_text="With a ban. What they wrote anonymously comes into the queue, one by one.",
    )
    version = forms.IntegerField(
        label="Version to withhold", required=False, min_value=1, max_value=1_000_000
    )
    paper = forms.CharField(
        label="The other paper",
        required=False,
        max_length=500,
        help_text="Its key, DOI, arXiv id or address.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def __init__(self, thing, actions: list[Action], data=None, *, seen: int = 0) -> None:
        super().__init__(data, initial={"seen": seen}, label_suffix="")
        self.thing, self.actions = thing, {action.name: action for action in actions}
        choices = [(action.name, action.label) for action in actions]
        self.fields["action"].choices = [*choices, (LEAVE, "Leave everything as it is")]
        asked = {name for action in actions for name in action.asks}
        for name in {"until", "hides_texts", "version", "paper"} - asked:
            del self.fields[name]

    def clean_explanation(self) -> str:
        """Who wrote an anonymous text must not be in the log, not even by a slip."""
        words = self.cleaned_data["explanation"]
        if kind_of(self.thing) not in {Kind.SUMMARY, Kind.COMMENT}:
            return words
        person = person_of(self.thing)
        names = [person.username, person.display_name] if person else []
        if any(name and name.casefold() in words.casefold() for name in names):
            raise forms.ValidationError("Please do not name the writer: everybody can read this.")
        return words

    def clean_until(self) -> datetime | None:
        day = self.cleaned_data["until"]
        if day is None:
            return None
        today = timezone.now().date()
        if not today < day <= today.replace(year=today.year + MAX_YEARS, day=1):
            raise forms.ValidationError(f"From tomorrow on, and within {MAX_YEARS} years.")
        return datetime.combine(day, time.min, UTC)

    def clean_paper(self) -> Paper | None:
        text = self.cleaned_data["paper"]
        if not text:
            return None
        paper = Paper.objects.resolve(text)
        if paper is None:
            raise forms.ValidationError("No paper goes by that here.")
        return paper

    def clean(self):
        data = self.cleaned_data
        action = self.actions.get(data.get("action", ""))
        for name in ("version", "paper"):
            if action and name in action.asks and not data.get(name) and name not in self.errors:
                self.add_error(name, "This decision needs it.")
        return data


class LogFilterForm(forms.Form):
    """What of the log to see; what makes no sense counts as not said."""

    action = forms.ChoiceField(
        choices=[("", "All"), *LogEntry.Action.choices], required=False, label="What was done"
    )
    kind = forms.ChoiceField(choices=[("", "All"), *Kind.choices], required=False, label="To what")
    since = forms.DateField(required=False, label="From", widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(required=False, label="To", widget=forms.DateInput({"type": "date"}))

    def __init__(self, data) -> None:
        super().__init__(data, label_suffix="", auto_id="log-%s")

    def narrow(self, entries):
        self.full_clean()
        said = self.cleaned_data
        for name in ("action", "kind"):
            if said.get(name):
                entries = entries.filter(**{name: said[name]})
        if said.get("since"):
            entries = entries.filter(created_at__date__gte=said["since"])
        if said.get("until"):
            entries = entries.filter(created_at__date__lte=said["until"])
        return entries
