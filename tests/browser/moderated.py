"""Every state in which moderation leaves pages, and where each kind of person sees it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import DisposableDomain, Notice
from summaries.models import Correction, LogEntry, Rule, Twin
from summaries.moderation.deciding import Decision, decide, leave
from summaries.moderation.decision_forms import LEAVE
from summaries.moderation.reporting import report, report_by_rule
from tests.factories import make_author, make_comment, make_paper, make_summary, make_user
from tests.moderating import member_of, newcomer

LONG = "https://shoes.example/" + "a/very/long/address/" * 6


class Site:
    """Papers and people to whom moderators have done all that they can do."""

    def __init__(self) -> None:
        self.moderator, self.curator = member_of("moderator", "mira"), member_of("curator", "kurt")
        self.admin = make_user("boss", is_staff=True, is_superuser=True)
        self.readers = [make_user(name) for name in ("una", "otto", "pia")]
        self.writer = make_user("wilma", bio="I read $x^2$.", website="https://wilma.example/")
        self.spammer = newcomer("newbie")
        self.report_things()
        self.decide_about_texts()
        self.decide_about_people()
        self.curate()

    def report_things(self) -> None:
        self.spam = make_summary(author=self.spammer, body=f"Buy shoes.\n\n{LONG}")
        self.text = make_summary(author=self.writer)
        self.text.revise("Another view: $x^3$.", editor=self.writer)
        self.comment = make_comment(summary=self.text, author=self.spammer, body="Buy shoes!")
        self.answer = make_comment(summary=self.text, author=self.readers[0], body="Do not.")
        self.rule = Rule.objects.create(name="Shoes", test="words", lines="shoes")
        for thing in (self.spam, self.comment, self.spammer, self.spam.paper):
            for reader in self.readers:
                report(thing, reader, "spam", LONG)
        report_by_rule(self.spam, self.rule)

    def decide_about_texts(self) -> None:
        for number in range(8):
            action = "unlock" if number % 2 else "lock"
            decide(self.text, Decision(action, "abuse", "It was a quarrel."), self.moderator)
        decide(self.text, Decision("redact", "privacy", version=1), self.moderator)
        self.hidden = make_summary(author=self.writer, body="Hidden: $$\\sum_i x_i$$")
        self.declined = make_summary(author=self.writer)
        for summary in (self.hidden, self.declined):
            decide(summary, Decision("hide", "copyright", "The abstract."), self.moderator)
            self.notice_of(summary).make_appeal("I wrote the abstract.\n\nPlease look again.")
        answer = Decision(LEAVE, "copyright", "We have read both again.")
        leave(self.declined, answer, self.moderator)

    def decide_about_people(self) -> None:
        self.suspended = make_user("suse")
        until = timezone.now() + timedelta(days=14)
        decide(self.suspended, Decision("suspend", "abuse", "Insults.", until), self.moderator)
        decide(make_user("bernd"), Decision("ban", "spam", hides_texts=True), self.moderator)
        DisposableDomain.objects.create(domain="trash.example")

    def curate(self) -> None:
        self.paper, self.twin = make_paper(title="A study"), make_paper(title="A study")
        decide(self.paper, Decision("merge", "twice", paper=make_paper()), self.curator)
        make_summary(paper=self.twin)
        Twin.objects.note(self.twin, [self.paper], Twin.Why.TITLE)
        facts = {"facts": {"year": 2001}, "former": {"year": 2019}}
        reader = self.readers[0]
        Correction.objects.create(paper=self.paper, suggested_by=reader, reason="Seen.", **facts)

    def notice_of(self, thing) -> Notice:
        return Notice.objects.filter(entry=LogEntry.objects.filter(thing_id=thing.pk)[:1]).get()

    def pages_of_readers(self) -> list[tuple[object, str]]:
        """Who sees which address."""
        una, wilma = self.readers[0], self.writer
        stranger = make_user("carol")
        return [
            *((None, address) for address in ("/about/rules/", "/moderation/")),
            (None, "/moderation/?kind=comment&since=never"),
            (None, self.link(self.suspended)),
            (None, "/account/inactive/"),
            (None, "/account/signup/"),
            (None, self.text.get_absolute_url()),
            (None, f"{self.text.get_absolute_url()}history/"),
            (None, self.spammer.get_absolute_url()),
            (stranger, f"{self.text.get_absolute_url()}report/"),
            (una, f"{self.spam.paper.get_absolute_url()}report/"),
            (stranger, f"/comments/{self.answer.pk}/report/"),
            (stranger, f"{wilma.get_absolute_url()}report/"),
            (stranger, f"{self.paper.get_absolute_url()}report/"),
            (stranger, f"{self.paper.get_absolute_url()}corrections/"),
            (stranger, "/account/notices/"),
            (una, "/account/2fa/"),
            (wilma, "/account/notifications/"),
            (wilma, "/account/notices/"),
            (wilma, self.notice_of(self.text).get_absolute_url()),
            *((wilma, notice.get_absolute_url()) for notice in wilma.notices.exclude(appeal="")),
            (wilma, self.hidden.get_absolute_url()),
            (self.moderator, self.hidden.get_absolute_url()),
        ]

    def pages_of_the_desk(self) -> list[tuple[object, str]]:
        mira, kurt, boss = self.moderator, self.curator, self.admin
        ticket = "admin:summaries_ticket_about"
        texts = (self.spam, self.hidden, self.text)
        several = reverse("admin:summaries_ticket_decide", args=["summary", "hide"])
        merge = reverse("admin:summaries_merge", args=[self.paper.pk])
        deletion = reverse("admin:summaries_author_deletion")
        return [
            *((person, "/admin/") for person in (mira, kurt, boss)),
            *((mira, reverse(ticket, args=["summary", text.pk])) for text in texts),
            (mira, reverse(ticket, args=["comment", self.comment.pk])),
            (mira, reverse(ticket, args=["person", self.spammer.pk])),
            (mira, f"{several}?ids={self.spam.pk},{self.text.pk}"),
            (kurt, reverse(ticket, args=["paper", self.spam.paper.pk])),
            (kurt, merge),
            (kurt, f"{merge}?other={self.twin.key}"),
            (kurt, reverse("admin:summaries_split", args=[self.twin.pk])),
            (boss, reverse("admin:summaries_rule_try", args=[self.rule.pk])),
            (boss, f"{deletion}?ids={make_author().pk}"),
        ]

    def link(self, person) -> str:
        return "/" + person.notices.get().link.split("/", 3)[3]
