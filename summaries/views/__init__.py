"""One page family per file."""
