"""What a person may send about summaries and papers: one form per intention."""

from django import forms
from django.http import QueryDict

from summaries.models import Bookmark, Comment, Vote
from summaries.moderation.newcomers import fault_of

MAX_COMMENT = 10_000  # characters


VALUES = {"1": 1, "0": 0, "-1": -1}
REASONS = {"", *Vote.Reason.values}


def vote_of(sent: QueryDict) -> tuple[int, str] | None:
    """Value and reason of a vote; None when what was sent is none.

    It is what is sent most often, and a form takes longer to make than all else here together.
    """
    value, reason = VALUES.get(sent.get("value", "")), sent.get("reason", "")
    return (value, reason) if value is not None and reason in REASONS else None


class Prose(forms.CharField):
    """Markdown as typed: its spaces matter, and a line's end is one character."""

    def __init__(self, **kwargs):
        super().__init__(strip=False, widget=forms.Textarea({"rows": 5}), **kwargs)

    def to_python(self, value):
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        return text if text.strip() else ""


class CommentForm(forms.ModelForm):
    """A comment; with `parent`, an answer to another on the same summary."""

    body = Prose(
        label="Your comment",
        max_length=MAX_COMMENT,
        error_messages={"required": "A comment needs some words."},
        help_text="Markdown and LaTeX, as in summaries; @name tells a person.",
    )

    class Meta:
        model = Comment
        fields = ["body", "parent"]
        widgets = {"parent": forms.HiddenInput}
        error_messages = {
            "parent": {"invalid_choice": "The comment that you answer is no longer here."}
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.fields["parent"].queryset = self.instance.summary.comments.visible()

    def clean_body(self):
        """New accounts publish what they may."""
        body, writer = self.cleaned_data["body"], self.instance.author
        fault = fault_of(body, writer) if writer and body else ""
        if fault:
            raise forms.ValidationError(fault)
        return body


class CommentEditForm(CommentForm):
    """Other words for a comment; what it answers stays."""

    class Meta:
        model = Comment
        fields = ["body"]

    def __init__(self, *args, **kwargs):
        forms.ModelForm.__init__(self, *args, **{"label_suffix": ""} | kwargs)


class BookmarkForm(forms.Form):
    """Where a paper goes; "none" takes it out."""

    state = forms.ChoiceField(choices=[*Bookmark.State.choices, ("none", "none")])


class FollowForm(forms.Form):
    """Follow or follow no more."""

    follow = forms.TypedChoiceField(choices=[(1, "yes"), (0, "no")], coerce=int)
