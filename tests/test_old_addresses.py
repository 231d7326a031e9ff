"""Every address of the old site leads to the page that took its place, and nowhere else."""

from itertools import product
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_identifier, make_paper, make_summary, make_user, make_venue

pytestmark = pytest.mark.django_db

SICI = "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"
SHAPES, PIX, MELIS = "conf/nips/HermannL20", "conf/cvpr/Wang0ZTKC18", "journals/corr/abs-1906-02425"
TITLE = "High-Resolution Image Synthesis and {{Semantic}} Manipulation with {C}onditional {GAN}s"


@pytest.fixture
def library(alice, bob):
    """Papers with all kinds of names, summaries signed, anonymous and private, a venue."""
    venue = make_venue(key="conf/nips", name="NeurIPS")
    shapes = make_paper(key=SHAPES, title="What shapes feature representations?", year=2020)
    shapes.venue = venue
    shapes.save()
    pix = make_paper(key=PIX, title=TITLE.replace("{", "").replace("}", ""))
    make_identifier(pix, "arxiv", "1711.11585")
    make_identifier(pix, "doi", "10.1109/cvpr.2018.00917")
    make_paper(key=MELIS, title="Twice")
    make_paper(key="journals/corr/1904.06387", title="Twice")
    make_paper(key=SICI, title="A title of $O(n^2)$ \\emph{things}: naïve & fast")
    make_paper(key="10.1016/0004-3702(94)00092-1", title="C++ and C#")
    make_paper(key="10.1000/a#b;c", title="Odd signs")
    make_paper(key="conf/x/A+B", title="Two plus")
    return {
        "signed": make_summary(paper=shapes, author=alice),
        "anonymous": make_summary(paper=shapes, author=bob, is_anonymous=True),
        "private": make_summary(paper=pix, author=alice, visibility="private"),
        "hidden": hidden(make_summary(paper=pix, author=bob)),
        "suspended": make_summary(paper=pix, author=make_user("mallory", is_active=False)),
    }


def hidden(summary):
    summary.hide()
    return summary


def page(key: str) -> str:
    return f"/papers/{quote(key, safe='/~:@!$&()*+,;=')}/"


OLD_PAPER = [
    (f"bibtexKey={SHAPES}", SHAPES),
    (f"bibtexKey={quote(SHAPES, safe='')}", SHAPES),
    (f"bibtexKey={quote(quote(SHAPES, safe=''), safe='')}", SHAPES),
    (f"bibtexKey={SHAPES}]", SHAPES),
    (f"bibtexKey={SHAPES})", SHAPES),
    (f"bibtexKey={SHAPES}.", SHAPES),
    (f"bibtexKey={SHAPES}).,", SHAPES),
    (f"bibtexKey={SHAPES}%5D", SHAPES),
    (f"bibtexKey={SHAPES}/", SHAPES),
    (f"bibtexKey=%20{SHAPES}%20", SHAPES),
    (f"bibtexkey={SHAPES}", SHAPES),
    (f"x=1&bibtexKey={SHAPES}&utm_source=feed", SHAPES),
    (f"bibtexKey=DBLP:{SHAPES}", SHAPES),
    (f"bibtexKey=https://dblp.org/rec/{SHAPES}.html", SHAPES),
    (f"bibtexKey=http://dblp.uni-trier.de/rec/bibtex/{SHAPES}", SHAPES),
    (f"bibtexKey=https%3A%2F%2Fdblp.org%2Frec%2F{quote(SHAPES, safe='')}", SHAPES),
    (f"bibtexKey=http://www.shortscience.org/paper?bibtexKey={SHAPES}", SHAPES),
    ("bibtexKey=1711.11585", PIX),
    ("bibtexKey=1711.11585v2", PIX),
    ("bibtexKey=arXiv:1711.11585", PIX),
    ("bibtexKey=arxiv%3A1711.11585v1", PIX),
    ("bibtexKey=abs/1711.11585", PIX),
    ("bibtexKey=abs-1711-11585", PIX),
    ("bibtexKey=journals/corr/abs-1711-11585", PIX),
    ("bibtexKey=journals/corr/1711.11585", PIX),
    ("bibtexKey=https://arxiv.org/abs/1711.11585", PIX),
    ("bibtexKey=https%3A%2F%2Farxiv.org%2Fpdf%2F1711.11585v2.pdf", PIX),
    ("bibtexKey=arxiv.org/abs/1711.11585", PIX),
    ("bibtexKey=10.48550/arXiv.1711.11585", PIX),
    ("bibtexKey=10.1109/CVPR.2018.00917", PIX),
    ("bibtexKey=10.1109%2Fcvpr.2018.00917", PIX),
    ("bibtexKey=https://doi.org/10.1109/CVPR.2018.00917", PIX),
    ("bibtexKey=http%3A%2F%2Fdx.doi.org%2F10.1109%2FCVPR.2018.00917", PIX),
    ("bibtexKey=doi:10.1109/CVPR.2018.00917.", PIX),
    ("bibtexKey=journals/corr/abs-1906-02425", MELIS),
    ("bibtexKey=journals/corr/1906.02425", MELIS),
    ("bibtexKey=1906.02425", MELIS),
    ("bibtexKey=abs-1906-02425", MELIS),
    ("bibtexKey=1906.02425v3]", MELIS),
    ("bibtexKey=journals/corr/1904.06387", "journals/corr/1904.06387"),
    ("bibtexKey=journals/corr/abs-1904-06387", "journals/corr/1904.06387"),
    (f"bibtexKey={SICI}", SICI),
    (f"bibtexKey={SICI.lower()}", SICI),
    (f"bibtexKey={quote(SICI)}", SICI),
    (f"bibtexKey={quote(SICI, safe='')}", SICI),
    (f"bibtexKey={quote(quote(SICI, safe=''), safe='')}", SICI),
    (f"bibtexKey={quote('https://doi.org/' + quote(SICI), safe='')}", SICI),
    (f"bibtexKey={SICI.replace('<', '&lt;').replace('>', '&gt;').replace('&', '%26')}", SICI),
    ("bibtexKey=10.1016/0004-3702(94)00092-1", "10.1016/0004-3702(94)00092-1"),
    ("bibtexKey=10.1016/0004-3702(94)00092-1)", "10.1016/0004-3702(94)00092-1"),
    ("bibtexKey=10.1016%2F0004-3702%2894%2900092-1", "10.1016/0004-3702(94)00092-1"),
    ("bibtexKey=10.1000/A%23B;C", "10.1000/a#b;c"),
    ("bibtexKey=10.1000%2Fa%2523b%253Bc", "10.1000/a#b;c"),
    ("bibtexKey=conf/x/A+B", "conf/x/A+B"),
    ("bibtexKey=conf%2Fx%2FA%2BB", "conf/x/A+B"),
]


