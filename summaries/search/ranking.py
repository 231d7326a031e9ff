"""Papers that match, put in order by the database: of thousands it gives back one page.

Each place is bounded by itself. What is in several counts by the best of them.
"""

# ruff: noqa: S608 - these statements hold numbers and words of ours, and what Django has written

from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from .query import ACTIVITY, YEAR

# What is relevant has the very title, or the words in a better place.
_RELEVANT = """CASE WHEN title_hash = %s AND title_hash <> '' THEN 0 ELSE 1 END, tier,
    CASE WHEN summary_count > 0 THEN 0 ELSE 1 END, COALESCE(year, 0) DESC, pk DESC"""
_ORDERS = {
    YEAR: f"COALESCE(year, 0) DESC, {_RELEVANT}",
    ACTIVITY: f"CASE WHEN active_at IS NULL THEN 1 ELSE 0 END, active_at DESC, {_RELEVANT}",
}


@dataclass(frozen=True)
class Matches:
    """What matches in each place, each paper with its `tier`: the less, the better."""

    anywhere: QuerySet
    better: list[QuerySet]  # looked at when more than `enough` match anywhere
    exact: list[QuerySet]  # looked at when more than `most` match anywhere
    enough: int
    most: int  # of each place, the newest, and of all together that are put in order

    def ranked(self, order: str, title_hash: str, start: int, size: int) -> tuple[list[int], int]:
        """A slice of their keys, and how many there are: `most` + 1 is more than `most`."""
        in_order = _ORDERS.get(order, _RELEVANT)
        try:
            places, parameters = self._places(order)
        except EmptyResultSet:  # as where no author has the name
            return [], 0
        # It begins with SELECT, by which `kept_pages.writes` knows what writes nothing.
        statement = f"""
            SELECT pk, total FROM (
                WITH {places},
                bounded AS (SELECT * FROM counted ORDER BY tier, pk DESC LIMIT {self.most}),
                placed AS (SELECT pk, ROW_NUMBER() OVER (ORDER BY {in_order}) AS place FROM bounded)
                SELECT pk, place, total FROM (SELECT COUNT(*) AS total FROM counted) AS counts
                LEFT JOIN placed ON place > %s AND place <= %s
            ) AS ranked ORDER BY place"""
        with connections[self.anywhere.db].cursor() as cursor:
            cursor.execute(statement, [*parameters, title_hash, start, start + size])
            rows = cursor.fetchall()
        return [key for key, _ in rows if key], rows[0][1]

    def _places(self, order: str) -> tuple[str, list]:
        """`counted`, of one more than `most`, and what it is made of."""
        columns = ["pk", "title_hash", "summary_count", "year"]
        columns += ["active_at"] if order == ACTIVITY else []
        bounds = [-1, *[self.enough] * len(self.better), *[self.most] * len(self.exact)]
        named, found, parameters = [], [], []
        for number, place in enumerate([self.anywhere, *self.better, *self.exact]):
            rows = place.values(*columns, "tier")[: self.most + 1]
            sql, values = rows.query.get_compiler(self.anywhere.db).as_sql()
            named.append(f"place{number} AS ({sql})")
            is_asked = f"(SELECT COUNT(*) FROM place0) > {bounds[number]}"
            found.append(f"SELECT * FROM place{number} WHERE {is_asked}")
            parameters += values
        told = ", ".join(columns)
        counted = f"""
            counted AS (SELECT {told}, MIN(tier) AS tier FROM ({" UNION ALL ".join(found)}) AS found
                        GROUP BY {told} ORDER BY tier, pk DESC LIMIT {self.most + 1})"""
        return ", ".join([*named, counted]), parameters
