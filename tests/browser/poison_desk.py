"""Hostile text in what is told to moderators and by them, and in what the staff writes down."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts.models import DisposableDomain, Invitation, Letter, OutgoingMail, Token, User
from accounts.suspending import suspend
from summaries.models import (
    Comment,
    Correction,
    DailyReaders,
    ImportRun,
    KeptAnswer,
    Paper,
    Rule,
    Sighting,
    Summary,
    Twin,
)
from summaries.moderation.merging import merge
from tests.browser.hostile import ALIVE, blocks, one_line
from tests.factories import make_daily_readers, make_paper, make_summary, make_user, make_venue
from tests.moderating import decide, report


def poison_desk(values, author, moderator) -> None:
    """Reports, decisions, appeals, rules, lists of the staff; `values` learn their addresses."""
    client = Client()
    summary = Summary.objects.get(pk=values["summaries/<pk>"])
    comment = Comment.objects.get(pk=values["comments/<pk>"])
    for thing in (summary, comment, author, summary.paper):
        assert report(client, make_user(), thing, "other", words=words(1900)).status_code == 302
    client.force_login(moderator)
    for action in ("lock", "unlock"):
        answer = decide(client, "summary", summary, action, explanation=words(900))
        assert answer.status_code == 302
    appeal(values, author)
    poison_lists(values, author)
    values |= twin_and_merge(summary.paper) | leftovers(author)


def words(size: int) -> str:
    return blocks().replace("\0", "")[:size]


def appeal(values, author) -> None:
    client = Client()
    client.force_login(author)
    answer = client.post(f"/account/notices/{values['notices/<pk>']}/", {"appeal": words(3900)})
    assert answer.status_code == 302


def poison_lists(values, author) -> None:
    """What the staff writes down, past the forms where these would not take it."""
    rules = Rule.objects.filter(pk=values["rule/<pk>"])
    rules.update(name=one_line(100, 3), lines="\n".join(("*", one_line(4000))))
    DisposableDomain.objects.filter(
        pk=values["admin/accounts/disposabledomain/<object_id>"]
    ).update(domain=one_line(253).lower())
    Invitation.objects.update(note=one_line(200, 11))
    Token.objects.filter(user=author).update(name=one_line(100, 13), scopes="votes:write")
    Sighting.objects.update(source=one_line(255, 17), original=blocks().encode())
    facts = {"title": one_line(900), "container": ALIVE, "year": ALIVE}
    Correction.objects.update(facts=facts, former=facts, reason=one_line(500, 19))
    person = make_user("shutout", display_name=one_line(100, 21), bio=words(4900))
    suspend(person, until=timezone.now() + timedelta(days=3))


def twin_and_merge(paper: Paper) -> dict[str, object]:
    """Two papers that may be one, and one that was two."""
    other, gone = (make_paper(title=one_line(1000, n), venue=make_venue()) for n in (23, 25))
    make_summary(paper=gone, body=blocks())
    merge(paper, gone)
    low, high = sorted((paper.pk, other.pk))
    twin = Twin.objects.create(first_id=low, second_id=high, why="title")
    return {"admin/summaries/twin/<object_id>": twin.pk, "other": other.key}


def leftovers(author: User) -> dict[str, object]:
    """What machines write down: problems of an import, an answer, an error of the mail server."""
    told = [{"file": ALIVE, "line": 3, "message": one_line(900)}]
    run = ImportRun.objects.create(totals={ALIVE: 1}, problems=told, finished_at=timezone.now())
    kept = {"asked_at": timezone.now(), "expires_at": timezone.now()}
    record = {"title": one_line(900), "source": "crossref", "authors": [], "keywords": [ALIVE]}
    answer = KeptAnswer.objects.create(
        source="crossref", scheme="doi", value=f"10.1/{ALIVE}", record=record, **kept
    )
    mail = OutgoingMail.objects.first()
    OutgoingMail.objects.update(error=one_line(500, 27))
    letter = Letter.objects.post("alice@example.org", one_line(200, 29), one_line(500, 28))
    Letter.objects.update(error=one_line(500, 28))
    readers = DailyReaders.objects.first() or make_daily_readers()
    group = Group.objects.create(name=one_line(150, 29))
    return {
        "admin/summaries/importrun/<object_id>": run.pk,
        "admin/summaries/keptanswer/<object_id>": answer.pk,
        "admin/accounts/letter/<object_id>": letter.pk,
        "admin/accounts/outgoingmail/<object_id>": mail.pk,
        "admin/summaries/dailyreaders/<object_id>": readers.pk,
        "admin/auth/group/<object_id>": group.pk,
    }