def test_a_paper_is_found_under_every_spelling(subtests, client, library):
    for path, (query, key) in product(("/paper", "/paper/"), OLD_PAPER):
        with subtests.test(f"{path}?{query}"):
            response = client.get(f"{path}?{query}")

            assert response.status_code == 301
            assert response["Location"] == page(key)
    for key in {key for _, key in OLD_PAPER}:
        with subtests.test(key):
            assert client.get(page(key)).status_code == 200


KNOWN = {"1711.11585v2": PIX, "https://doi.org/10.1109/CVPR.2018.00917": PIX}
KNOWN |= {"abs-1906-02425": MELIS, f"{SHAPES}]": SHAPES, SICI.lower(): SICI, quote(SICI): SICI}


def test_our_own_addresses_take_the_same_spellings(subtests, client, library):
    for text, key in KNOWN.items():
        with subtests.test(text):
            response = client.get(f"/papers/{quote(text)}/")

            assert (response.status_code, response.url) == (301, page(key))


OTHERS = [
    ("/paper?bibtexKey={key}&a=alice", "/summaries/{signed}/"),
    ("/paper?a=alice&bibtexKey={key}", "/summaries/{signed}/"),
    ("/paper?bibtexKey={key}&a=bob", "/papers/{key}/"),  # anonymous
    ("/paper?bibtexKey={key}&a=carol", "/papers/{key}/"),
    ("/paper?bibtexKey={key}&a=", "/papers/{key}/"),
    ("/paper?bibtexKey={pix}&a=alice", "/papers/{pix}/"),  # private
    ("/paper?bibtexKey={pix}&a=bob", "/papers/{pix}/"),  # hidden
    ("/paper?bibtexKey={pix}&a=mallory", "/papers/{pix}/"),  # suspended
    ("/paper?bibtexKey={pix}&a=%F0%9F%90%8D%FF", "/papers/{pix}/"),
    ("/user?name=alice", "/people/alice/"),
    ("/user/?name=ALICE", "/people/alice/"),
    ("/users", "/people/"),
    ("/users/", "/people/"),
    ("/venue", "/venues/"),
    ("/venue/?key=", "/venues/"),
    ("/venue?key=conf/nips", "/venues/conf/nips/"),
    ("/venue?key=conf%2Fnips&year=2020", "/venues/conf/nips/2020/"),
    ("/venue?key=conf/nips&year=1066", "/venues/conf/nips/"),
    ("/venue?key=conf/nips&year=x", "/venues/conf/nips/"),
    ("/venue?key=conf/nips&year=99999999999999999999", "/venues/conf/nips/"),
    ("/internalsearch?q={key}", "/papers/{key}/"),
    ("/internalsearch?q=arXiv%3A1711.11585", "/papers/{pix}/"),
    ("/internalsearch/?q=10.1109/CVPR.2018.00917", "/papers/{pix}/"),
    ("/internalsearch?q=What+shapes+feature+representations%3F", "/papers/{key}/"),
    ("/internalsearch?q=what%20SHAPES%20feature%20representations", "/papers/{key}/"),
    ("/internalsearch?q={title}", "/papers/{pix}/"),
    ("/internalsearch?q=Odd signs", "/papers/10.1000/a%23b;c/"),
    ("/internalsearch?q=Twice", "/search/?q=Twice"),
    ("/internalsearch?q=nobody+knows&x=1", "/search/?q=nobody+knows"),
    ("/internalsearch", "/search/"),
    ("/internalsearch?q=+", "/search/"),
]


