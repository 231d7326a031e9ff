"""One command a file: arguments, progress, totals, exit code."""
