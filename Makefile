# One command each for running, testing and keeping the site. `make help` lists them.
# Every step that takes time leaves a stamp and is done again only when its lock file changed.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

ifeq ($(filter else-if,$(.FEATURES)),)
$(error GNU Make 3.81 or newer is needed: install it, and start it as `make` or `gmake`)
endif

# The first Python that is new enough; PYTHON=... chooses another.
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python3.14; do \
  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
RUN := .venv/bin/python

# The name of the place is in the stamps: a tree that was moved or copied is set up anew.
PLACE := $(shell pwd | cksum | cut -d' ' -f1)
VENV_SERVE := .venv/.serve-$(PLACE)
VENV_TEST := .venv/.test-$(PLACE)
NODE_SERVE := node_modules/.serve
NODE_TEST := node_modules/.test
VENDOR := static/vendor/.made
BROWSER := build/browser.json
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/messages.po)
COMPILED := $(CATALOGUES:.po=.mo)

heading = @printf '\n== %s\n' "$(1)"

.PHONY: help serve test endure bench setup setup-test lint format translations clean FORCE

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

serve: setup ## set up what is missing, then run the site on http://127.0.0.1:8000 (HOST, PORT)
	@exec $(RUN) -m flask --app app serve

test: lint ## set up what is missing, then every check and every test
	$(call heading,Tests)
	@exec $(RUN) -m pytest -n 2

endure: setup-test ## faults at full count: killed publishers, many at once, a disk that takes nothing
	$(call heading,Faults at full count)
	@KILLS=200 $(RUN) -m pytest -n 2 --durations=10 tests/history/test_killed.py tests/history/test_at_once.py tests/operation/test_unstored.py

bench: setup-test ## what pages weigh and cost, and what a thousand times the estates cost (bench/RESULTS.md)
	$(call heading,Pages)
	@$(RUN) -m bench.pages
	$(call heading,Scale)
	@$(RUN) -m bench.scale

setup: $(VENV_SERVE) $(VENDOR) $(COMPILED) ## install what the site needs

setup-test: $(VENV_TEST) $(NODE_TEST) $(VENDOR) $(COMPILED) $(BROWSER) ## install what the tests need as well

lint: setup-test ## formats, style, types, imports, templates, translations
	$(call heading,Format)
	@$(RUN) -m ruff format --check .
	$(call heading,Style)
	@$(RUN) -m ruff check .
	$(call heading,Types)
	@$(RUN) -m tools.node run node_modules/pyright/index.js
	$(call heading,Imports)
	@.venv/bin/lint-imports --no-logo
	$(call heading,Templates)
	@$(RUN) -m djlint templates --lint --quiet
	$(call heading,Translations)
	@$(RUN) -m tools.translations check

format: $(VENV_TEST) ## format the Python files
	@$(RUN) -m ruff check --fix --quiet --select I .
	@$(RUN) -m ruff format .

translations: $(VENV_SERVE) ## bring the catalogues up to the sources and compile them
	@$(RUN) -m tools.translations extract update compile

clean: ## remove everything that these commands made, except instance/ (the site's data)
	rm -rf .venv node_modules static/vendor build .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find translations -name '*.mo' -delete
	find app.py estates tools tests bench -name __pycache__ -prune -exec rm -rf {} +

$(VENV_SERVE): requirements.txt tools/locks/uv.txt
	@echo 'Installing the Python packages of the site ...'
	@test -n "$(PYTHON)" || { echo 'No Python 3.11 or newer was found: install it, or name it as in `make serve PYTHON=/path/to/python3.11`.' >&2; exit 1; }
	@$(PYTHON) -m tools.environment serve
	@touch $@

$(VENV_TEST): requirements-dev.txt $(VENV_SERVE)
	@echo 'Installing the Python packages of the tests ...'
	@$(RUN) -m tools.environment test
	@touch $@

$(NODE_SERVE): package-lock.json .npmrc tools/locks/node.txt | $(VENV_SERVE)
	@echo 'Installing the front-end packages ...'
	@$(RUN) -m tools.node serve
	@touch $@

$(NODE_TEST): package-lock.json .npmrc tools/locks/node.txt | $(VENV_TEST)
	@echo 'Installing the front-end packages and the tools of the tests ...'
	@$(RUN) -m tools.node test
	@touch $(NODE_SERVE) $@

$(VENDOR): tools/vendor.py $(NODE_SERVE) | $(VENV_SERVE)
	@echo 'Preparing third-party files for browsers ...'
	@$(RUN) -m tools.vendor
	@touch $@

# Every time: a browser of the system may have gone since.
$(BROWSER): FORCE | $(VENV_TEST) $(NODE_TEST)
	@$(RUN) -m tools.browser

%.mo: %.po | $(VENV_SERVE)
	@$(RUN) -m tools.translations compile
