"""Writing one's summary of a paper: saved, refused, conflicting, never lost."""

import pytest
from django.test import Client
from django.urls import reverse

from summaries.models import Draft, Paper, Summary
from summaries.writing import save_summary
from tests.factories import make_identifier, make_summary
from tests.writing import typed

LONG = "Long and precious words.\n" * 50


@pytest.fixture
def url(paper):
    return reverse("summaries:write", args=[paper.key])


@pytest.fixture
def writer(client, alice):
    client.force_login(alice)
    return client


def test_a_stranger_is_led_to_the_log_in_and_back(client, url):
    response = client.get(url)

    assert response.status_code == 302
    assert response.url.endswith(f"next={url}")


def test_the_paper_s_page_leads_everybody_to_the_editor(client, paper, alice, url):
    assert f'href="{url}"' in client.get(paper.get_absolute_url()).content.decode()
    client.force_login(alice)
    save_summary(paper, alice, {**saved(), "visibility": "private"})

    assert "Edit your summary" in client.get(paper.get_absolute_url()).content.decode()


def saved(**fields):
    beside = {"competing_interests": "", "ai_assistance": "", "note": "", "is_anonymous": False}
    return {**typed(), **beside, "base": 0, **fields}


def test_an_unknown_paper_is_a_404_and_a_former_key_leads_to_the_present_one(writer, paper, url):
    make_identifier(paper, "key", "conf/nips/Old20")

    assert writer.get("/papers/conf/nips/None/write/").status_code == 404
    assert writer.get("/papers/conf/nips/Old20/write/").url == url


def test_what_is_typed_under_a_former_key_is_saved_all_the_same(writer, paper):
    make_identifier(paper, "key", "conf/nips/Old20")

    response = writer.post("/papers/conf/nips/Old20/write/", typed())

    assert response.status_code == 302
    assert Summary.objects.get().paper == paper


def test_the_first_save_makes_a_summary_with_its_first_version(writer, alice, paper, url):
    response = writer.post(url, typed(competing_interests="I know the authors."))

    summary = Summary.objects.get()
    paper.refresh_from_db()
    assert response.url == summary.get_absolute_url()
    assert (summary.author, summary.paper, summary.version) == (alice, paper, 1)
    assert "<math" in summary.body_html
    assert summary.published_at is not None
    assert paper.summary_count == 1
    page = writer.get(response.url).content.decode()
    assert "I know the authors." in page


@pytest.mark.parametrize("visibility", ["draft", "private", "link"])
def test_what_is_not_public_is_nowhere_for_others(writer, bob, paper, url, visibility):
    writer.post(url, typed(body="Hush-hush words.", visibility=visibility))
    summary = Summary.objects.get()
    other = Client()
    other.force_login(bob)

    assert summary.published_at is None
    for reader in (Client(), other):
        for address in (paper.get_absolute_url(), "/", "/?tab=recent"):
            assert "Hush-hush" not in reader.get(address).content.decode()
        for page in ("", "source/", "history/", "share/"):
            response = reader.get(f"{summary.get_absolute_url()}{page}", follow=True)
            assert "Hush-hush" not in response.content.decode()


def test_every_change_of_the_text_is_a_version_and_no_change_is_none(writer, url):
    writer.post(url, typed())
    writer.post(url, typed(base=1))
    writer.post(url, typed(base=1, body="Another view.", note="Said it better"))

    summary = Summary.objects.get()
    assert summary.version == 2
    assert summary.revisions.get(number=2).note == "Said it better"
    assert summary.edited_at is not None


def test_a_change_of_the_licence_alone_is_a_version_too(writer, url):
    writer.post(url, typed())
    writer.post(url, typed(base=1, licence="CC0-1.0"))

    summary = Summary.objects.get()
    assert (summary.version, summary.licence) == (2, "CC0-1.0")
    assert summary.edited_at is None


def test_the_first_publication_stays_when_it_is_taken_back_and_published_again(writer, url):
    writer.post(url, typed())
    first = Summary.objects.get().published_at
    writer.post(url, typed(base=1, visibility="private"))
    writer.post(url, typed(base=1, visibility="public"))

    assert Summary.objects.get().published_at == first


