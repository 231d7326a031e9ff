"""One request of each page family that the site must be fast at."""

from collections import Counter
from collections.abc import Callable

from bench.data.catalogue import key_of, venue_of, year_of
from bench.data.plan import DISCUSSED, Plan
from bench.data.sizes import Size
from bench.data.words import vocabulary

from .load import Request

DOZEN = 12  # papers: the small site has no year with more

UNCACHED = {"Cookie": "uncached=1"}  # a cookie that nobody knows: the answer is made anew


def pages_of(plan: Plan) -> dict[str, str]:
    """Name → address."""
    size, paper = plan.size, 1
    single = plan.with_many + plan.with_some + plan.with_few + 1
    return {
        "feed, hot": "/",
        "feed, recent": "/?tab=recent",
        "feed, best": "/?tab=best",
        "feed, most read": "/?tab=read",
        "feed, page 50": "/?tab=best&page=50",
        "section": "/?section=statistics",
        "paper, 1 summary": f"/papers/{key_of(single, size)}/",
        "paper, 20 summaries": f"/papers/{key_of(plan.with_many + 1, size)}/",
        "paper, 300 summaries": f"/papers/{key_of(paper, size)}/",
        "venue": "/venues/conf/v1/",
        "venue year": "/venues/conf/v{}/{}/".format(*year_of_a_dozen(size)),
        "person": "/people/person1/",
        "keyword": "/keywords/cs.LG/",
        "search, asked before": "/search/?q=deep+study",
        "summary, 500 comments": f"/summaries/{DISCUSSED}/",
        "Atom feed": "/feed.atom",
        "API": "/api/v1/summaries",
    }


def searches_of() -> dict[str, Callable[[int], Request]]:
    """Name → the n-th request, for other words than those before."""
    words = vocabulary(60_000)[:5_000]

    def search(number: int) -> Request:
        return Request(f"/search/?q=deep+{words[1 + number % 4_999]}", UNCACHED)

    return {"search, new words": search}


def year_of_a_dozen(size: Size) -> tuple[int, int]:
    """A venue and a year of it with about as many papers on each site: like beside like."""
    numbers = range(1, size.papers + 1)
    papers = Counter((venue_of(number, size), year_of(number)) for number in numbers)
    return min(papers, key=lambda place: (abs(papers[place] - DOZEN), place))


def posts_of(plan: Plan, cookies: str, token: str) -> dict[str, Callable[[int], Request]]:
    """Name → the n-th request of somebody who is logged in."""
    headers = {"Cookie": cookies, "X-CSRFToken": token}

    def vote(number: int) -> Request:
        turn, summary = divmod(number, 50)  # each vote is another than the one before
        return Request(f"/summaries/{1 + summary}/vote/", headers, f"value={1 - turn % 2}")

    def preview(number: int) -> Request:
        text = "A+text+with+%24x%5E2%24+and+more.+" * 60
        return Request("/preview/", headers, f"body={text}")

    return {"vote, POST": vote, "preview, POST": preview}
