"""What is told of an anonymous text, by mail or in a feed, tells nobody who wrote it."""

from django.core import mail

from accounts import mailer
from accounts.digest import write_digests
from accounts.notify import summary_published
from summaries.models import Follow
from tests.hiding import FOUND_BY, IDENTITY, SECRETS
from tests.trespass import everything


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
