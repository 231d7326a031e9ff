"""How fast the site answers over HTTP, beside something plain: `python -m bench.speed`."""
