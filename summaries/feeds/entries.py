"""What a feed says of one summary, or of one comment: only what stands on its public page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from summaries.models import Comment, Summary
from summaries.rendering import absolute
from summaries.templatetags.display import LICENCES, excerpt

ABSTRACT = 300  # characters


def permanent_id(path: str) -> str:
    """A name that stays (RFC 4151) when the site changes its scheme, or its way of addressing."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},2026:{path}"


def entry_of(summary: Summary) -> dict:
    """For `feed.add_item`. Needs its author, and its paper from with_paper()."""
    url = settings.SITE_URL + summary.get_absolute_url()
    return {
        "title": summary.paper.shown_title,
        "link": url,
        "unique_id": permanent_id(f"summaries/{summary.pk}"),
        "description": None,
        "abstract": excerpt(summary.text, ABSTRACT),
        "content": absolute(summary.body_html, settings.SITE_URL, url),
        "pubdate": summary.published_at,
        "updateddate": summary.edited_at or summary.published_at,
        "categories": [keyword.name for keyword in summary.paper.keywords.all()],
        "item_copyright": rights(summary),
        "links": list(_links(summary)),
        **_writer(summary),
    }


def entry_of_comment(comment: Comment) -> dict:
    """For `feed.add_item`. Needs its author; its summary is known."""
    url = settings.SITE_URL + comment.get_absolute_url()
    return {
        "title": f"{comment.byline} on “{comment.summary.paper.shown_title}”",
        "link": url,
        "unique_id": permanent_id(f"comments/{comment.pk}"),
        "description": None,
        "abstract": excerpt(comment.text, ABSTRACT),
        "content": absolute(comment.body_html, settings.SITE_URL, url),
        "pubdate": comment.created_at,
        "updateddate": comment.edited_at or comment.created_at,
        **_writer(comment),
    }


def rights(summary: Summary) -> str:
    """The licence in words, and where an imported text comes from."""
    name = LICENCES.get(summary.licence, (summary.licence, ""))[0] or "Licence not stated"
    return f"{name}; imported from ShortScience.org" if summary.is_imported else name


def _writer(told: Summary | Comment) -> dict[str, str]:
    shown = told.shown_author
    page = {"author_link": settings.SITE_URL + shown.get_absolute_url()} if shown else {}
    return {"author_name": told.byline, **page}


def _links(summary: Summary):
    yield {"rel": "related", "href": settings.SITE_URL + summary.paper.get_absolute_url()}
    comments = reverse("summaries:comments_feed", args=[summary.pk])
    yield {"rel": "replies", "type": "application/atom+xml", "href": settings.SITE_URL + comments}
    if summary.licence in LICENCES:
        yield {"rel": "license", "href": LICENCES[summary.licence][1]}
