"""Which tables the search knows, by which columns, and what a paper's names hang on."""

FIRST_AUTHORS = 60  # of a paper are found by name; some have thousands

COLUMNS = {
    "summaries_paper": ["search_title", "search_names", "abstract"],
    "summaries_summary": ["text"],
    "summaries_author": ["search_name"],
    "summaries_keyword": ["name"],
}
STEMMED = {"summaries_paper", "summaries_summary"}  # "shapes" finds "shape"; names are as they are

OF_PAPER = ["summaries_authorship", "summaries_paper_keywords"]  # rows with a paper_id

# Table → the columns that papers are found by, and the papers of one row of it.
RENAMED = {
    "summaries_author": (
        ["name", "search_name"],
        "SELECT paper_id FROM summaries_authorship WHERE author_id = {}",
    ),
    "summaries_keyword": (
        ["name"],
        "SELECT paper_id FROM summaries_paper_keywords WHERE keyword_id = {}",
    ),
    "summaries_venue": (
        ["name", "full_name"],
        "SELECT id FROM summaries_paper WHERE venue_id = {}",
    ),
}
