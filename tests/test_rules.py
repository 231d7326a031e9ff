"""Rules: tried first, then they look at new texts, and only ever report."""

import pytest
from django.utils import timezone

from summaries.models import Report, Rule, Summary, Ticket
from summaries.moderation.rules import matching, trial, watch
from tests.factories import make_comment, make_paper, make_summary, make_user
from tests.moderating import member_of, newcomer, old_hand

LONG = " ".join(f"word{number} of a long text" for number in range(60))


def make_rule(**fields):
    fields = {"name": "Shoes", "test": "words", "lines": "cheap shoes", "is_on": True, **fields}
    return Rule.objects.create(tried_at=timezone.now() if fields["is_on"] else None, **fields)


def looked_at(thing, capture):
    with capture(execute=True):
        watch(thing)


def write(client, capture, body, **fields):
    paper = make_paper()
    fields = {"body": body, "visibility": "public", "base": 0, "draft_version": 0, **fields}
    with capture(execute=True):
        fields["licence"] = "CC-BY-4.0"
        return client.post(f"/papers/{paper.key}/write/", fields)


@pytest.mark.django_db
def test_a_new_summary_is_reported_and_stays(client, bob, django_capture_on_commit_callbacks):
    rule = make_rule()
    client.force_login(bob)
    write(client, django_capture_on_commit_callbacks, "They sell cheap shoes.")
    summary = Summary.objects.listed().get()
    found = Report.objects.get()

    assert (found.rule, found.reporter, found.ticket.thing) == (rule, None, summary)
    assert found.reason == "spam"
    assert Ticket.objects.open().exists()


@pytest.mark.django_db
def test_a_new_comment_and_an_edited_one_are_reported(
    client, bob, summary, django_capture_on_commit_callbacks
):
    make_rule()
    client.force_login(bob)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/summaries/{summary.pk}/comments/", {"body": "Nice."})
    assert not Report.objects.exists()
    comment = summary.comments.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/comments/{comment.pk}/edit/", {"body": "Nice. Cheap shoes!"})

    assert Report.objects.get().ticket.thing == comment


@pytest.mark.django_db
@pytest.mark.parametrize("case", ["private", "rule is off", "moderator's"])
def test_otherwise_nothing_is_reported(case, moderator, django_capture_on_commit_callbacks):
    make_rule(is_on=case != "rule is off")
    summary = make_summary(
        body="Cheap shoes.",
        author=moderator if case == "moderator's" else make_user(),
        visibility="private" if case == "private" else "public",
    )
    looked_at(summary, django_capture_on_commit_callbacks)

    assert not Report.objects.exists()


@pytest.mark.django_db
def test_looking_twice_reports_once(summary, django_capture_on_commit_callbacks):
    make_rule(lines="it works")
    for _ in range(2):
        looked_at(summary, django_capture_on_commit_callbacks)

    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_many_links_matter_for_new_accounts_only(django_capture_on_commit_callbacks):
    make_rule(test="links", lines="", number=2)
    body = "[a](https://a.example) and [b](https://b.example)"
    new = make_summary(author=newcomer(), body=body)
    old = make_summary(author=old_hand(), body=body)
    for summary in (new, old):
        looked_at(summary, django_capture_on_commit_callbacks)

    assert Report.objects.get().ticket.thing == new


@pytest.mark.django_db
def test_a_copy_of_another_text_is_found(django_capture_on_commit_callbacks):
    make_rule(test="copies", lines="", number=6)
    first, second = make_summary(body=LONG), make_comment(body=f"See here. {LONG}")
    for thing in (first, second, first):
        looked_at(thing, django_capture_on_commit_callbacks)

    assert {report.ticket.thing for report in Report.objects.all()} == {second, first}


