"""Whoever looks anywhere finds neither an anonymous author nor a text that is not for them."""

import pytest
from django.core import mail
from django.utils import timezone

from accounts import mailer
from accounts.digest import write_digests
from accounts.models import Notification
from accounts.notify import comment_posted, summary_published, votes_changed
from summaries.models import Bookmark, Draft, Follow, Picture, Summary
from summaries.moderation.deciding import Decision, decide
from summaries.moderation.reporting import report
from tests.drawings import drawn, encoded
from tests.factories import make_comment, make_paper, make_summary, make_user, make_venue
from tests.trespass import addresses, answers, everything

WHO = 987_654_321  # long enough to be found as a number anywhere
IDENTITY = ["zeldaq", "zelda qwertyson", "hidden-away.example", str(WHO), "0000-0001-5109-3700"]
SECRETS = [
    *("privatesecret", "draftsecret", "linksecret", "hiddensecret", "unsavedsecret"),
    *("retractedsecret", "hiddencommentsecret", "formersecret", "formercommentsecret"),
    *("reportsecret", "appealsecret"),
]
FOUND_BY = "anonymouswords"  # in the anonymous summary
MENTIONED = "conf/x/Mentioned"  # a paper that the anonymous text cites, and those for nobody's eyes


@pytest.fixture
def zelda(db):
    """Writes without her name, and has a page of her own beside that."""
    return make_user(
        "zeldaq",
        pk=WHO,
        display_name="Zelda Qwertyson",
        email="zq@hidden-away.example",
        website="https://hidden-away.example/zq",
        orcid="0000-0001-5109-3700",
        bio="I am Zelda Qwertyson.",
    )


@pytest.fixture
def scene(zelda, bob, carol, client):
    """An anonymous summary with all that can hang on one, and texts for nobody's eyes."""
    paper = make_paper(venue=make_venue(), authors=["Ann Lee"], keywords=["cs.LG"])
    Follow.objects.create(user=carol, paper=paper)
    Follow.objects.create(user=zelda, paper=paper)
    Bookmark.objects.create(user=zelda, paper=paper)
    zelda.set_feed(is_open=True)
    summary = make_summary(
        paper=paper,
        author=zelda,
        is_anonymous=True,
        visibility="draft",
        body="formersecret of a draft",
    )
    drawing = Picture.objects.keep(encoded(drawn()), zelda).get_absolute_url()
    words = f"{FOUND_BY} ![a drawing]({drawing}) $x^2$. \\cite{{{MENTIONED}}}"
    summary.revise(words, zelda, "a better text")
    summary.publish()
    summary.revise(summary.body + " More.", zelda)
    summary_published(summary)
    others = make_summary(paper=paper, author=bob)
    others.set_vote(zelda, 1)
    summary.set_vote(bob, 1)
    summary.set_vote(carol, -1, "unclear")
    votes_changed(summary)
    discuss(summary, zelda, bob)
    hide(zelda, paper)
    moderate(summary)
    return summary


def moderate(summary):
    """Hidden by mistake, shown again after an appeal: all of which the log tells."""
    report(summary, make_user(), "other", "reportsecret")
    decide(summary, Decision("hide", "spam", "A mistake."), moderator=None)
    summary.author.notices.get().make_appeal("appealsecret")
    decide(summary, Decision("restore", "spam", "Our mistake."), moderator=None)
    for hidden in Summary.objects.exclude(hidden_at=None):
        decide(hidden, Decision("lock", "abuse"), moderator=None)


def discuss(summary, zelda, bob):
    question = make_comment(summary=summary, author=bob, body="Why, @carol?")
    answer = make_comment(
        summary=summary, author=zelda, parent=question, body="formercommentsecret"
    )
    answer.revise("For a reason, @carol.")
    for comment in (question, answer):
        comment_posted(comment)
    for body, leave in (("retractedsecret", "retract"), ("hiddencommentsecret", "hide")):
        gone = make_comment(summary=summary, author=zelda, body=f"{body} @bob @carol")
        comment_posted(gone)
        getattr(gone, leave)()
        make_comment(summary=summary, author=bob, parent=gone)  # so that a trace is left


def hide(zelda, paper):
    for visibility in ("private", "draft", "link"):
        words = f"{visibility}secret \\cite{{{MENTIONED}}}"
        own = make_summary(author=zelda, visibility=visibility, body=words)
        own.show_to(visibility)
        comment_posted(make_comment(summary=own, author=zelda, body="privatesecret @bob"))
    make_summary(author=zelda, paper=make_paper(key=MENTIONED), body="hiddensecret").hide()
    Draft.objects.keep(zelda, make_paper(), 0, body="unsavedsecret")


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
        "number": [1, 2, 3],
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
            "venues": ["conf/test1"],
            "authors": ["ann-lee"],
            "keywords": ["cs.LG"],
            "people": people,
        },
        "name": {"keywords": ["cs.LG"], "pictures": [picture.name]},
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


def test_who_follows_her_is_not_led_to_it(scene, client, zelda, bob):
    Follow.objects.create(user=bob, person=zelda)
    summary_published(scene)
    client.force_login(bob)

    assert FOUND_BY not in everything(client.get("/?tab=following"))
    assert not bob.notifications.filter(kind="summary").exists()


