"""Of every table it is decided whether strangers' pages show anything of it."""

from django.apps import apps

from shortsci.kept_pages.writes import UNSEEN, is_seen

# What is written here drops kept pages. Those of groups, rights and kinds are written hardly ever.
SEEN = {
    "accounts_suspension",
    "accounts_user",
    "accounts_user_groups",
    "accounts_user_user_permissions",
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "summaries_author",
    "summaries_authoridentifier",
    "summaries_authorship",
    "summaries_carriedvotes",
    "summaries_citation",
    "summaries_comment",
    "summaries_commentrevision",
    "summaries_correction",
    "summaries_correction_agreed_by",
    "summaries_identifier",
    "summaries_importrun",
    "summaries_keyword",
    "summaries_keywordplace",
    "summaries_logentry",
    "summaries_merge",
    "summaries_paper",
    "summaries_paper_keywords",
    "summaries_rule",
    "summaries_sectionplace",
    "summaries_sighting",
    "summaries_summary",
    "summaries_summaryrevision",
    "summaries_ticket",  # what waits for moderators keeps robots out
    "summaries_twin",
    "summaries_venue",
    "summaries_vote",
}


def test_of_every_table_it_is_decided_whether_strangers_see_it():
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}

    assert tables == SEEN | UNSEEN
    assert not SEEN & UNSEEN


def test_what_nobody_has_thought_of_is_seen():
    assert is_seen('INSERT INTO "a_new_table" ("id") VALUES (1)')
    assert is_seen("a statement that nobody knows")
    assert not is_seen('UPDATE "summaries_draft" SET "body" = %s')
