"""Nothing of moderation is out of reach: the links to its pages, and who is shown which."""

import pytest

from accounts.models import Notice
from summaries.models import Reason
from tests.factories import make_comment, make_imported_summary, make_paper, make_summary
from tests.moderating import decide, member_of, report, ticket_page

pytestmark = pytest.mark.django_db


def page(client, address, person=None):
    client.logout()
    if person:
        client.force_login(person)
    return client.get(address).content.decode()


def test_the_rules_speak_of_every_reason_to_report(client):
    rules = page(client, "/about/rules/").lower()
    called = {
        Reason.PRIVACY: "what is private",
        Reason.WRONG_PAPER: "of another paper",
        Reason.OTHER: "",
    }

    missing = [each for each in Reason if called.get(each, each.label).lower() not in rules]
    assert missing == []


def test_the_rules_are_linked_wherever_they_matter(client, summary, carol):
    own = summary.get_absolute_url()
    inactive, about = "/account/inactive/", "/about/"
    for address in ("/", about, "/moderation/", "/account/signup/", inactive):
        assert page(client, address).count('href="/about/rules/') >= 1 + (address != "/"), address

    assert 'href="/about/rules/#reports"' in page(client, f"{own}report/", carol)


def test_all_that_can_be_reported_has_a_link_for_a_stranger(client, summary):
    comment = make_comment(summary=summary)
    own = summary.get_absolute_url()
    paper, person = summary.paper.get_absolute_url(), summary.author.get_absolute_url()

    assert f'href="{own}report/"' in page(client, own)
    assert f'href="/comments/{comment.pk}/report/"' in page(client, own)
    assert f'href="{person}report/"' in page(client, person)
    assert f'href="{paper}report/"' in page(client, paper)


def test_moderators_are_led_from_the_site_to_the_desk(client, summary):
    comment = make_comment(summary=summary)
    moderator, curator = member_of("moderator"), member_of("curator")
    own, paper = summary.get_absolute_url(), summary.paper

    for kind, thing in (("summary", summary), ("comment", comment)):
        assert f'href="{ticket_page(kind, thing)}"' in page(client, own, moderator)
    profile = summary.author.get_absolute_url()
    assert ticket_page("person", summary.author) in page(client, profile, moderator)
    assert ticket_page("paper", paper) in page(client, paper.get_absolute_url(), curator)


def test_nobody_is_led_where_they_may_not_decide(client, summary, carol):
    own = summary.get_absolute_url()

    for person in (None, carol, summary.author):
        assert "/admin/" not in page(client, own, person)
    assert ticket_page("summary", summary) not in page(client, own, member_of("curator"))


def test_the_writer_of_a_hidden_text_is_led_to_the_notice(client, summary, moderator):
    client.force_login(moderator)
    decide(client, "summary", summary, "hide")
    own = summary.get_absolute_url()

    assert 'href="/account/notices/"' in page(client, own, summary.author)
    assert "how to object" not in page(client, own, moderator)


def test_a_notice_shows_what_became_of_the_appeal(client, summary, moderator, alice):
    client.force_login(moderator)
    decide(client, "summary", summary, "hide")
    notice = Notice.objects.get()
    client.force_login(alice)
    client.post(notice.get_absolute_url(), {"appeal": "They are my own shoes."})
    assert "Their answer" not in page(client, notice.get_absolute_url(), alice)
    client.force_login(moderator)
    decide(client, "summary", summary, "leave", explanation="It does sell shoes.")
    told = page(client, notice.get_absolute_url(), alice)

    assert "Their answer: appeal declined" in told
    assert "It does sell shoes." in told


def test_who_appeals_has_read_the_notice(client, summary, moderator, alice):
    client.force_login(moderator)
    decide(client, "summary", summary, "hide")
    notice = Notice.objects.get()
    assert "Mark as read" in page(client, notice.get_absolute_url(), alice)
    client.post(notice.get_absolute_url(), {"appeal": "They are my own shoes."})

    assert Notice.objects.get().read_at
    assert "Mark as read" not in page(client, notice.get_absolute_url(), alice)


def test_the_queue_of_appeals_holds_nothing_else(client, summary, alice, bob, carol):
    moderator = member_of("moderator")
    other = make_summary()
    for person in (bob, carol):
        report(client, person, other)
    client.force_login(moderator)
    decide(client, "summary", summary, "hide")
    Notice.objects.get().make_appeal("They are my own shoes.")
    desk = page(client, "/admin/", moderator)
    queue = page(client, "/admin/summaries/ticket/?state=appealed", moderator)

    assert 'href="/admin/summaries/ticket/?state=appealed"' in desk
    assert f"Summary {summary.pk} of" in queue
    assert f"Summary {other.pk} of" not in queue


def test_what_makes_no_sense_is_not_printed_into_the_form_of_the_log(client):
    log = page(client, "/moderation/?since=never&kind=nonsense&until=2026-01-02")

    assert 'value="never"' not in log
    assert 'value="2026-01-02"' in log
    assert 'value="nonsense"' not in log


def test_a_wrong_fact_of_a_paper_is_led_to_the_corrections(client, carol):
    paper = make_paper()
    stub = make_imported_summary(paper=make_paper(status="unidentified")).paper

    def form(thing):
        return page(client, f"{thing.get_absolute_url()}report/", carol)

    assert f'href="{paper.get_absolute_url()}corrections/"' in form(paper)
    assert "/corrections/" not in form(stub)


def test_a_form_says_each_fault_once(client, summary):
    client.force_login(member_of("moderator"))
    response = client.post(ticket_page("summary", summary), {"action": "", "seen": "0"})

    assert response.status_code == 422
    assert response.content.decode().count("Please choose a reason.") == 1
    assert response.content.decode().count("Please choose what to do.") == 1
