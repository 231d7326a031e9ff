"""Whatever changes the place of something, and what is done then; for both databases.

Those that write at the same time wait for each other: `waiting.py` says when.
"""

# ruff: noqa: S608 - every part of these statements is written here

from dataclasses import dataclass

from .statements import KEYWORDS, RANKS, SECTIONS
from .waiting import LOCK, WAIT


@dataclass(frozen=True)
class Trigger:
    name: str
    table: str
    event: str
    steps: tuple[str, ...]
    columns: tuple[str, ...] = ()  # of an update: those of which one has changed
    only_if: str = ""
    locks: str = ""  # a paper
    waits: str = ""  # a query for papers: their summaries are put in place with their ranks

    def function(self) -> str:
        """Of PostgreSQL, which is made anew where there is one."""
        lock = [LOCK.format(self.locks)] if self.locks else []
        wait = [WAIT.format(self.waits)] if self.waits else []
        steps = "; ".join([*lock, *wait, *self.steps])
        return f"""
            CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN {steps}; RETURN NULL; END $$
        """

    def for_postgresql(self) -> str:
        when = self._when("IS DISTINCT FROM")
        return f"CREATE TRIGGER {self.name} AFTER {when} EXECUTE FUNCTION {self.name}()"

    def for_sqlite(self) -> str:
        steps = "; ".join(self.steps)
        return f"CREATE TRIGGER {self.name} AFTER {self._when('IS NOT')} BEGIN {steps}; END"

    def _when(self, differs: str) -> str:
        of = f" OF {', '.join(self.columns)}" if self.columns else ""
        changed = (f"OLD.{name} {differs} NEW.{name}" for name in self.columns)
        condition = self.only_if or " OR ".join(changed)
        when = f" WHEN ({condition})" if condition else ""
        return f"{self.event}{of} ON {self.table} FOR EACH ROW{when}"


def _again(which: str, owners: str) -> tuple[str, str]:
    return SECTIONS.unplace(which, owners), SECTIONS.place(which)


def _of_papers(papers: str) -> tuple[str, str]:
    """What takes all their summaries out of sections, and what puts them in."""
    which = f"s.paper_id IN ({papers})"
    return _again(which, f"SELECT s.id FROM summaries_summary s WHERE {which}")


def _forget(link: str) -> str:
    theirs = f"paper_id = {link}.paper_id AND keyword_id = {link}.keyword_id"
    return f"DELETE FROM {KEYWORDS.table} WHERE {theirs}"


_NEW_LINK = (_of_papers("NEW.paper_id")[1], KEYWORDS.place("l.id = NEW.id"))
_OLD_LINK = (_of_papers("OLD.paper_id")[0], _forget("OLD"))
_RANKED = ", ".join(f"{name} = NEW.{name}" for name in RANKS)
_UNDER_KEYWORD = "SELECT paper_id FROM summaries_paper_keywords WHERE keyword_id = NEW.id"
_AT_VENUE = "SELECT id FROM summaries_paper WHERE venue_id = NEW.id"
_LINKED = (  # if that puts its summaries in a section
    "SELECT NEW.paper_id FROM summaries_keyword WHERE id = NEW.keyword_id AND section <> ''"
)
_SETTLED = "SELECT NEW.id FROM summaries_venue WHERE id = NEW.venue_id AND section <> ''"
_IN_SECTION = "AND NEW.section <> ''"

TRIGGERS = (
    Trigger(
        name="place_summary_new",
        table="summaries_summary",
        event="INSERT",
        only_if="NEW.visibility = 'public'",
        locks="NEW.paper_id",
        steps=(SECTIONS.place("s.id = NEW.id"),),
    ),
    Trigger(
        name="place_summary_moved",
        table="summaries_summary",
        event="UPDATE",
        columns=("paper_id", "visibility", "hidden_at"),
        locks="NEW.paper_id",
        steps=_again("s.id = NEW.id", "NEW.id"),
    ),
    Trigger(
        name="place_summary_ranked",
        table="summaries_summary",
        event="UPDATE",
        columns=RANKS,
        steps=(
            f"UPDATE {SECTIONS.table} SET {_RANKED}"
            " WHERE summary_id = NEW.id AND NEW.published_at IS NOT NULL",
        ),
    ),
    Trigger(
        name="place_summary_gone",
        table="summaries_summary",
        event="DELETE",
        steps=(f"DELETE FROM {SECTIONS.table} WHERE summary_id = OLD.id",),
    ),
    Trigger(
        name="place_paper_at_venue",
        table="summaries_paper",
        event="UPDATE",
        columns=("venue_id",),
        waits=_SETTLED,
        steps=_of_papers("NEW.id"),
    ),
    Trigger(
        name="place_paper_of_year",
        table="summaries_paper",
        event="UPDATE",
        columns=("year",),
        steps=(
            f"UPDATE {KEYWORDS.table} SET year = coalesce(NEW.year, 0) WHERE paper_id = NEW.id",
        ),
    ),
    Trigger(
        name="place_keyword_given",
        table="summaries_paper_keywords",
        event="INSERT",
        locks="NEW.paper_id",
        waits=_LINKED,
        steps=_NEW_LINK,
    ),
    Trigger(
        name="place_keyword_taken",
        table="summaries_paper_keywords",
        event="DELETE",
        locks="OLD.paper_id",
        steps=_OLD_LINK,
    ),
    Trigger(
        name="place_keyword_changed",
        table="summaries_paper_keywords",
        event="UPDATE",
        columns=("paper_id", "keyword_id"),
        waits=_LINKED,
        steps=(*_OLD_LINK, *_NEW_LINK),
    ),
    Trigger(
        name="place_keyword_section",
        table="summaries_keyword",
        event="UPDATE",
        columns=("section",),
        waits=f"{_UNDER_KEYWORD} {_IN_SECTION}",
        steps=_of_papers(_UNDER_KEYWORD),
    ),
    Trigger(
        name="place_venue_section",
        table="summaries_venue",
        event="UPDATE",
        columns=("section",),
        waits=f"{_AT_VENUE} {_IN_SECTION}",
        steps=_of_papers(_AT_VENUE),
    ),
)
