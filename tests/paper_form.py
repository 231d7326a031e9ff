"""The page of a paper on the moderators' desk, as a browser sends it."""

PRINTED = ("kind", "container", "volume", "number", "pages", "publisher")
PAPERS = "/admin/summaries/paper/"


def inline(prefix, rows, existing):
    """The fields of an inline as a browser sends them."""
    fields = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": existing}
    for number, row in enumerate(rows):
        fields |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return fields


def form_of(paper, authors=None, names=None, **changes):
    """What the page of the paper sends; `authors` and `names` replace the rows of the inlines."""
    if authors is None:
        authors = [author_row(rank) for rank in paper.authorships.order_by("position")]
    if names is None:
        names = [name_row(name) for name in paper.identifiers.order_by("pk")]
    fields = {
        "key": paper.key,
        "title": paper.title,
        "venue": paper.venue_id or "",
        "year": paper.year or "",
        "abstract": paper.abstract,
        **{name: getattr(paper, name) for name in PRINTED},
        "keywords": [keyword.pk for keyword in paper.keywords.all()],
        "status": paper.status,
        "why": "wrong_facts",
    }
    return {
        **fields,
        **changes,
        **inline("authorships", authors, sum("id" in row for row in authors)),
        **inline("identifiers", names, sum("id" in row for row in names)),
    }


def author_row(rank, **changes):
    row = {"id": rank.pk, "paper": rank.paper_id}
    return {**row, "position": rank.position, "author": rank.author_id, **changes}


def name_row(name, **changes):
    row = {"id": name.pk, "paper": name.paper_id}
    return {**row, "scheme": name.scheme, "value": name.value, **changes}


def save(client, paper, *args, **changes):
    return client.post(f"{PAPERS}{paper.pk}/change/", form_of(paper, *args, **changes))


def errors(response):
    """What the page complains of, in one text; fails when it was accepted."""
    assert response.status_code == 200
    context = response.context
    inlines = [inline.formset for inline in context["inline_admin_formsets"]]
    found = [context["adminform"].form.errors, *(i.errors for i in inlines)]
    return str(found + [i.non_form_errors() for i in inlines])
