"""The people who knock, and the things behind the doors, all of them alice's."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts import unsubscribing
from accounts.deletion import token_for
from accounts.models import DisposableDomain, Invitation, Notice, Token
from accounts.notify import comment_posted
from summaries.models import Correction, Picture, Rule
from summaries.moderation.deciding import Decision, decide
from summaries.moderation.reporting import report
from tests.drawings import drawn, encoded
from tests.factories import (
    make_comment,
    make_imported_summary,
    make_paper,
    make_summary,
    make_user,
    make_venue,
    make_vote,
)
from tests.moderating import member_of

PEOPLE = (
    "anonymous",
    "new",
    "author",
    "stranger",
    "moderator",
    "curator",
    "suspended",
    "admin",
)


def people(author, stranger, admin) -> dict[str, object]:
    return {
        "anonymous": None,
        "new": make_user("newcomer", date_joined=timezone.now()),
        "author": author,
        "stranger": stranger,
        "moderator": member_of("moderator"),
        "curator": member_of("curator"),
        "suspended": make_user("suspended"),
        "admin": admin,
    }


def things(author) -> dict[str, object]:
    """What may stand in an address: a value for each parameter, or for it on some routes."""
    paper = make_paper(
        key="conf/nips/P0",
        venue=make_venue(key="conf/nips", name="NeurIPS"),
        year=2000,
        authors=["Ann Lee"],
        keywords=["cs.LG"],
    )
    summary = make_summary(paper=paper, author=author)
    summary.share()
    comment = make_comment(summary=summary, author=author)
    asking = make_comment(summary=summary)
    comment_posted(asking)
    author.set_feed(is_open=True)
    author.request_deletion(keep_texts=True)
    correction = Correction.objects.create(
        paper=paper, suggested_by=author, facts={"year": 2001}, former={"year": 2000}, reason="Why"
    )
    mail = {"email": author.email, "primary": True, "verified": True}
    token, _ = Token.objects.issue(author, "a script", ["read"])
    picture = Picture.objects.keep(encoded(drawn()), author)
    notice = told(author)
    rule = Rule.objects.create(name="Pills", lines="pills")
    rows = {
        "admin/summaries/rule/": rule,
        "admin/summaries/ticket/": notice.ticket,
        "admin/summaries/logentry/": notice.entry,
        "admin/accounts/disposabledomain/": a_disposable_domain(),
        "admin/summaries/paper/": paper,
        "admin/summaries/summary/": summary,
        "admin/summaries/comment/": comment,
        "admin/summaries/venue/": paper.venue,
        "admin/summaries/author/": paper.authors.get(),
        "admin/summaries/keyword/": paper.keywords.get(),
        "admin/summaries/correction/": correction,
        "admin/summaries/vote/": make_vote(summary),
        "admin/summaries/sighting/": make_imported_summary().sightings.get(),
        "admin/accounts/user/": author,
        "admin/account/emailaddress/": EmailAddress.objects.create(user=author, **mail),
        "admin/mfa/authenticator/": second_factor_of(make_user()),
        "admin/accounts/invitation/": Invitation.objects.create(),
    }
    return {
        **{f"{prefix}<object_id>": row.pk for prefix, row in rows.items()},
        "<object_id>": 0,
        "<content_type_id>": 1,
        "<id>": author.pk,
        "<app_label>": "summaries",
        "<url>": "nothing",
        "summaries/<pk>": summary.pk,
        "comments/<pk>": comment.pk,
        "notices/<pk>": notice.pk,
        "appeals/<token>": notice.link.split("/")[-2],
        "<kind>": "summary",
        "<action>": "hide",
        "about/<kind>/<pk>": summary.pk,
        "merge/<pk>": paper.pk,
        "split/<pk>": paper.pk,
        "rule/<pk>": rule.pk,
        "notifications/<pk>": author.notifications.get().pk,
        "tokens/<pk>": token.pk,
        "votes/<pk>": summary.pk,
        "corrections/<pk>": correction.pk,
        "webauthn/keys/<pk>": 1,
        "<number>": 1,
        "papers/<key>": paper.key,
        "venues/<key>": paper.venue.key,
        "authors/<key>": "ann-lee",
        "keywords/<key>": "cs.LG",
        "people/<key>": author.username,
        "me/bookmarks/<key>": paper.key,
        "me/summaries/<key>": paper.key,
        "<slug>": "ann-lee",
        "keywords/<name>": "cs.LG",
        "pictures/<name>": picture.name,
        "<year>": 2000,
        "<username>": author.username,
        "shared/<token>": summary.share_token,
        "personal/<token>": author.feed_token,
        "unsubscribe/<token>": unsubscribing.link_for(author, "comment").split("/")[-2],
        "cancel/<token>": token_for(author),
        "<uidb36>": "1",
        "confirm-email/<key>": "none",
        "key/<uidb36>-<key>": "none",
        "<suffix>": "bib",
        "<room>": "papers",
        "<date>": "2026-01-01",
        "data/<date>/<name>": "papers.jsonl.gz",
    }


def second_factor_of(user) -> Authenticator:
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})


def a_disposable_domain() -> DisposableDomain:
    """One of the list; where a test has emptied the database, a new one."""
    return DisposableDomain.objects.first() or DisposableDomain.objects.create(domain="a.example")


def told(author) -> Notice:
    """What the author hears when a text of theirs was reported and hidden."""
    summary = make_summary(author=author)
    report(summary, make_user(), "spam")
    decide(summary, Decision("hide", "spam"), None)
    return author.notices.get()
