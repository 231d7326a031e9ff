"""Forty people vote at once, from real processes: the tallies equal the rows."""

import pytest

from tests.processes import KINDS, database, python, said

VOTERS, PROCESSES, VOTES_EACH = 40, 8, 10  # 400 votes

PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import make_summary, make_user
make_summary(author=make_user("writer"))
[make_user(f"voter{number}") for number in range(40)]
"""
VOTE = """
import random, sys
from accounts.models import User
from summaries.models import Summary
number = int(sys.argv[1])
chance = random.Random(number)
voters = list(User.objects.filter(username__startswith="voter").order_by("pk"))[number::8]
turns = [voter for voter in voters for _ in range(10)]
chance.shuffle(turns)
sys.stdin.readline()
for voter in turns:
    Summary.objects.get().set_vote(voter, chance.choice([1, 1, -1, 0]))
Summary.objects.get().set_vote(voters[0], 1)
print(len(turns))
"""
TALLIES = """
from summaries.models import Summary
from summaries.recount import recount
from django.db.models import Count
summary = Summary.objects.get()
print(summary.ups, summary.downs, summary.score)
ups, downs = (summary.votes.filter(value=value).count() for value in (1, -1))
print(ups, downs, ups - downs)
print(sum(recount(check=True).values()))
print(summary.votes.values("voter").annotate(n=Count("pk")).filter(n__gt=1).count())
"""


@pytest.mark.parametrize("kind", KINDS)
def test_four_hundred_votes_of_forty_voters_are_counted_exactly(kind, tmp_path):
    with database(kind, tmp_path) as url:
        said(python(url, PREPARE))
        voting = [python(url, VOTE, str(number)) for number in range(PROCESSES)]
        for process in voting:  # all of them begin at the same moment, as far as one can tell
            process.stdin.write("go\n")
            process.stdin.flush()
        cast = sum(int(said(process)) for process in voting)

        stored, counted, wrong, twice = said(python(url, TALLIES)).splitlines()

    assert cast == VOTERS * VOTES_EACH
    assert stored == counted
    assert (wrong, twice) == ("0", "0")
    assert int(counted.split()[0]) >= PROCESSES
