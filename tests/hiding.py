"""Somebody who writes without her name, and texts that are for nobody's eyes."""

from accounts.notify import comment_posted, summary_published, votes_changed
from summaries.models import Bookmark, Draft, Follow, Picture, Summary
from summaries.moderation.deciding import Decision, decide
from summaries.moderation.reporting import report
from tests.drawings import drawn, encoded
from tests.factories import make_comment, make_paper, make_summary, make_user, make_venue

WHO = 987_654_321  # long enough to be found as a number anywhere
IDENTITY = ["zeldaq", "zelda qwertyson", "hidden-away.example", str(WHO), "0000-0001-5109-3700"]
SECRETS = [
    *("privatesecret", "draftsecret", "linksecret", "hiddensecret", "unsavedsecret"),
    *("retractedsecret", "hiddencommentsecret", "formersecret", "formercommentsecret"),
    *("reportsecret", "appealsecret"),
]
VENUE = "conf/hiding"  # of the paper that the anonymous text is about
FOUND_BY = "anonymouswords"  # in the anonymous summary
MENTIONED = "conf/x/Mentioned"  # a paper that the anonymous text cites, and those for nobody's eyes


def make_zelda():
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


def make_scene(zelda, bob, carol):
    """An anonymous summary with all that can hang on one, and texts for nobody's eyes."""
    paper = make_paper(venue=make_venue(key=VENUE), authors=["Ann Lee"], keywords=["cs.LG"])
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