@pytest.mark.django_db
def test_a_rule_that_fails_hinders_nobody(
    client, bob, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    make_rule(name="A")
    make_rule(name="B", test="domains", lines="shop.example")

    def fail(words, phrases):
        raise RecursionError

    monkeypatch.setattr(matching, "has_phrase", fail)
    client.force_login(bob)
    response = write(
        client, django_capture_on_commit_callbacks, "Cheap shoes: https://shop.example/"
    )

    assert response.status_code == 302
    assert Summary.objects.listed().exists()
    assert Report.objects.get().rule.name == "B"
    assert "failed" in caplog.text


# On the desk


RULES = "/admin/summaries/rule/"
FORM = {"name": "Shoes", "test": "words", "lines": "cheap shoes", "number": 3, "reason": "spam"}


@pytest.fixture
def desk(client, db):
    client.force_login(member_of("moderator"))
    return client


def test_a_rule_is_tried_before_it_may_be_switched_on(desk):
    hit = make_summary(body="Cheap shoes here.")
    make_summary(body="No shoes.")
    page = desk.post(f"{RULES}add/", FORM, follow=True)
    rule = Rule.objects.get()
    assert not rule.is_on
    assert [found.thing for found in page.context["hits"]] == [hit]
    assert not Report.objects.exists()
    desk.post(f"{RULES}{rule.pk}/try/", {"switch": "on", "proof": page.context["proof"]})
    rule.refresh_from_db()

    assert rule.is_on
    assert rule.tried_at


@pytest.mark.parametrize("proof", ["", "nonsense", "of another"])
def test_without_a_trial_it_stays_off(desk, proof):
    rule = make_rule(is_on=False)
    if proof == "of another":
        proof = desk.get(f"{RULES}{rule.pk}/try/").context["proof"]
        Rule.objects.update(lines="shoes")
    response = desk.post(f"{RULES}{rule.pk}/try/", {"switch": "on", "proof": proof}, follow=True)
    rule.refresh_from_db()

    assert not rule.is_on
    assert "Please look again" in response.content.decode()


def test_a_changed_rule_is_off_until_it_is_tried_again(desk):
    rule = make_rule()
    desk.post(f"{RULES}{rule.pk}/change/", {**FORM, "lines": "shoes"})
    rule.refresh_from_db()

    assert (rule.is_on, rule.tried_at, rule.lines) == (False, None, "shoes")


def test_a_rule_is_switched_off(desk):
    rule = make_rule()
    assert desk.post(f"{RULES}{rule.pk}/try/", {"switch": "off"}).status_code == 302
    rule.refresh_from_db()

    assert not rule.is_on
    assert desk.post(f"{RULES}{rule.pk}/try/", {"switch": "x"}).status_code == 400


@pytest.mark.parametrize(
    "fields",
    [
        {"lines": ""},
        {"lines": "!!\n?"},
        {"lines": "x\n" * 101},
        {"test": "copies", "number": 1},
        {"test": "nonsense"},
        {"number": -1},
        {"name": ""},
    ],
)
def test_a_rule_without_sense_is_refused_in_words(desk, fields):
    response = desk.post(f"{RULES}add/", {**FORM, **fields})

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not Rule.objects.exists()


def test_a_curator_has_no_rules(client, db):
    rule = make_rule()
    client.force_login(member_of("curator"))

    assert client.get(f"{RULES}{rule.pk}/try/").status_code == 403
    assert client.get(RULES).status_code == 403


@pytest.mark.django_db
def test_a_trial_compares_texts_with_each_other():
    first = make_summary(body=LONG)
    second = make_summary(body=f"Look: {LONG}")
    make_summary()
    found = trial(Rule(test="copies", number=6))

    assert first.pk < second.pk
    assert [hit.thing for hit in found] == [second]


@pytest.mark.django_db
def test_a_trial_asks_the_same_few_questions_of_any_number_of_texts(django_assert_num_queries):
    for _ in range(5):
        make_comment()
    for test in Rule.Test.values:
        with django_assert_num_queries(2):
            trial(Rule(test=test, lines="x", number=5))
