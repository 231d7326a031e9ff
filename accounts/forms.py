"""What people may say about themselves, and how they want the site to treat them."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from accounts.models import MailChoice, Notification, Token, User
from accounts.names import check_display_name, skeleton
from accounts.orcid import orcid_from
from summaries.moderation.newcomers import fault_of
from summaries.templatetags.display import LICENCES


class ProfileForm(forms.ModelForm):
    """What stands on one's public page."""

    website = forms.URLField(
        label="Web site", required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = User
        fields = ["display_name", "bio", "orcid", "website"]
        widgets = {"bio": forms.Textarea(attrs={"rows": 8})}
        labels = {"bio": "About you"}
        help_texts = {
            "display_name": "Beside your texts, in place of the user name.",
            "bio": "Markdown and formulas, as in summaries. Pronouns go here, too.",
            "orcid": "Like 0000-0002-1825-0097. Log in with ORCID to have it marked as verified.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["orcid"].max_length = 60  # whole addresses are welcome, too
        self.fields["orcid"].widget.attrs["maxlength"] = "60"
        self.fields["orcid"].validators = []

    def clean_display_name(self) -> str:
        name = " ".join(self.cleaned_data["display_name"].split())
        check_display_name(name)
        others = User.objects.exclude(pk=self.instance.pk)
        if name and others.filter(skeleton=skeleton(name)).exists():
            raise forms.ValidationError("Somebody else has that as their user name.")
        return name

    def clean_bio(self) -> str:
        """A page is as good a place for links as a text is."""
        bio = self.cleaned_data["bio"]
        if bio and bio != self.initial["bio"] and (fault := fault_of(bio, self.instance)):
            raise forms.ValidationError(fault)
        return bio

    def clean_orcid(self) -> str:
        typed = self.cleaned_data["orcid"].strip()
        return orcid_from(typed) if typed else ""

    def clean_website(self) -> str:
        address = self.cleaned_data["website"]
        if address and not address.lower().startswith(("https://", "http://")):
            raise forms.ValidationError("An address begins with https:// or http://.")
        return address

    def save(self, commit=True):
        if "orcid" in self.changed_data and self.initial["orcid"] != self.instance.orcid:
            self.instance.orcid_verified_at = None
        return super().save(commit)


class LicenceForm(forms.ModelForm):
    """Under what licence new texts are published, unless their author says otherwise."""

    licence = forms.ChoiceField(
        label="Licence of new texts",
        choices=[(spdx, name) for spdx, (name, _) in LICENCES.items()],
    )

    class Meta:
        model = User
        fields = ["licence"]


class MailForm(forms.Form):
    """How to be mailed about each kind of news."""

    def __init__(self, *args, user: User, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        chosen = dict(user.mail_choices.values_list("kind", "how"))
        for kind in Notification.Kind:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label.capitalize(),
                choices=[(how.value, how.label.capitalize()) for how in MailChoice.How],
                initial=chosen.get(kind.value, MailChoice.How.AT_ONCE),
            )

    def save(self) -> None:
        for kind, how in self.cleaned_data.items():
            self.user.mail_choices.update_or_create(kind=kind, defaults={"how": how})


class DeletionForm(forms.Form):
    """What becomes of the texts of somebody who leaves."""

    texts = forms.ChoiceField(
        label="What shall become of your public texts?",
        choices=[
            ("keep", "Keep them, as by a deleted user"),
            ("delete", "Delete my texts"),
        ],
        widget=forms.RadioSelect,
    )


class ImportForm(forms.Form):
    """Texts to take in as drafts."""

    file = forms.FileField(
        label="A markdown file, or a whole archive",
        help_text="A .md file as it stands in the archive of an account, or the archive (.zip).",
        widget=forms.ClearableFileInput(attrs={"accept": ".md,.zip"}),
    )
    replace = forms.BooleanField(
        label="Replace drafts that I have of the same papers",
        required=False,
        help_text="Otherwise they stay as they are. Saved summaries are never changed.",
    )


class TokenForm(forms.Form):
    """A new key for one of one's own programs."""

    name = forms.CharField(
        label="What it is for", max_length=100, help_text="So that you know it again."
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do", choices=Token.Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    expires_on = forms.DateField(
        label="Last day of its use",
        required=False,
        help_text="Empty: until you end it.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args, user: User, **kwargs):
        self.user = user
        super().__init__(*args, **{"label_suffix": ""} | kwargs)

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        today = timezone.now().date()
        if day and not today <= day <= today + timedelta(days=3653):
            raise forms.ValidationError("A day from today on, ten years from now at most.")
        return day

    def clean(self):
        if self.user.tokens.count() >= Token.MOST:
            raise forms.ValidationError(
                f"Nobody has more than {Token.MOST}: please end one that you no longer use."
            )
        return super().clean()
