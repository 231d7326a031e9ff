"""Hostile text in every place that takes text, by the form of the place where it has one."""

from django.test import Client

from accounts.models import User
from summaries.models import Draft, Paper, Summary
from tests.browser.hostile import ALIVE, blocks, hostile_file, one_line, sample
from tests.factories import make_comment
from tests.importing import import_dumps, write_dump
from tests.writing import typed

BIBTEX = """@article{{k{number}, title = {{{text}}}, author = {{{name} and Lee, Ann}},
  journal = {{{name}}}, year = 2020, url = {{javascript:hit()}}, keywords = {{{name}}},
  abstract = {{{text}}}, doi = {{10.1000/p{number}}}}}"""
RIS = """TY  - JOUR
TI  - {text}
AU  - {name}
JO  - {name}
KW  - {name}
AB  - {text}
UR  - javascript:hit()
DO  - 10.1000/r{number}
ER  - """


def poison(values, author, folder) -> None:
    """The rows behind these addresses, and what hangs on them."""
    client = Client()
    client.force_login(author)
    write(client, values)
    poison_catalogue(values)
    say_who_one_is(client, author)
    import_dumps(write_dump(folder, blocks(), one_line(500), name=f"{ALIVE[:12]}.txt"))
    client.post("/pictures/", {"picture": hostile_file()})
    for number in range(3):
        for form in (BIBTEX, RIS):
            entry = form.format(number=number, text=one_line(900, number * 9), name=ALIVE)
            client.post("/papers/add/", {"q": entry})
            client.post("/papers/add/", {"q": entry, "action": "add"})
    hand = {"title": one_line(900, 31), "authors": f"{ALIVE}\nLee, Ann", "container": one_line(200)}
    client.post("/papers/add/by-hand/", hand | {"abstract": blocks(), "action": "add"})


def write(client, values) -> None:
    summary = values["admin/summaries/summary/<object_id>"]
    key = values["papers/<key>"]
    answer = client.post(
        f"/papers/{key}/write/",
        typed(
            body=blocks(),
            base=1,
            competing_interests=one_line(500),
            ai_assistance=one_line(500, 20),
            note=one_line(200, 5),
        ),
    )
    assert answer.status_code == 302
    for text in sample(60):
        make_comment(summary=Summary.objects.get(pk=summary), body=text)
    text = blocks().replace("\0", "")[:9_900]  # a NUL is refused here, and in the biography
    answer = client.post(f"/summaries/{summary}/comments/", {"body": text})
    assert answer.status_code == 302


def poison_catalogue(values) -> None:
    paper = Paper.objects.get(key=values["papers/<key>"])
    paper.title, paper.abstract = one_line(1000), blocks()
    paper.container, paper.publisher = one_line(255), one_line(255, 9)
    paper.volume, paper.number, paper.pages = ALIVE, ALIVE, ALIVE
    paper.save()
    for row in (paper.venue, paper.authors.get()):
        row.name = one_line(255, 30)
        row.save()
    paper.venue.full_name = one_line(500)
    paper.venue.save()
    paper.keywords.create(name=one_line(100, 40))
    Draft.objects.keep(paper.summaries.first().author, paper, 0, body=blocks())


def say_who_one_is(client, author) -> None:
    """By the form as far as it lets us, past it where it does not."""
    bio = blocks().replace("\0", "")[:4_900]
    person = {"bio": bio, "website": "https://example.org/?x=<img+src=x>"}
    assert client.post("/account/profile/", {**person, "display_name": "A"}).status_code == 302
    names = {"display_name": one_line(100), "orcid": "0000-0002-1825-0097"}
    User.objects.filter(pk=author.pk).update(**names)
