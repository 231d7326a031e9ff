"""Whoever looks anywhere finds neither an anonymous author nor a text that is not for them."""

import pytest

from accounts.models import Notification
from summaries.models import Summary
from summaries.views import sitemaps
from tests.hiding import FOUND_BY, IDENTITY, MENTIONED, SECRETS, VENUE, WHO
from tests.trespass import addresses, answers, everything


def values(zelda) -> dict[str, dict[str, list]]:
    """What may stand in an address; a page with a new kind of part makes the test fail."""
    papers = [*Summary.objects.values_list("paper__key", flat=True).distinct()]
    summaries = [*Summary.objects.values_list("pk", flat=True)]
    comments = [comment.pk for each in Summary.objects.all() for comment in each.comments.all()]
    picture = zelda.picture_uploads.get().picture
    people = ["bob", "zeldaq"]
    everywhere = {
        "slug": ["ann-lee"],
        "year": [2019],
        "date": ["latest"],
        "username": people,
        "token": ["none"],
        "uidb36": ["1"],
        "suffix": ["json"],
        "room": ["papers", "summaries", "people"],
    }
    return {name: {"": found} for name, found in everywhere.items()} | {
        "pk": {
            "summaries": sorted(summaries),
            "comments": sorted(comments),
            "": sorted(Notification.objects.values_list("pk", flat=True)),
        },
        "key": {
            "papers": [*papers, MENTIONED],
            "me": papers,
            "venues": [VENUE],
            "authors": ["ann-lee"],
            "keywords": ["cs.LG"],
            "people": people,
        },
        "name": {"keywords": ["cs.LG"], "pictures": [picture.name]},
        "number": {"history": [1, 2, 3], "": [0, WHO // sitemaps.SIZE]},
    }


SEARCHES = [
    *("/?tab=recent", "/?tab=best", "/?tab=read", "/?tab=following", "/?page=2"),
    *(f"/search/?in=summaries&q={FOUND_BY}", "/search/?q=study&in=summaries&order=activity"),
    *("/search/?q=study&has=on&author=ann", "/search/suggest?q=study"),
    *("/api/v1/summaries?person=zeldaq", f"/api/v1/search/summaries?q={FOUND_BY}"),
    *("/?section=ai", "/cite/?q=zelda", "/cite/?q=lee", "/people/?page=1"),
]


def trespass(zelda, visitor):
    """Every address, and what an answer to that visitor says."""
    summary = Summary.objects.get(is_anonymous=True)
    own = summary.get_absolute_url()
    comments = summary.comments.values_list("pk", flat=True)
    searches = [f"{own}history/?from={a}&to={b}" for a, b in ((1, 2), (2, 3), (1, 3))]
    searches += [f"{own}?{how}={pk}" for how in ("answer", "quote") for pk in comments]
    for path in [*SEARCHES, *searches, *addresses(values(zelda))]:
        for asked, answer in answers(path, visitor):
            yield path, asked, answer


def is_of_zelda(path: str) -> bool:
    return "zeldaq" in path


@pytest.mark.parametrize("visitor", ["stranger", "bob", "carol"])
def test_no_address_tells_who_wrote_it_or_what_is_not_for_others(scene, zelda, visitor, request):
    user = None if visitor == "stranger" else request.getfixturevalue(visitor)
    seen = 0
    for path, asked, answer in trespass(zelda, user):
        seen += FOUND_BY in answer
        answer = without_the_question(answer, path)
        told = [] if is_of_zelda(path) else [word for word in IDENTITY if word in answer]
        told += [secret for secret in SECRETS if secret in answer]
        assert told == [], asked

    assert seen > 10  # the anonymous text itself was there to be found


def without_the_question(answer: str, path: str) -> str:
    """What one has typed oneself, an answer may repeat."""
    return answer.replace("zelda", "") if "q=zelda" in path else answer


def test_a_paper_tells_of_the_anonymous_text_alone_who_mentions_it(scene, client):
    answer = everything(client.get(f"/papers/{MENTIONED}/"))

    assert "mentioned in 1 summary" in answer
    assert f"/summaries/{scene.pk}/" in answer


def test_an_old_address_with_her_name_leads_to_the_paper_only(scene, client, zelda):
    for paper in Summary.objects.filter(author=zelda).values_list("paper__key", flat=True):
        response = client.get(f"/paper?bibtexKey={paper}&a=zeldaq")
        assert response.url == f"/papers/{paper}/"


@pytest.mark.parametrize("visitor", ["stranger", "bob"])
def test_who_searches_for_her_or_for_a_secret_finds_nothing(scene, client, visitor, request):
    if visitor != "stranger":
        client.force_login(request.getfixturevalue(visitor))
    for word in [*IDENTITY[:-1], "zelda", *SECRETS]:
        for asked in ({"q": word}, {"q": word, "in": "summaries"}, {"q": "study", "author": word}):
            context = client.get("/search/", asked).context
            assert context["page"].rows == [], asked
            assert context["counts"]["summaries"].count == 0, asked
    found = client.get("/search/", {"q": FOUND_BY, "in": "summaries"}).context["page"].rows
    assert found == [scene]


@pytest.mark.parametrize("visitor", ["stranger", "bob"])
def test_what_is_hers_leads_nowhere_near_it(scene, zelda, visitor, request):
    user = None if visitor == "stranger" else request.getfixturevalue(visitor)
    for path in addresses(values(zelda)):
        if is_of_zelda(path):
            for asked, answer in answers(path, user):
                assert FOUND_BY not in answer, asked
                assert scene.paper.title.lower() not in answer, asked
                assert f"summaries/{scene.pk}" not in answer, asked


def test_the_address_of_a_picture_says_nothing_of_who_put_it_there(scene, zelda, client):
    picture = zelda.picture_uploads.get().picture
    answer = everything(client.get(picture.get_absolute_url()))

    assert picture.get_absolute_url() in scene.body_html
    assert not any(word in picture.name for word in IDENTITY)
    assert not any(word in answer for word in IDENTITY)


def test_numbers_about_her_do_not_count_it(scene, zelda):
    zelda.recount()

    assert (zelda.summary_count, zelda.contribution) == (0, 0)
