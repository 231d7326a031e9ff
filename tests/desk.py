"""What tests of the moderators' desk do again and again."""

from summaries.recount import recount

SUMMARIES = "/admin/summaries/summary/"
COMMENTS = "/admin/summaries/comment/"


def act(client, url, action, *rows):
    keys = [row.pk for row in rows]
    return client.post(url, {"action": action, "_selected_action": keys})


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def numbers_are_right():
    return not recount(check=True)
