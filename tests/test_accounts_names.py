"""User names: which are allowed, and which look like one another."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.names import check_display_name, check_username, is_reserved, skeleton


@pytest.mark.parametrize(
    "name", ["al", "Alice", "a.b-c_d", "7of9", "x" * 30, "katherine.hermann", "Anna-Lena_2"]
)
def test_an_ordinary_name_is_allowed(name):
    check_username(name)

    assert not is_reserved(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a",
        "x" * 31,
        "_alice",
        ".alice",
        "-alice",
        "ali ce",
        "alice\n",
        "ali/ce",
        "ali@ce",
        "älice",
        "аlice",  # begins with a Cyrillic letter
        "alice\u200b",
        "٣alice",
        "admin",
        "ADMIN",
        "adm1n",
        "Adrnin",
        "r00t",
        "sup.port",
        "Moderator",
        "feeds",
        "api",
    ],
)
def test_a_name_that_misleads_or_breaks_addresses_is_refused(name):
    with pytest.raises(ValidationError):
        check_username(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("alice", "ALICE"),
        ("alice", "a1ice"),
        ("alice", "al.ice"),
        ("Bill", "bi1l"),
        ("moon", "m00n"),
        ("corner", "comer"),
        ("vvilson", "wilson"),
        ("alice", "аlісе"),  # Cyrillic
        ("nova", "ｎｏｖａ"),  # full width
        ("jose", "josé"),
        ("stop", "ѕtoр"),  # Cyrillic
        ("kava", "κανα"),  # Greek
    ],
)
def test_names_that_look_alike_are_one_name(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("anna", "hanna"), ("bob", "rob"), ("a2", "a3")])
def test_names_that_can_be_told_apart_are_two(one, other):
    assert skeleton(one) != skeleton(other)


@given(st.text(max_size=150))
def test_any_text_has_a_skeleton_that_fits_its_column_and_ignores_case(text):
    assert len(skeleton(text)) <= 200
    assert skeleton(text.casefold()) == skeleton(text)


@pytest.mark.parametrize(
    "name", ["Admin", "Аdmin", "evil\u202egnp.exe", "a\u200bb", "line\nbreak", "\ue000"]
)
def test_a_display_name_cannot_hide_or_pose_as_the_site(name):
    with pytest.raises(ValidationError):
        check_display_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "The author",
        "the  Auth0r",
        "Тhe аuthor",
        "The\u034fauthor",
        "The author\ufe0f",
        "A deleted user",
        "Unknown contributor",
        "TheAuthor",
        "\u3164",
        "\u2800\u2800",
    ],
)
def test_a_display_name_is_not_what_stands_in_place_of_one(name):
    with pytest.raises(ValidationError):
        check_display_name(name)


@pytest.mark.parametrize("name", ["", "Katherine Hermann", "José Ñandú", "李明", "Ольга"])
def test_a_display_name_may_be_in_any_script(name):
    check_display_name(name)

    assert not is_reserved(name)
