"""Who gets what answer at which address: two tables, and what it takes to try them."""
