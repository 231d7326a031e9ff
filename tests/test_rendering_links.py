"""Links, pictures and videos: which addresses do what."""

import re

import pytest

from summaries.rendering import FRAME_HOSTS, PICTURE_HOSTS, render
from summaries.rendering.embeds import picture_source, video_at

PICTURE = "https://i.imgur.com/jXIhIGz.png"
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("source", "href"),
    [
        ("https://x.org/a_(b)_c", "https://x.org/a_(b)_c"),
        ("(https://x.org/a).", "https://x.org/a"),
        ("**https://x.org/a**", "https://x.org/a"),
        ("see HTTP://X.org", "HTTP://X.org"),
        ("https://x.org/a?b=1&c=2#d, and", "https://x.org/a?b=1&amp;c=2#d"),
        ("<https://x.org/>", "https://x.org/"),
        ("https://münchen.example/ä", "https://xn--mnchen-3ya.example/%C3%A4"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
        ("[a](mailto:a@example.org)", "mailto:a@example.org"),
    ],
)
def test_an_address_becomes_a_link(source, href):
    html = render(source).html

    assert f'<a href="{href}" rel="ugc nofollow noopener">' in html


@pytest.mark.parametrize(
    "source",
    ["thhttps://x.org", "https://", "http:// x", "`https://x.org`", "x://y.org", "https://..."],
)
def test_this_is_no_link(source):
    assert "<a " not in render(source).html


def test_a_link_inside_the_site_leads_there_without_rel():
    assert render("[a](/papers/x/)").html == '<p><a href="/papers/x/">a</a></p>\n'


@pytest.mark.parametrize(
    "url",
    [
        "https://www.shortscience.org/paper?bibtexKey=journals/corr/1506.02640",
        "http://shortscience.org/paper?bibtexKey=journals%2Fcorr%2F1506.02640&a=someone",
    ],
)
def test_a_link_to_a_paper_on_the_old_site_leads_to_ours(url):
    assert '<a href="/papers/journals/corr/1506.02640/">it</a>' in render(f"[it]({url})").html


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "ftp://x.org/",
        "%01javascript:alert(1)",
        "x&colon;y:z",
    ],
)
@pytest.mark.parametrize("form", ["[a]({})", "![a]({})", "<{}>", "[a]\n\n[a]: {}"])
def test_only_harmless_schemes_become_targets(url, form):
    html = render(form.format(url)).html

    assert not re.findall(r'(?:href|src)="(?!https?:|mailto:|/)', html)


@pytest.mark.parametrize(
    "source",
    [PICTURE, f"text\n{PICTURE}\nmore", f"- item\n  {PICTURE}", f"> {PICTURE}", f"<{PICTURE}>"],
)
def test_a_picture_on_a_line_of_its_own_is_shown(source):
    html = render(source).html

    assert html.count('<figure class="picture">') == 1
    assert (
        f'<a class="picture-link" href="{PICTURE}" rel="ugc nofollow noopener"><img src="{PICTURE}"'
    ) in html
    assert 'loading="lazy" decoding="async" referrerpolicy="no-referrer"' in html


def test_the_text_around_a_picture_stays_in_paragraphs():
    html = render(f"Before *it*\n{PICTURE}\nafter").html

    assert html.startswith("<p>Before <em>it</em></p>\n<figure")
    assert html.endswith("</figure>\n<p>after</p>\n")


@pytest.mark.parametrize(
    "source",
    [
        f"see {PICTURE} there",
        f"[a link]({PICTURE})",
        "https://i.imgur.com.evil.example/a.png",
        "https://evil.example/i.imgur.com/a.png",
        "https://i.imgur.com@evil.example/a.png",
        "https://i.imgur.com:8443/a.png",
        "https://i.imgur.com/a.svg",
        "https://i.imgur.com/gallery",
        "ftp://i.imgur.com/a.png",
        "![alt](https://evil.example/a.png)",
        "![alt](/media/../admin/a.png)",
        "![alt](/media/%2e%2E/admin/a.png)",
        "![alt](/elsewhere/a.png)",
    ],
)
def test_this_is_not_shown_as_a_picture(source):
    assert "<img" not in render(source).html


def test_a_picture_from_elsewhere_is_a_link_with_its_description():
    html = render("![a plot](https://example.org/a.png)").html

    assert '<a href="https://example.org/a.png" rel="ugc nofollow noopener">a plot</a>' in html


def test_description_caption_and_size_of_a_picture_are_kept():
    html = render('![a *plot* of $x$](/media/ab12-640x480.png "A caption")').html

    assert 'alt="a plot of $x$" width="640" height="480"' in html
    assert "<figcaption>A caption</figcaption>" in html
    assert "ugc" not in html


def test_every_picture_has_a_description_so_that_its_link_has_a_name():
    assert 'alt="Picture jXIhIGz.png"' in render(PICTURE).html


def test_a_picture_in_a_link_holds_no_second_link():
    html = render(f"[![a]({PICTURE})](https://x.org/)").html

    assert html.count("<a ") == 1
    assert "<img" in html


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        (VIDEO, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        (VIDEO + "&t=1m5s", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=65"),
        ("https://youtu.be/dQw4w9WgXcQ?t=7", "/dQw4w9WgXcQ?start=7"),
        ("https://m.youtube.com/shorts/dQw4w9WgXcQ", "/embed/dQw4w9WgXcQ"),
        ("https://vimeo.com/12345", "https://player.vimeo.com/video/12345?dnt=1"),
        ("https://vimeo.com/12345/abcdef0123", "/video/12345?dnt=1&h=abcdef0123"),
    ],
)
def test_a_video_on_a_line_of_its_own_waits_for_a_click(url, frame):
    html = render(f"See\n{url}").html

    assert f'{frame.replace("&", "&amp;")}" target="video-' in html
    assert re.search(r'<iframe name="video-[0-9a-f]{10}-1" title="Video from \w+"', html)
    assert " src=" not in html
    assert 'sandbox="allow-scripts allow-same-origin allow-presentation"' in html


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/@someone",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/about",
        "https://vimeo.com/12345/../x",
    ],
)
def test_this_is_no_video(url):
    assert video_at(url) is None
    assert "<iframe" not in render(url).html


def test_frames_and_pictures_come_only_from_the_hosts_that_the_policy_lists():
    assert video_at(VIDEO).frame.split("/")[2] in FRAME_HOSTS
    assert all(picture_source(f"http://{host}/a.png").startswith("https") for host in PICTURE_HOSTS)