def test_every_other_address_leads_to_its_page(subtests, client, library):
    pks = {name: summary.pk for name, summary in library.items()}
    names = {"key": SHAPES, "pix": PIX, "title": quote(TITLE), **pks}
    for address, leads in OTHERS:
        with subtests.test(address):
            response = client.get(address.format(**names))

            assert response.status_code == 301
            assert response["Location"] == leads.format(**names)


NOTHING = [
    ("/paper", "This address names no paper"),
    ("/paper?bibtexKey=", "This address names no paper"),
    ("/paper?bibtexKey=nothing", "No paper goes by “nothing” here"),
    ("/paper?bibtexKey=1707.09405v2", "is the arXiv id of a paper that is not here yet"),
    ("/paper?bibtexKey=10.1000/x", "is the DOI of a paper that is not here yet"),
    ("/paper?bibtexKey=conf/x/Y", "is the dblp key of a paper that is not here yet"),
    ("/paper?bibtexKey=conf/nips/hermannl20", "not here yet"),  # case matters
    ("/papers/1707.09405/", "is the arXiv id of a paper that is not here yet"),
    ("/papers/1707.09405/write/", "is the arXiv id of a paper that is not here yet"),
    ("/user", "names nobody"),
    ("/user?name=nobody", "Nobody goes by “nobody” here"),
    ("/user?name=mallory", "Nobody goes by “mallory” here"),
    ("/venue?key=conf/unknown", "No venue goes by “conf/unknown” here"),
    ("/venue?key=CONF/NIPS", "No venue goes by"),
]


def test_what_is_not_here_is_a_404_in_words(subtests, client, library, alice):
    client.force_login(alice)
    for address, words in NOTHING:
        with subtests.test(address):
            response = client.get(address)

            assert response.status_code == 404
            assert words in response.content.decode()


@pytest.mark.parametrize("path", ["/paper?bibtexKey=", "/papers/"])
def test_an_unknown_paper_is_offered_to_be_added(client, db, path):
    response = client.get(f"{path}10.1000%2Fx%3Cb%3E&amp;{'' if 'paper?' in path else '/'}")
    answer = response.content.decode()

    assert response.status_code == 404
    assert 'href="/papers/add/?q=10.1000%2Fx%3Cb%3E' in answer
    assert "x<b>" not in answer
    assert response["Cache-Control"] == "no-store"


HOSTILE = [
    *("/paper?bibtexKey=//evil.example/", "/paper?bibtexKey=https://evil.example/x"),
    *("/paper?bibtexKey=conf/x%0D%0ASet-Cookie:a=b", "/internalsearch?q=a%0D%0ASet-Cookie:a=b"),
    *("/internalsearch?q=//evil.example", "/internalsearch?q=https://evil.example/"),
    *("/user?name=//evil.example", "/user?name=../../admin", "/venue?key=//evil.example"),
    *("/venue?key=../../admin/", "/paper?bibtexKey=%FF%FE", "/user?name=%ED%A0%80"),
    *("/venue?key=conf/nips&year=²⁰²⁰", "/paper?bibtexKey=[]", "/paper?bibtexKey[]=x"),
    *("/paper?" + "bibtexKey=x&" * 5_000, "/internalsearch?q=" + "(" * 1_000_000),
    *("/paper?bibtexKey=" + "10.1000/" * 125_000, "/user?name=" + "x" * 1_000_000),
    *("/venue?key=" + "/" * 1_000_000, "/paper?bibtexKey=" + "%25" * 300_000),
]


def test_hostile_addresses_are_answered_and_lead_nowhere_else(subtests, client, library):
    for address in HOSTILE:
        with subtests.test(address[:40]):
            response = client.get(address)

            assert response.status_code in (301, 400, 404)
            location = response.headers.get("Location", "/")
            assert location.startswith("/")
            assert not location.startswith("//")
            assert len(location) < 10_000
            assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", ["/paper", "/user", "/users", "/venue", "/internalsearch"])
def test_a_nul_is_refused(client, db, address):
    assert client.get(f"{address}?bibtexKey=%00&name=%00&key=%00&q=%00").status_code == 400


@pytest.mark.parametrize("address", ["/paper", "/user", "/users", "/venue", "/internalsearch"])
def test_old_addresses_are_for_reading_only(db, address):
    client = Client()

    assert client.post(address).status_code == 405
    assert client.head(address).status_code in (301, 404)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    path=st.sampled_from(["paper", "user", "venue", "internalsearch"]),
    value=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60),
)
def test_any_question_at_all_is_answered(client, library, path, value):
    asked = quote(value, safe="")
    response = client.get(f"/{path}?bibtexKey={asked}&key={asked}&name={asked}&q={asked}&a={asked}")

    assert response.status_code in (301, 404)


def test_the_address_of_a_summary_costs_three_queries(client, library, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get(f"/paper?bibtexKey={SHAPES}&a=alice")
