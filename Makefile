# What people type. `make help` lists it.

PYTHON ?= python3
PORT ?=
VENV_PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help demo demo-check test check fix bench lock base dev

help: ## list what one can make
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /:/' | \
		while IFS=: read -r name text; do printf '  make %-11s %s\n' "$$name" "$$text"; done

demo: base ## run the site on this machine, with the dumps in it (PORT=8000 to choose)
	@exec $(VENV_PYTHON) -m shortsci.demo $(if $(PORT),--port '$(PORT)')

demo-check: base ## start the same site, fetch its main pages, stop
	@$(VENV_PYTHON) -m shortsci.demo --check

test: dev ## everything: lint, SQLite, PostgreSQL, browser
	@$(VENV_PYTHON) -m tests.run

check: dev ## the fast half of test: lint, types, migrations, settings
	@$(VENV_PYTHON) -m tests.run --fast

fix: dev ## repair what the tools can repair
	@$(VENV_PYTHON) -m ruff check --quiet --fix . || true
	@$(VENV_PYTHON) -m ruff format .
	@find templates -name "*.html" | xargs .venv/bin/djade --target-version 5.2

bench: dev ## time pages and rendering beside something plain (see bench/README.md)
	@$(VENV_PYTHON) -m bench.speed small medium
	@$(VENV_PYTHON) -m bench.rendering

lock: dev ## renew requirements/*.txt from pyproject.toml
	@$(VENV_PYTHON) requirements/lock.py

base:
	@$(PYTHON) requirements/bootstrap.py base

dev:
	@$(PYTHON) requirements/bootstrap.py dev
