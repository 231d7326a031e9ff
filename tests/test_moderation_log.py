"""The moderation log: append-only for the databases, open to everybody, silent about the secret."""

import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from summaries.models import LogEntry
from tests.desk import fresh
from tests.factories import make_comment, make_paper, make_summary, make_user
from tests.moderating import decide, member_of

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def desk():
    client = Client()
    client.force_login(member_of("moderator", "judge"))
    return client


def make_entry(thing_id=1, **fields):
    fields = {"action": "hide", "kind": "summary", "reason": "spam", **fields}
    return LogEntry.objects.create(thing_id=thing_id, **fields)


STATEMENTS = [
    "UPDATE summaries_logentry SET reason = 'other'",
    "UPDATE summaries_logentry SET id = id + 1000",
    "DELETE FROM summaries_logentry",
    "TRUNCATE summaries_logentry CASCADE",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_or_delete_an_entry(statement):
    make_entry()
    if connection.vendor == "sqlite" and statement.startswith("TRUNCATE"):
        statement = "DELETE FROM summaries_logentry WHERE 1"  # SQLite's way to truncate

    with (
        pytest.raises(IntegrityError, match="log_is_append_only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert LogEntry.objects.get().reason == "spam"


def test_the_models_are_refused_as_well():
    entry = make_entry()
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.delete()


def test_it_says_what_why_when_and_by_whom(client, moderator, summary):
    client.force_login(moderator)
    decide(client, "summary", summary, "lock", explanation="It got heated.")
    client.logout()
    page = client.get("/moderation/").content.decode()

    for words in ("Comments closed", "It got heated.", summary.paper.title, "moderator", "Spam"):
        assert words in page
    assert f'href="{summary.get_absolute_url()}"' in page


def test_it_is_empty_in_words(client):
    assert "Nothing yet" in client.get("/moderation/").content.decode()
    assert "Nothing of that kind" in client.get("/moderation/?kind=paper").content.decode()


def test_it_is_narrowed_by_what_was_done_to_what_and_when(client, summary):
    now = timezone.now()
    make_entry(action="hide", kind="summary", created_at=now - timedelta(days=9))
    make_entry(action="suspend", kind="person", created_at=now)

    def found(**query):
        return [entry.action for entry in client.get("/moderation/", query).context["entries"]]

    today = f"{now:%Y-%m-%d}"
    assert found() == ["suspend", "hide"]
    assert found(action="hide") == ["hide"]
    assert found(kind="person") == ["suspend"]
    assert found(since=today) == ["suspend"]
    assert found(until=f"{now - timedelta(days=8):%Y-%m-%d}") == ["hide"]
    assert found(action="nonsense", since="never") == ["suspend", "hide"]
    assert found(action="hide", kind="person") == []
    assert found(until="9999-12-31") == ["suspend", "hide"]
    assert found(since=today, until=today) == ["suspend"]


def test_it_is_narrowed_by_why_and_by_whom(client, moderator, carol):
    make_entry(reason="spam", moderator_id=moderator.pk)
    make_entry(reason="abuse", moderator_id=carol.pk)
    make_entry(reason="ai")

    def found(**query):
        return [entry.reason for entry in client.get("/moderation/", query).context["entries"]]

    assert found(reason="abuse") == ["abuse"]
    assert found(reason="nonsense") == ["ai", "abuse", "spam"]
    assert found(moderator="moderator") == ["spam"]
    assert found(moderator="nobody at all") == []
    assert 'href="/moderation/?moderator=carol"' in client.get("/moderation/").content.decode()


@pytest.mark.parametrize("before", ["0", "-1", "x", "²", "1.5", "9" * 30])
@pytest.mark.parametrize("address", ["/moderation/", "/moderation/feed.atom"])
def test_a_page_that_is_not_there_is_a_404(client, address, before):
    make_entry()

    assert client.get(address, {"before": before}).status_code == 404


def test_pages_follow_one_another_and_keep_the_filter(client):
    for number in range(31):
        make_entry(number + 1)
    first = client.get("/moderation/?action=hide")

    rows = first.context["entries"].rows
    assert len(rows) == 30
    assert f"action=hide&amp;before={rows[-1].pk}" in first.content.decode()
    rest = client.get("/moderation/", {"action": "hide", "before": rows[-1].pk})
    assert [each.pk for each in rest.context["entries"]] == [rows[-1].pk - 1]
    assert 'href="?action=hide"' in rest.content.decode()


def test_pages_repeat_and_skip_nothing_while_entries_come(client):
    for number in range(31):
        make_entry(number + 1)
    first = client.get("/moderation/").context["entries"]
    make_entry(99)
    rest = client.get("/moderation/", {"before": first.before}).context["entries"]

    assert len({each.pk for each in [*first, *rest]}) == 31


def test_a_link_of_the_feed_leads_to_its_entry(client):
    for number in range(35):
        make_entry(number + 1)
    old = LogEntry.objects.last()
    feed = client.get("/moderation/feed.atom", {"before": old.pk + 1})
    link = ET.fromstring(feed.content).find(f"{ATOM}entry/{ATOM}link").get("href")
    page = client.get(link.removeprefix("http://testserver").partition("#")[0])

    assert link.endswith(f"#entry-{old.pk}")
    assert f'id="entry-{old.pk}"' in page.content.decode()


def make_many(number):
    for _ in range(number):
        summary = make_summary()
        comment = make_comment(summary=summary)
        things = {"summary": summary, "comment": comment, "paper": summary.paper}
        for kind, thing in {**things, "person": make_user()}.items():
            make_entry(thing.pk, kind=kind, moderator_id=make_user().pk)


@pytest.mark.parametrize("address", ["/moderation/", "/moderation/feed.atom"])
def test_it_costs_the_same_for_one_entry_and_for_many(
    client, address, django_assert_max_num_queries
):
    make_many(1)
    with django_assert_max_num_queries(8) as one:
        client.get(address)
    make_many(4)
    with django_assert_max_num_queries(8) as many:
        client.get(address)

    assert len(one) == len(many)


def test_the_feed_is_the_same_as_the_page(client, summary):
    entry = make_entry(summary.pk, explanation="It sold shoes \x08 & more.")
    response = client.get("/moderation/feed.atom?action=hide")
    root = ET.fromstring(response.content)
    found = root.find(f"{ATOM}entry")

    assert response["Content-Type"].startswith("application/atom+xml")
    assert summary.paper.title in found.findtext(f"{ATOM}title")
    assert "It sold shoes" in found.findtext(f"{ATOM}summary")
    assert found.findtext(f"{ATOM}id").endswith(f"moderation/{entry.pk}")
    assert not ET.fromstring(client.get("/moderation/feed.atom?action=ban").content).findall(
        f"{ATOM}entry"
    )


def both(client):
    """The page and the feed in one text."""
    return "".join(
        client.get(path).content.decode() for path in ("/moderation/", "/moderation/feed.atom")
    )


@pytest.mark.parametrize("visibility", ["draft", "private", "link"])
def test_a_text_that_is_not_public_has_no_name(client, alice, visibility):
    paper = make_paper(title="A very telling title")
    summary = make_summary(author=alice, paper=paper, visibility=visibility)
    comment = make_comment(summary=summary, author=alice)
    make_entry(summary.pk)
    make_entry(comment.pk, kind="comment")
    told = both(client)

    assert "a summary that is not public" in told
    assert "telling title" not in told
    assert f"/summaries/{summary.pk}/" not in told


def test_what_a_text_is_about_is_not_told_once_it_is_private(client, desk, summary):
    other = make_paper(key="conf/telling/Key20")
    decide(desk, "summary", summary, "move", paper=other.key)
    assert "conf/telling/Key20" in both(client)
    fresh(summary).show_to("private")

    assert "conf/telling/Key20" not in both(client)
    fresh(summary).delete()

    assert "conf/telling/Key20" not in both(client)


def test_the_first_words_of_an_unidentified_paper_are_not_told(client):
    paper = make_paper(title="The first words of a text", status="unidentified")
    hidden = make_summary(paper=paper)
    make_summary(paper=paper)
    hidden.hide()
    make_entry(hidden.pk)
    make_entry(paper.pk, kind="paper")

    assert "first words" not in both(client)


def test_who_wrote_it_is_never_told(client, admin):
    zelda = make_user("zeldaq", display_name="Zelda Qwertyson")
    summary = make_summary(author=zelda, is_anonymous=True)
    client.force_login(admin)
    refused = decide(client, "summary", summary, "hide", explanation="ZELDAQ advertises.")
    assert refused.status_code == 422
    assert not LogEntry.objects.exists()
    decide(client, "summary", summary, "hide", explanation="Advertising.")
    client.logout()

    assert "zelda" not in both(client).lower()


def test_what_is_gone_and_who_has_left_lose_their_names(client, moderator, summary):
    bob = make_user("bobby")
    make_entry(summary.pk, moderator_id=moderator.pk)
    make_entry(bob.pk, kind="person", action="suspend")
    assert "@bobby" in both(client)
    summary.delete()
    bob.delete()
    moderator.delete()
    told = both(client)

    assert "a summary that is gone" in told
    assert "a user that is gone" in told
    assert "a former moderator" in told
    assert "bobby" not in told
    assert LogEntry.objects.count() == 2


def test_a_hidden_text_is_named_and_not_linked(client, summary):
    make_entry(summary.pk)
    summary.hide()
    told = both(client)

    assert summary.paper.title in told
    assert f'"{summary.get_absolute_url()}"' not in told
