"""What a person may type in to write about a paper: one form per intention."""

from django import forms
from django.core.validators import MaxLengthValidator
from markdownx.fields import MarkdownxFormField
from markdownx.widgets import MarkdownxWidget

from summaries.models import Draft, Summary
from summaries.moderation.newcomers import fault_of
from summaries.rendering import MAX_SOURCE, cleaned
from summaries.templatetags.display import LICENCES

VISIBILITIES = [  # with what each means, beside its radio button
    ("public", "Public", "For everybody, under the licence below."),
    ("link", "Secret link", "For whoever has its link; you can end that at any time."),
    ("private", "Private", "Finished, and for you alone."),
    ("draft", "Draft", "Not finished. Only you see it."),
]


class SourceWidget(MarkdownxWidget):
    """A plain textarea that says where its preview and its pictures go; no script of its own."""

    template_name = "summaries/_source_widget.html"

    class Media:
        extend = False


class SourceField(MarkdownxFormField):
    """Markdown and LaTeX as typed, with the line breaks and characters that will be stored."""

    def __init__(self, **options):
        rows = {"rows": 18, "spellcheck": "true", "autocomplete": "off"}
        super().__init__(widget=SourceWidget(attrs=rows), strip=False, **options)
        # Not max_length: browsers would count a line break differently and cut what is typed.
        self.validators.append(MaxLengthValidator(MAX_SOURCE))

    def to_python(self, value):
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        text = text if len(text) > MAX_SOURCE else cleaned(text).strip("\n")
        return text if text.strip() else ""


class SummaryForm(forms.Form):
    """A summary as its writer saves it, and what stands beside it."""

    body = SourceField(
        label="Your summary",
        error_messages={"required": "There is nothing to save yet: please write something."},
    )
    picture = forms.FileField(
        label="Add a picture",
        required=False,
        help_text="PNG, JPEG, GIF, WebP or AVIF, up to 10 MB. It goes to the end of the text.",
    )
    visibility = forms.ChoiceField(
        label="Who may read it",
        choices=[(value, label) for value, label, _ in VISIBILITIES],
        widget=forms.RadioSelect,
    )
    is_anonymous = forms.BooleanField(
        label="Without my name",
        required=False,
        help_text="No other reader can find out who wrote it.",
    )
    licence = forms.ChoiceField(label="Licence", choices=[(k, v[0]) for k, v in LICENCES.items()])
    competing_interests = forms.CharField(
        label="Competing interests",
        required=False,
        max_length=500,
        help_text="Did you write the paper, or do you know who did? Readers like to know.",
    )
    ai_assistance = forms.CharField(
        label="Help by a machine",
        required=False,
        max_length=500,
        help_text="Which program, and for what: to translate, to polish, to draft.",
    )
    note = forms.CharField(
        label="What changed", required=False, max_length=200, help_text="For the list of versions."
    )
    base = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)
    draft_version = forms.IntegerField(
        min_value=0, max_value=10**9, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, writer=None, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.writer = writer  # who saves it, so that new accounts publish what they may

    def clean(self):
        body = self.cleaned_data.get("body")
        is_public = self.cleaned_data.get("visibility") == Summary.Visibility.PUBLIC
        if self.writer and body and is_public and (fault := fault_of(body, self.writer)):
            self.add_error("body", f"{fault} Or save it without publishing it.")
        return self.cleaned_data

    def visibilities(self):
        """Each radio button with the sentence that explains it."""
        return zip(self["visibility"], (why for *_, why in VISIBILITIES), strict=True)


class DraftForm(forms.Form):
    """What the editor keeps from time to time; nothing in it has to be right yet."""

    body = SourceField(required=False)
    base = forms.IntegerField(min_value=0, max_value=10**9)
    draft_version = forms.IntegerField(min_value=0, max_value=10**9)

    def beside(self) -> dict[str, str]:
        """The other fields as they were typed, each cut to what it may hold at most."""
        return {name: cleaned(self.data.get(name, "")[:500]) for name in BESIDE}


class PreviewForm(forms.Form):
    """A text that its writer wants to see."""

    body = SourceField(required=False)


BESIDE = (
    "visibility",
    "is_anonymous",
    "licence",
    "competing_interests",
    "ai_assistance",
    "note",
)


def initial_of(summary: Summary | None, draft: Draft | None, user) -> dict:
    """What the form begins with: the draft if there is one, else what is saved."""
    if draft is not None:
        beside = {**draft.fields, "is_anonymous": bool(draft.fields.get("is_anonymous"))}
        return {**beside, "body": draft.body, "base": draft.base, "draft_version": draft.version}
    if summary is None:
        return {"visibility": "public", "licence": user.licence, "base": 0, "draft_version": 0}
    saved = {name: getattr(summary, name) for name in ("body", *BESIDE) if name != "note"}
    return {**saved, "base": summary.version, "draft_version": 0}
