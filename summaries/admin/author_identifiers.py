"""What tells an author from namesakes, and former addresses, which must not lead two ways."""

from django import forms
from django.contrib import admin
from django.core.validators import validate_unicode_slug

from accounts.orcid import orcid_from
from summaries.models import Author, AuthorIdentifier

from .identifiers import IdentifierForm
from .reasoned import ReasonedForm


class AuthorForm(ReasonedForm):
    """An author at an address that leads nowhere else."""

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        former = AuthorIdentifier.objects.filter(scheme=AuthorIdentifier.Scheme.SLUG, value=slug)
        if other := former.exclude(author=self.instance.pk).select_related("author").first():
            raise forms.ValidationError(f"That address leads to another author: “{other.author}”.")
        return slug


class AuthorIdentifierForm(IdentifierForm):
    """The same for an author's: an ORCID iD, a name in dblp, a former address."""

    class Meta:
        model = AuthorIdentifier
        fields = ["scheme", "value"]

    def normal_form(self, scheme: str, value: str) -> str:
        match scheme:
            case AuthorIdentifier.Scheme.ORCID:
                return orcid_from(value)
            case AuthorIdentifier.Scheme.SLUG:
                validate_unicode_slug(value)
                others = Author.objects.exclude(pk=self.instance.author_id)
                if others.filter(slug=value).exists():
                    raise forms.ValidationError("That is the address of another author.")
        return " ".join(value.split())


class AuthorIdentifierInline(admin.TabularInline):
    model = AuthorIdentifier
    form = AuthorIdentifierForm
    extra = 1
