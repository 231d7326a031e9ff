"""What moderators decide, and why: about one thing, or the same about several."""

import re
from datetime import UTC, datetime, time

from django import forms
from django.utils import timezone

from summaries.models import Comment, Paper, Reason, Summary

from .actions import Action
from .deciding import Seen
from .forms import begun, words_field

LEAVE = "leave"
MAX_YEARS = 10


def reason_field() -> forms.ChoiceField:
    choices = [("", "Choose …"), *begun(Reason.choices)]
    return forms.ChoiceField(
        choices=choices, error_messages={"required": "Please choose a reason."}
    )


class DecisionForm(forms.Form):
    """What a moderator decides about one thing, and why: the reason is for everybody."""

    action = forms.ChoiceField(
        widget=forms.RadioSelect,
        label="What to do",
        error_messages={"required": "Please choose what to do."},
    )
    reason = reason_field()
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
    appeals = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)
    text = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def __init__(self, thing, actions: list[Action], data=None, *, seen: Seen) -> None:
        initial = {"seen": seen.entry, "appeals": seen.appeals, "text": seen.text}
        super().__init__(data, initial=initial, label_suffix="")
        self.thing, self.actions = thing, {action.name: action for action in actions}
        choices = [(action.name, action.label) for action in actions]
        choices.append((LEAVE, "Leave everything as it is"))
        self.fields["action"].choices = choices  # type: ignore[attr-defined]
        asked = {name for action in actions for name in action.asks}
        for name in {"until", "hides_texts", "version", "paper"} - asked:
            del self.fields[name]

    def look_again(self, seen: Seen) -> None:
        """Let the page, which shows it, carry what there is by now."""
        now = {
            "seen": str(seen.entry),
            "appeals": str(seen.appeals),
            "text": str(seen.text),
        }
        self.data = {**self.data.dict(), **now}  # type: ignore[attr-defined]

    def clean_explanation(self) -> str:
        return without_names(self.cleaned_data["explanation"], [self.thing])

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


class SeveralForm(forms.Form):
    """Why the same is done to many things."""

    reason = reason_field()
    explanation = words_field(
        "Explanation",
        1000,
        required=False,
        help_text="Public. Name nobody, quote nothing private.",
    )

    def __init__(self, things: list, data=None) -> None:
        super().__init__(data, label_suffix="")
        self.things = things

    def clean_explanation(self) -> str:
        return without_names(self.cleaned_data["explanation"], self.things)


def without_names(words: str, things: list) -> str:
    """Who wrote an anonymous text must not get into the log, not even by a slip."""
    for thing in things:
        person = thing.author if isinstance(thing, Summary | Comment) else None
        names = [person.username, person.display_name] if person else []
        if any(name and _is_named(name, words) for name in names):
            raise forms.ValidationError("Please do not name the writer: everybody can read this.")
    return words


def _is_named(name: str, words: str) -> bool:
    """As a word of its own: somebody called "an" is not in every sentence."""
    whole = rf"(?<!\w){re.escape(name.casefold())}(?!\w)"
    return re.search(whole, words.casefold()) is not None
