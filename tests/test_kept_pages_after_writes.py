"""Whatever is written, the next reader of a kept page sees it."""

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from accounts.suspending import suspend
from summaries.models import Keyword, LogEntry, Paper, Summary
from summaries.models.report import Reason
from summaries.models.ticket import Kind
from tests.factories import make_comment, make_paper, make_summary, make_user, make_vote
from tests.keeping import rename

pytestmark = pytest.mark.django_db


# Every kind of write: what it does, and a page that it changes.


def absorb(summary):
    summary.paper.absorb(make_paper(key="conf/nips/Twin"))


def retitle(summary):
    summary.paper.title = "Another title"
    summary.paper.save()


def delete_account(summary):
    User.objects.filter(pk=summary.author_id).update(is_active=False)


def change_bio(summary):
    summary.author.bio = "Reads *everything*."
    summary.author.save()


def cite(summary):
    make_summary(body=f"As in \\cite{{{summary.paper.key}}}.")


def log(summary):
    LogEntry.objects.create(
        action=LogEntry.Action.HIDE, kind=Kind.SUMMARY, thing_id=summary.pk, reason=Reason.SPAM
    )


def vote(summary):
    client = Client()
    client.force_login(make_user())
    assert client.post(f"{summary.get_absolute_url()}vote/", {"value": 1}).status_code == 302


def mend(summary):
    Summary.objects.filter(pk=summary.pk).update(ups=7)
    call_command("recount", verbosity=0)


WRITES = {
    "a new text": (lambda s: make_summary(paper=s.paper), "paper"),
    "a new text elsewhere": (lambda s: make_summary(), "/"),
    "an edit": (lambda s: s.save(), "summary"),
    "unpublishing": (lambda s: s.show_to("private"), "summary"),
    "hiding": (lambda s: s.hide(), "paper"),
    "hiding, in lists": (lambda s: s.hide(), "/?tab=recent"),
    "anonymity": (lambda s: Summary.objects.filter(pk=s.pk).update(is_anonymous=True), "/"),
    "a vote": (lambda s: make_vote(s), "paper"),
    "a vote, in lists": (lambda s: make_vote(s), "/?tab=best"),
    "a vote, on its person": (lambda s: make_vote(s), "/people/alice/"),
    "a comment": (lambda s: make_comment(summary=s), "summary"),
    "a comment, in lists": (lambda s: make_comment(summary=s), "/"),
    "renaming a person": (rename, "/"),
    "renaming a person, on a paper": (rename, "paper"),
    "a biography": (change_bio, "/people/alice/"),
    "suspension": (lambda s: suspend(s.author), "paper"),
    "suspension, of a person's page": (lambda s: suspend(s.author), "/people/alice/"),
    "a closed account": (delete_account, "summary"),
    "a deleted account": (lambda s: s.author.delete(), "summary"),
    "merging": (absorb, "paper"),
    "renaming a paper": (retitle, "summary"),
    "a keyword": (lambda s: s.paper.keywords.add(Keyword.objects.create(name="x")), "paper"),
    "a mention elsewhere": (cite, "paper"),
    "deletion": (lambda s: s.delete(), "paper"),
    "a paper in bulk": (lambda s: Paper.objects.bulk_create([Paper(key="a/b")]), "/"),
    "an entry of the moderation log": (log, "/moderation/"),
    "a vote through the front door": (vote, "paper"),
    "recount": (mend, "paper"),
}


@pytest.mark.parametrize("name", WRITES)
def test_after_a_write_the_next_reader_sees_it(site, summary, name):
    write, page = WRITES[name]
    address = {"paper": summary.paper.get_absolute_url(), "summary": summary.get_absolute_url()}
    address = address.get(page, page)
    site.read(address)
    site.read(address)
    assert site.made == 1

    site.write(write, summary)
    site.read(address)
    assert site.made == 2


def test_a_hidden_text_is_gone_from_every_page_at_once(site, alice, moderator):
    hidden = make_summary(author=alice, body="Words that nobody should read.")
    pages = ["/", "/?tab=recent", "/people/alice/", hidden.get_absolute_url(), "/feed.atom"]
    pages += [hidden.paper.get_absolute_url(), f"{hidden.get_absolute_url()}source/"]
    before = [site.read(page) for page in pages]
    site.write(hidden.hide)
    after = [site.read(page) for page in pages]

    assert all("Words that nobody" in text for text in before)
    assert not any("Words that nobody" in text for text in after)
