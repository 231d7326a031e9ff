"""Broken letters, and bodies that are too large or not what they say, are answered in words."""

import pytest

from summaries.models import Comment

BROKEN = [b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"%", b"%zz", b"%ff%fe", b"\xf4\x90\x80\x80"]


@pytest.mark.parametrize("broken", BROKEN)
def test_broken_letters_anywhere_are_an_answer_in_words(client, summary, broken):
    text = broken.decode("latin-1")
    asked = [
        {"PATH_INFO": f"/papers/{text}/"},
        {"PATH_INFO": "/search/", "QUERY_STRING": f"q={text}"},
        {"PATH_INFO": "/", "HTTP_COOKIE": f"theme={text}; sessionid={text}; csrftoken={text}"},
        {"PATH_INFO": "/", "HTTP_IF_MODIFIED_SINCE": text, "HTTP_ACCEPT": text},
        {"PATH_INFO": "/", "HTTP_HOST": f"testserver{text}"},
        {"PATH_INFO": "/", "HTTP_X_FORWARDED_FOR": text, "HTTP_USER_AGENT": text},
        {"PATH_INFO": "/", "HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": text},
    ]
    for extra in asked:
        assert client.generic("GET", "/", **extra).status_code < 500, extra
    body = b"body=" + broken
    kind = "application/x-www-form-urlencoded"
    assert (
        client.generic("POST", f"{summary.get_absolute_url()}comments/", body, kind).status_code
        < 500
    )


def test_a_body_of_ten_megabytes_is_refused_before_it_is_read(reader, summary):
    path = f"{summary.get_absolute_url()}comments/"
    response = reader.post(path, {"body": "W" * 10_000_000})
    assert response.status_code in (400, 413, 422)
    huge = reader.generic("POST", path, b"", CONTENT_LENGTH=str(10**12))
    assert huge.status_code == 413
    assert not Comment.objects.exists()


def test_ten_thousand_fields_are_refused(reader, summary):
    path = f"{summary.get_absolute_url()}comments/"
    form = {f"field{number}": "1" for number in range(10_000)}

    assert reader.post(path, {**form, "body": "Words."}).status_code == 400
    assert reader.get("/search/", form).status_code < 500
    assert not Comment.objects.exists()


@pytest.mark.parametrize("kind", ["application/json", "text/xml", "multipart/form-data", "x" * 999])
def test_a_body_that_is_not_what_it_says_is_no_error(reader, summary, kind):
    for path in (
        f"{summary.get_absolute_url()}comments/",
        "/preview/",
        "/pictures/",
        "/api/v1/lookup",
    ):
        response = reader.generic("POST", path, b"\x00\xff{[<", content_type=kind)
        assert response.status_code < 500
