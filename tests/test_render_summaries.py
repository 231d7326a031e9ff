"""`manage.py render_summaries` renews old HTML and nothing else."""

from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import User
from summaries import rerender
from summaries.models import Comment, Summary
from summaries.rendering import MAX_SOURCE, VERSION
from tests.factories import make_comment, make_paper, make_summary

pytestmark = pytest.mark.django_db


def render_summaries(*arguments):
    """What the command says, what it complains of, and its exit code."""
    output, errors, code = StringIO(), StringIO(), 0
    try:
        call_command("render_summaries", *arguments, stdout=output, stderr=errors)
    except SystemExit as stop:
        code = stop.code
    return output.getvalue(), errors.getvalue(), code


def make_old(row, **columns):
    """As if another version of the renderer had made it."""
    columns = columns or {"bio_html" if isinstance(row, User) else "body_html": "<p>old</p>"}
    type(row).objects.filter(pk=row.pk).update(renderer_version=VERSION - 1, **columns)
    row.refresh_from_db()
    return row


def test_what_is_up_to_date_is_left_alone(summary):
    Summary.objects.update(body_html="<p>as it was</p>")

    assert render_summaries() == ("0 rendered, 0 failed.\n", "", 0)
    assert Summary.objects.get().body_html == "<p>as it was</p>"


def test_old_summaries_comments_and_bios_are_rendered(summary, bob):
    bob.bio = "I *vote*."
    bob.save()
    comment = make_comment(summary=summary, author=bob, body="It is **so**.")
    for row in (summary, comment, bob):
        make_old(row)
    output, errors, code = render_summaries()

    assert (output, errors, code) == ("3 rendered, 0 failed.\n", "", 0)
    assert "<em>works</em>" in Summary.objects.get().body_html
    assert "<strong>so</strong>" in Comment.objects.get().body_html
    assert "<em>vote</em>" in User.objects.get(pk=bob.pk).bio_html
    assert Summary.objects.get().renderer_version == VERSION


def test_a_new_rendering_is_news_to_caches_but_no_edit(summary):
    make_old(summary)
    render_summaries()

    renewed = Summary.objects.get()
    assert renewed.updated_at > summary.updated_at
    assert renewed.edited_at is None
    assert renewed.published_at == summary.published_at
    assert renewed.revisions.count() == 1


def test_all_columns_that_come_from_the_text_are_renewed(summary):
    make_old(summary, text="", word_count=0, has_math=False, fold_at=99)
    render_summaries()

    renewed = Summary.objects.get()
    assert renewed.has_math
    assert renewed.word_count > 0
    assert renewed.text.startswith("It works")
    assert renewed.fold_at == 0


def test_a_text_that_cannot_be_rendered_is_named_and_the_rest_goes_on(summary):
    long = make_old(make_summary(), body="x" * (MAX_SOURCE + 1))
    make_old(summary)
    output, errors, code = render_summaries()

    assert output == "1 rendered, 1 failed.\n"
    assert f"summary {long.pk}" in errors
    assert code == 1
    assert Summary.objects.get(pk=summary.pk).renderer_version == VERSION


def test_a_stopped_run_goes_on_where_it_stopped(monkeypatch):
    for _ in range(3):
        make_old(make_summary())
    steps = rerender.render_outdated()
    next(steps)
    steps.close()

    assert Summary.objects.filter(renderer_version=VERSION).count() == 1
    assert render_summaries()[0] == "2 rendered, 0 failed.\n"


def test_all_renders_what_is_up_to_date_as_well(summary):
    cited = make_paper(key="conf/nips/Cited20", title="The former title")
    citing = make_summary(body=r"See \cite{conf/nips/Cited20}.")
    cited.title = "The corrected title"
    cited.save()

    assert "The corrected title" not in Summary.objects.get(pk=citing.pk).body_html
    assert render_summaries("--all")[2] == 0
    assert "The corrected title" in Summary.objects.get(pk=citing.pk).body_html


def test_a_bar_on_a_terminal_tells_how_far_it_is(summary):
    class Terminal(StringIO):
        def isatty(self):
            return True

    make_old(summary)
    make_old(make_summary())
    terminal = Terminal()
    call_command("render_summaries", stdout=StringIO(), stderr=terminal)

    assert "0/2" in terminal.getvalue()
    assert "1/2" in terminal.getvalue()


def test_a_text_written_meanwhile_is_not_overwritten(summary):
    make_old(summary)
    stale = Summary.objects.get()
    summary.revise("Something *else*.")
    rerender._render(stale)

    assert "<em>else</em>" in Summary.objects.get().body_html
