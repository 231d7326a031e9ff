"""What triggers wait for on PostgreSQL, where many write at the same time; SQLite has one writer.

A paper is locked while what hangs on it is put in place: of one that publishes a summary and one
that adds a keyword, neither would see what the other does. Nor would one that votes on a summary
and one that adds a keyword, so summaries are locked as well, but not at any price: whoever edits or
hides one has it locked and asks for its paper next, which one that adds a keyword may have. These
change no rank, and votes, which do, take some milliseconds and ask for no paper.
"""

from .statements import LISTED

LOCK = "PERFORM FROM summaries_paper WHERE id = {} FOR NO KEY UPDATE"
NAME = "place_waits_for_votes"
WAIT = f"PERFORM {NAME}(ARRAY({{}}))"
WAITING = f"""
    CREATE OR REPLACE FUNCTION {NAME}(papers bigint[]) RETURNS void
    LANGUAGE plpgsql SET lock_timeout = '200ms' AS $$
    BEGIN
        PERFORM FROM summaries_summary s WHERE s.paper_id = ANY (papers) AND {LISTED}
        ORDER BY s.id FOR NO KEY UPDATE;
    EXCEPTION WHEN lock_not_available THEN NULL;
    END $$
"""
