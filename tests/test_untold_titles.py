"""An unidentified paper is titled by its summary's first words, as long as they are public."""

import pytest

from summaries.models import Bookmark, Follow, Paper, Summary
from tests.factories import make_keyword
from tests.importing import import_dumps, write_dump

WORDS = "These opening words"
pytestmark = pytest.mark.django_db


@pytest.fixture
def summary(tmp_path):
    """Imported, of a paper that nobody knows."""
    import_dumps(write_dump(tmp_path, f"{WORDS} were written about something."))
    summary = Summary.objects.get()
    summary.paper.keywords.add(make_keyword("cs.LG"))
    return summary


def pages(paper):
    return [paper.get_absolute_url(), "/keywords/cs.LG/", f"/papers/{paper.key}/write/"]


def test_the_first_words_stand_in_for_the_title(client, summary):
    for address in pages(summary.paper)[:2]:
        assert WORDS in client.get(address).content.decode()
    assert Paper.objects.titles([summary.paper.key])[summary.paper.key].startswith(WORDS)


def test_they_are_nowhere_after_their_summary_was_hidden(client, carol, summary):
    Follow.objects.create(user=carol, paper=summary.paper)
    Bookmark.objects.create(user=carol, paper=summary.paper)
    summary.hide()
    client.force_login(carol)

    for address in [*pages(summary.paper), "/bookmarks/", "/following/"]:
        page = client.get(address).content.decode()
        assert "Unidentified paper" in page, address
        assert WORDS not in page, address
    assert client.get("/cite/", {"q": WORDS}).json() == {"papers": []}
    assert Paper.objects.titles([summary.paper.key]) == {summary.paper.key: "Unidentified paper"}
    assert not Paper.objects.citable_by(WORDS)


def test_moderators_read_them_and_they_come_back_with_the_summary(client, admin, summary):
    summary.hide()
    client.force_login(admin)
    assert WORDS in client.get("/admin/summaries/paper/").content.decode()
    summary.publish()
    client.logout()

    assert WORDS in client.get(summary.paper.get_absolute_url()).content.decode()
    assert Paper.objects.citable_by(WORDS).get() == summary.paper
