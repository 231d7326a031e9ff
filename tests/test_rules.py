"""Rules: what they find, that they are tried first, and that they only ever report."""

import re

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from summaries.models import Report, Rule, Summary, Ticket
from summaries.moderation.rules import matching, trial, watch
from summaries.moderation.rules.hosts import domains_of, hosts_of, leads_to
from summaries.moderation.rules.phrases import has_phrase, phrases_of, word_fits, words_of
from summaries.moderation.rules.shingles import likeness, sketch
from tests.factories import make_comment, make_paper, make_summary, make_user
from tests.moderating import member_of, newcomer, old_hand

LONG = " ".join(f"word{number} of a long text" for number in range(60))


# What is found


@pytest.mark.parametrize(
    ("text", "lines", "found"),
    [
        ("Buy cheap shoes today", "cheap shoes", True),
        ("Buy CHEAP\n\nShoes!", "cheap shoes", True),
        ("Buy ｃｈｅａｐ shoes", "cheap shoes", True),
        ("Buy cheap red shoes", "cheap shoes", False),
        ("cheapish shoes", "cheap shoes", False),
        ("cheapest shoelaces", "cheap* shoe*", True),
        ("unpaid", "*paid", True),
        ("a b", "a *", True),
        ("", "cheap", False),
        ("cheap", "", False),
        ("cheap", "\n \n!\ncheap", True),
        ("viagra", "c*ialis\nv*g*a", True),
    ],
)
def test_phrases_are_found_in_any_dress(text, lines, found):
    assert has_phrase(words_of(text), phrases_of(lines)) is found


@pytest.mark.parametrize(
    ("word", "pattern", "fits"),
    [
        ("abc", "abc", True),
        ("abc", "a*c", True),
        ("ac", "a*c", True),
        ("a", "a*a", False),
        ("abab", "*ab*ab", True),
        ("ab", "*ab*ab", False),
        ("anything", "*", True),
        ("", "*", True),
        ("abc", "*d*", False),
    ],
)
def test_a_star_stands_for_anything(word, pattern, fits):
    assert word_fits(word, pattern) is fits


@given(st.text(alphabet="ab", max_size=12), st.text(alphabet="ab*", min_size=1, max_size=8))
def test_stars_mean_what_they_mean_in_a_regular_expression(word, pattern):
    expression = ".*".join(map(re.escape, pattern.split("*")))

    assert word_fits(word, pattern) is bool(re.fullmatch(expression, word))


@pytest.mark.parametrize(
    ("html", "hosts"),
    [
        ('<a href="https://Shop.example/x?y">x</a>', ["shop.example"]),
        ('<img src="http://a.example:80/p.png">', ["a.example"]),
        ('<a href="/papers/x/">x</a> https://not-a-link.example', []),
        ('<a href="https://a.example./">a</a>' * 2, ["a.example", "a.example"]),
    ],
)
def test_hosts_of_links_and_pictures(html, hosts):
    assert hosts_of(html) == hosts


@pytest.mark.parametrize(
    ("host", "lines", "leads"),
    [
        ("shop.example", "shop.example", True),
        ("www.shop.example", "https://www.shop.example/x", True),
        ("a.b.shop.example", "shop.example", True),
        ("myshop.example", "shop.example", False),
        ("example", "shop.example", False),
        ("shop.example", "\n\n", False),
    ],
)
def test_a_domain_stands_for_all_below_it(host, lines, leads):
    assert leads_to([host], domains_of(lines)) is leads


def test_texts_that_are_nearly_the_same_are_alike():
    one = sketch(words_of(LONG))
    other = sketch(words_of("Hello! " + LONG.replace("word30", "another")))
    different = sketch(words_of(LONG.replace("long", "short").replace("of", "from")))

    assert likeness(one, one) == 1
    assert likeness(one, other) > 0.6
    assert likeness(one, different) < 0.2
    assert sketch(words_of("Thanks, I agree with all of it.")) == []
    assert likeness([], []) == 0


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text):
    looked = matching.Text(text, text, is_of_new_account=True, others=[[1, 2]])
    for test in Rule.Test.values:
        matching.is_hit(Rule(test=test, lines=text, number=5), looked)


# Watching


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
