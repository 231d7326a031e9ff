"""Where the tests of comments send them, and the page on which they stand."""

HTMX = {"HX-Request": "true"}


def comments_of(summary):
    return f"/summaries/{summary.pk}/comments/"


def page_of(client, summary, query=""):
    return client.get(summary.get_absolute_url() + query).content.decode()
