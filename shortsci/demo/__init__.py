"""The site on one's own machine: `make demo` and `make demo-check`.

All it keeps is in `.demo/`: a secret key, the database, collected static files. Deleting that
folder starts afresh.
"""
