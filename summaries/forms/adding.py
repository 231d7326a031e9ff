"""What a person may type in to add a paper: anything that names it, or its facts by hand."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError

from summaries.catalogue.pasting import MOST_TEXT
from summaries.catalogue.record import Record
from summaries.catalogue.sources import plain
from summaries.identifiers import ARXIV, DOI, KEY, PUBMED, URL, Reference, is_key, normal_form
from summaries.models import Paper
from summaries.names import parse

MOST_NAMES = 500
FIELD_OF = {DOI: "doi", ARXIV: "arxiv", PUBMED: "pubmed", KEY: "dblp", URL: "url"}


class PasteForm(forms.Form):
    """One box for everything."""

    q = forms.CharField(
        label="DOI, arXiv id, address, dblp key, PubMed id, BibTeX, RIS, or the title",
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        error_messages={"required": "Please paste something that names the paper."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class LineField(forms.CharField):
    """One line of text, whatever was pasted into it."""

    def to_python(self, value):
        return plain.line(super().to_python(value), 10_000)


class NameField(LineField):
    """An identifier in any spelling; it comes out in its normal form."""

    def __init__(self, scheme: str, **options):
        super().__init__(required=False, max_length=255 if scheme == KEY else 500, **options)
        self.scheme = scheme

    def clean(self, value):
        text = super().clean(value)
        try:
            found = normal_form(self.scheme, text) if text else ""
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if found and self.scheme == KEY and not is_key(found):
            raise ValidationError(f"“{found}” is no key of dblp’s.")
        return found


class HandForm(forms.Form):
    """The facts of one paper; only the title is asked of everybody."""

    title = LineField(max_length=1_000)
    authors = forms.CharField(
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line, in order: “Ada Beispiel” or “Beispiel, Ada”.",
    )
    year = forms.IntegerField(required=False, min_value=1400, max_value=2999)
    kind = forms.ChoiceField(required=False, choices=[("", "not known"), *Paper.Kind.choices])
    container = LineField(
        label="Journal or proceedings", required=False, max_length=500, help_text="As printed."
    )
    volume = LineField(required=False, max_length=50)
    number = LineField(required=False, max_length=50)
    pages = LineField(required=False, max_length=50, help_text="As in 117-149.")
    publisher = LineField(required=False, max_length=255)
    doi = NameField(DOI, label="DOI")
    arxiv = NameField(ARXIV, label="arXiv id")
    pubmed = NameField(PUBMED, label="PubMed id")
    dblp = NameField(KEY, label="dblp key", help_text="As in conf/nips/VaswaniSPUJGKP17.")
    url = NameField(URL, label="Web address")
    abstract = forms.CharField(
        required=False,
        max_length=plain.MOST_ABSTRACT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    keywords = LineField(
        required=False, max_length=1_000, help_text="Parted by commas, as in cs.LG, dropout."
    )
    PLACE = ("container", "volume", "number", "pages", "publisher")
    NAMES = ("doi", "arxiv", "pubmed", "dblp", "url")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def clean_authors(self):
        lines = (plain.line(line, 255) for line in self.cleaned_data["authors"].splitlines())
        names = [parse(line) for line in lines if line]
        if len(names) > MOST_NAMES:
            raise ValidationError(f"Please name at most {MOST_NAMES} authors.")
        return tuple(names)

    def clean_pages(self):
        return plain.pages(self.cleaned_data["pages"])

    def clean_abstract(self):
        return plain.line(self.cleaned_data["abstract"], plain.MOST_ABSTRACT)

    def clean_keywords(self):
        return plain.keywords(self.cleaned_data["keywords"].split(","))

    def record(self) -> Record:
        """What was typed, as any other source would state it."""
        return Record(source=Paper.Source.HAND, **self.cleaned_data)

    def place(self):
        return [self[name] for name in self.PLACE]

    def names(self):
        return [self[name] for name in self.NAMES]


def initial_of(record: Record) -> dict:
    """A record as the form shows it, to be corrected."""
    shown = {name: getattr(record, name) for name in HandForm.base_fields}
    authors = "\n".join(name.full for name in record.authors)
    return {**shown, "authors": authors, "keywords": ", ".join(record.keywords)}


def initial_of_names(references: Iterable[Reference]) -> dict:
    """The identifiers that are known when nothing else is."""
    return {FIELD_OF[scheme]: value for scheme, value in reversed(list(references))}