def test_no_mail_to_others_tells(scene, zelda, bob, carol):
    carol.mail_choices.create(kind="mention", how="digest")
    carol.notifications.filter(kind="mention").update(awaits_digest=True)
    write_digests()
    mailer.send_due()
    to_others = [message for message in mail.outbox if message.to != [zelda.email]]

    assert {address for message in to_others for address in message.to} == {bob.email, carol.email}
    for message in to_others:
        whole = str(message.message()).lower() + message.body.lower()
        whole += message.alternatives[0].content.lower()
        assert not any(word in whole for word in [*IDENTITY, *SECRETS]), message.subject


def test_she_is_told_by_mail_and_nobody_else_gets_hers(scene, zelda):
    mailer.send_due()
    hers = [message for message in mail.outbox if message.to == [zelda.email]]

    assert len(hers) >= 2
    assert all(message.recipients() == [zelda.email] for message in hers)


def test_personal_feeds_of_others_tell_nothing(scene, client, bob, carol):
    for user in (bob, carol):
        user.set_feed(is_open=True)
        answer = everything(client.get(f"/feeds/personal/{user.feed_token}/feed.atom"))
        assert not any(word in answer for word in [*IDENTITY, *SECRETS])

    assert FOUND_BY in answer  # carol follows the paper


def test_her_own_feed_does_not_connect_her_with_it(scene, client, zelda):
    answer = everything(client.get(f"/feeds/personal/{zelda.feed_token}/feed.atom"))

    assert FOUND_BY not in answer
    assert f"summaries/{scene.pk}/" not in answer


def test_the_address_of_a_picture_says_nothing_of_who_put_it_there(scene, zelda, client):
    picture = zelda.picture_uploads.get().picture
    answer = everything(client.get(picture.get_absolute_url()))

    assert picture.get_absolute_url() in scene.body_html
    assert not any(word in picture.name for word in IDENTITY)
    assert not any(word in answer for word in IDENTITY)


def test_numbers_about_her_do_not_count_it(scene, zelda):
    zelda.recount()

    assert (zelda.summary_count, zelda.contribution) == (0, 0)


# A secret link


def test_a_secret_link_opens_one_text_until_it_is_revoked(scene, zelda, client):
    shared = Summary.objects.get(visibility="link")
    path = f"/shared/{shared.share_token}/"
    answer = everything(client.get(path))
    others = [secret for secret in SECRETS if secret != "linksecret"]
    assert "linksecret" in answer
    assert not any(secret in answer for secret in others)
    assert FOUND_BY not in answer

    shared.unshare()
    assert client.get(path).status_code == 404


def test_an_anonymous_text_behind_a_secret_link_stays_anonymous(zelda, client):
    summary = make_summary(author=zelda, visibility="private", is_anonymous=True)
    summary.share()
    answer = everything(client.get(f"/shared/{summary.share_token}/"))

    assert "anonymous" in answer
    assert not any(word in answer for word in IDENTITY)


# Acting on what one cannot see

ACTIONS = [
    *("vote/", "comments/", "mute/", "share/", "readers/", "history/1/restore/"),
    *("", "source/", "history/"),
]


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("visibility", ["private", "draft", "link", "hidden"])
def test_acting_on_what_one_cannot_see_is_a_404(client, zelda, bob, action, visibility):
    if visibility == "hidden":
        summary = make_summary(author=zelda)
        summary.hide()
    else:
        summary = make_summary(author=zelda, visibility=visibility)
    client.force_login(bob)
    data = {"value": "1", "body": "I was here.", "mute": "1", "action": "make"}
    path = f"/summaries/{summary.pk}/{action}"
    is_looking = action in ("", "source/", "history/")
    response = client.get(path) if is_looking else client.post(path, data)

    assert response.status_code == 404
    assert not summary.votes.exists()
    assert not summary.comments.exists()
    assert not summary.mutes.exists()


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_comments_out_of_sight_cannot_be_touched(client, zelda, bob, action):
    summary = make_summary(author=zelda)
    comment = make_comment(summary=summary, author=bob)
    summary.show_to("private")
    client.force_login(bob)

    assert client.get(f"/comments/{comment.pk}/{action}/").status_code == 404
    assert client.post(f"/comments/{comment.pk}/{action}/", {"body": "x"}).status_code == 404


def test_news_of_what_went_out_of_sight_cannot_be_touched(client, zelda, bob):
    summary = make_summary(author=zelda)
    comment_posted(make_comment(summary=summary, author=zelda, body="@bob"))
    summary.show_to("private")
    client.force_login(bob)

    assert (
        client.post(f"/account/notifications/{bob.notifications.get().pk}/read/").status_code == 404
    )


def test_a_comment_taken_back_cannot_be_answered(client, zelda, bob):
    gone = make_comment(author=zelda, deleted_at=timezone.now())
    client.force_login(bob)
    path = f"/summaries/{gone.summary_id}/comments/"
    response = client.post(path, {"body": "But why?", "parent": gone.pk})

    assert response.status_code == 422
