"""A vote and a change of sections at the same moment: the section has what the vote has made.

On PostgreSQL alone, for SQLite has one writer at a time.
"""

import json

import pytest

from tests.processes import database, python, said

ORDERS = ("vote first", "vote second")
WAYS = ("keyword given", "venue given", "keyword sorted", "venue sorted")
PROGRAM = """
import json
from threading import Thread
from django.core.management import call_command
from django.db import connection, transaction
call_command("migrate", verbosity=0)
from summaries.models import Paper, Summary, Venue
from summaries.recount import recount
from tests.factories import make_keyword, make_paper, make_summary, make_user, make_venue
from tests.serving import wait_until

def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None

class Other(Thread):
    error = None

    def run(self):
        try:
            super().run()
        except Exception as error:
            self.error = error
        finally:
            connection.close()

def together(first, second, *later):
    # The first ends its transaction when the second waits for a lock, or waited for none.
    other = Other(target=second)
    with transaction.atomic():
        first()
        other.start()
        blocked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        wait_until(lambda: ask(blocked) or not other.is_alive())
        for task in later:
            task()
    other.join()
    return repr(other.error)

def race(way, order):
    venue, keyword = make_venue(), make_keyword()
    paper = make_paper(venue=venue, keywords=[keyword])
    summary, voter = make_summary(paper=paper), make_user()

    def vote():
        Summary.objects.get(pk=summary.pk).set_vote(voter, 1)

    def sort(row):
        row.section = "physics"
        row.save()

    ways = {
        "keyword given": lambda: paper.keywords.add(make_keyword(section="physics")),
        "venue given": lambda: Paper.objects.filter(pk=paper.pk).update(venue=physical),
        "keyword sorted": lambda: sort(keyword),
        "venue sorted": lambda: sort(venue),
    }
    physical = make_venue(section="physics")
    both = (vote, ways[way]) if order == "vote first" else (ways[way], vote)
    error = together(*both)
    voted = Summary.objects.in_section("physics").get(pk=summary.pk)
    return [error, voted.ups, recount()]

def cross():
    # The first has the paper and asks for the summary, the second has the summary and asks for
    # the paper. PostgreSQL would end one of them after a while; it is told to have patience.
    summary, keyword = make_summary(), make_keyword(section="physics")

    def hide():
        ask("SET deadlock_timeout = '60s'")
        summary.hide()

    paper = summary.paper
    error = together(paper.save, hide, lambda: paper.keywords.add(keyword))
    return [error, summary.section_places.count(), recount()]

found = {"crossed": cross()}
ask("ALTER FUNCTION place_waits_for_votes SET lock_timeout = '60s'")  # a busy machine needs more
for way, order in json.loads(input()):
    found[f"{way}, {order}"] = race(way, order)
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What each race came to, by its name."""
    races = json.dumps([(way, order) for way in WAYS for order in ORDERS])
    with database("postgresql", tmp_path_factory.mktemp("places")) as url:
        return json.loads(said(python(url, PROGRAM), races + "\n"))


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("way", WAYS)
def test_a_text_stands_in_a_section_with_the_vote_of_that_moment(found, way, order):
    assert found[f"{way}, {order}"] == ["None", 1, {}]


def test_who_hides_a_text_and_who_gives_its_paper_a_keyword_both_come_to_an_end(found):
    assert found["crossed"] == ["None", 0, {}]