def test_saving_never_undoes_a_moderator_s_hiding(writer, alice, paper, url):
    summary = make_summary(author=alice, paper=paper)
    summary.hide()

    writer.post(url, typed(base=1, visibility="public", body="Again."))

    summary.refresh_from_db()
    assert summary.hidden_at is not None
    assert "Again." not in Client().get(paper.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"body": ""}, "There is nothing to save yet"),
        ({"body": " \n\t\n"}, "There is nothing to save yet"),
        ({"body": "x" * 100_001}, "at most 100000 characters"),
        ({"visibility": "everybody"}, "Select a valid choice"),
        ({"licence": "GPL"}, "Select a valid choice"),
        ({"competing_interests": "x" * 501}, "at most 500 characters"),
        ({"note": "x" * 201, "base": 1}, "at most 200 characters"),
        ({"base": "many"}, "Not saved yet"),
        ({"base": "-1"}, "Not saved yet"),
        ({"base": "9" * 5000}, "Not saved yet"),
    ],
)
def test_a_wrong_field_is_told_and_what_was_typed_stays(writer, url, fields, words):
    response = writer.post(url, typed(**{"body": LONG, **fields}))

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert str(fields.get("body", LONG)).strip()[:1000] in page
    assert Summary.objects.count() == 0


def test_a_form_without_any_field_is_told_so(writer, url):
    assert writer.post(url, {}).status_code == 422


def test_line_breaks_and_odd_characters_are_stored_as_they_will_be_read(writer, url):
    writer.post(url, typed(body="\r\none\r\ntwo\rthree \x00\x07\n\n"))

    assert Summary.objects.get().body == "one\ntwo\nthree "


def test_a_hundred_thousand_characters_fit_whatever_the_browser_makes_of_line_breaks(writer, url):
    response = writer.post(url, typed(body="x\r\n" * 50_000))

    assert response.status_code == 302


def test_the_preview_button_shows_the_text_and_saves_nothing(writer, url):
    response = writer.post(url, typed(body="A **bold** $x^2$.", action="preview"))

    page = response.content.decode()
    assert response.status_code == 200
    assert "<strong>bold</strong>" in page
    assert "<math" in page
    assert "Nothing is saved yet" in page
    assert (Summary.objects.count(), Draft.objects.count()) == (0, 0)


def test_scripts_are_told_the_address_instead_of_a_redirect(writer, url):
    response = writer.post(url, typed(), headers={"Accept": "application/json"})

    assert response.json() == {"url": Summary.objects.get().get_absolute_url()}


def test_the_editor_opens_with_what_is_saved(writer, url):
    writer.post(url, typed(body="What I said.", ai_assistance="Translated by machine."))
    page = writer.get(url).content.decode()

    assert "Edit your summary" in page
    assert "What I said.</textarea>" in page
    assert "Translated by machine." in page
    assert 'name="base" value="1"' in page


def test_a_text_cannot_end_the_textarea(writer, url):
    writer.post(url, typed(body="</textarea><script>alert(1)</script>", visibility="draft"))

    assert "<script>alert" not in writer.get(url).content.decode()


def test_the_editor_never_loads_the_package_s_own_script_or_addresses(writer, url):
    page = writer.get(url).content.decode()

    assert "markdownx/js" not in page
    assert 'data-markdownx-urls-path="/preview/"' in page
    assert 'data-markdownx-upload-urls-path="/pictures/"' in page
    assert writer.post("/markdownx/upload/").status_code == 404
    assert writer.post("/markdownx/markdownify/").status_code == 404


def test_opening_the_editor_writes_nothing_and_costs_a_few_queries(
    writer, url, django_assert_max_num_queries
):
    writer.get(url)
    with django_assert_max_num_queries(9):
        writer.get(url)

    assert Summary.objects.count() == Draft.objects.count() == 0
    assert Paper.objects.count() == 1


def test_an_anonymous_summary_names_its_author_to_nobody_else(writer, alice, bob, paper, url):
    writer.post(url, typed(is_anonymous="on"))
    summary = Summary.objects.get()
    other = Client()
    other.force_login(bob)

    assert summary.is_anonymous
    for address in (paper.get_absolute_url(), summary.get_absolute_url(), "/?tab=recent"):
        page = other.get(address).content.decode()
        assert "Alice" not in page
        assert "alice" not in page
