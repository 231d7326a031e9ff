"""Texts are taken in as drafts; a file that cannot be used is told why."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.archive import front_matter
from summaries.models import Draft
from tests.archiving import take_in
from tests.factories import make_user


@given(
    st.dictionaries(st.text("abc_", min_size=1, max_size=9), st.text(max_size=40), max_size=5),
    st.text(),
)
def test_any_text_comes_back_exactly_as_it_went(facts, body):
    found, text = front_matter.split(front_matter.join({"paper": "x", **facts}, body))

    assert text == body
    assert set(facts) | {"paper"} == set(found)


def test_a_draft_is_replaced_only_when_asked(client, alice, paper):
    Draft.objects.create(user=alice, paper=paper, body="the old", version=3)
    client.force_login(alice)
    text = front_matter.join({"paper": paper.key}, "the new")

    take_in(client, "a.md", text)
    kept = Draft.objects.get().body
    take_in(client, "a.md", text, replace="on")

    draft = Draft.objects.get()
    assert kept == "the old"
    assert (draft.body, draft.version) == ("the new", 4)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("no facts", "three hyphens"),
        ("---\npaper: x\nno end", "No second line"),
        ("---\n{[\n---\nbody", "not YAML"),
        ("---\n" + "[" * 9000 + "\n---\n", "not YAML"),
        ("---\n- a\n- b\n---\nbody", "names and values"),
        ("---\npaper: no/such/key\n---\nbody", "No paper here"),
        ("---\ntitle: x\n---\nbody", "No paper here"),
        ("---\npaper: [a]\n---\nbody", "No paper here"),
        ("---\npaper: !!python/object/apply:os.system [id]\n---\nx", "No paper here"),
        (b"---\npaper: \xff\n---\n", "UTF-8"),
        ("---\npaper: x\n---\n\0", "NUL"),
        ("---\npaper: conf/nips/HermannL20\n---\n" + "x" * 100_001, "longer than"),
        (b"x" * 400_001, "too large"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_why(client, alice, paper, content, words):
    client.force_login(alice)

    response = take_in(client, "a.md", content)

    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Draft.objects.exists()


def zip_of(**files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_md", ".md"), content)
    return file.getvalue()


def test_a_bad_file_in_an_archive_does_not_keep_back_the_good_one(client, alice, paper):
    client.force_login(alice)
    good = front_matter.join({"paper": paper.key}, "good")

    response = take_in(client, "a.zip", zip_of(bad_md="nonsense", good_md=good, other="x"))

    assert [outcome.is_taken for outcome in response.context["outcomes"]] == [False, True]
    assert Draft.objects.get().body == "good"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zip_of(), "no .md file"),
        (zip_of(**{f"{n}_md": "" for n in range(501)}), "more than 500"),
        (zip_of(a_md="x" * 1000)[:-30] + b"PK\5\6" + bytes(18), "no .md file"),
        (zip_of(a_md="---\n" * 9).replace(b"a.md", b"b.md", 1), "damaged"),
        (b"", "empty"),
    ],
)
def test_an_archive_that_cannot_be_used_is_refused_in_words(client, alice, content, words):
    client.force_login(alice)

    response = take_in(client, "a.zip", content)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_bomb_is_not_unpacked(client, alice):
    client.force_login(alice)

    response = take_in(client, "a.zip", zip_of(bomb_md="0" * 50_000_000))

    assert "too large" in response.content.decode()


def test_without_a_file_the_form_says_so(client, db):
    client.force_login(make_user())

    response = client.post("/account/import/", {})

    assert response.status_code == 422
    assert b"errorlist" in response.content


def test_a_text_taken_in_opens_in_the_editor_and_is_saved_from_there(client, alice, paper):
    client.force_login(alice)
    take_in(client, "a.md", front_matter.join({"paper": paper.key, "licence": "CC0-1.0"}, "Hello."))

    page = client.get(f"/papers/{paper.key}/write/")
    initial = page.context["form"].initial
    client.post(f"/papers/{paper.key}/write/", initial | {"visibility": "public"})

    saved = alice.summaries.get()
    assert (saved.body, saved.licence, saved.visibility) == ("Hello.", "CC0-1.0", "public")
    assert not alice.drafts.exists()
