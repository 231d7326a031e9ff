"""What a person may send about summaries and papers: one form per intention."""

from django import forms

from summaries.models import Bookmark, Comment, Vote

MAX_COMMENT = 10_000  # characters


class VoteForm(forms.Form):
    """Up, down or none; only a down-vote has a reason."""

    value = forms.TypedChoiceField(choices=[(1, "up"), (0, "none"), (-1, "down")], coerce=int)
    reason = forms.ChoiceField(choices=[("", "none"), *Vote.Reason.choices], required=False)

    def clean(self):
        if self.cleaned_data.get("value") != -1:
            self.cleaned_data["reason"] = ""
        return self.cleaned_data


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
