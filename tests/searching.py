"""How the tests of the search page ask it, what they read there, and papers to be found."""

from tests.factories import make_paper, make_summary, make_venue

URL = "/search/"


def titles(client, **asked):
    response = client.get(URL, asked)
    assert response.status_code == 200
    return [row.shown_title for row in response.context["page"]]


def text(client, **asked):
    return client.get(URL, asked).content.decode()


def fill_shelf():
    """Four papers about attention, each alone in something."""
    nips = make_venue(key="conf/nips", name="NeurIPS", full_name="Neural Information Processing")
    make_summary(paper=make_paper(title="Attention with a summary", year=2001))
    make_paper(title="Attention at NeurIPS", year=2010, venue=nips)
    make_paper(title="Attention of Ann", year=2015, authors=["Ann Lee", "Bo Li"])
    make_paper(title="Attention in biology", year=2020, keywords=["q-bio.NC"])
