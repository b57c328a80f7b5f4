# Everything a user or a developer runs. Needs python3.11 or newer with venv, make and git.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PURE := $(addprefix tests/,candidacy card notes gift letter followup reply test_house.py test_shapes.py test_settings.py)

.PHONY: help run setup setup-dev setup-bench check lint test test-servers soak demo bench house lock migration clean

help:  ## show what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: setup  ## start the app and open the browser
	@$(BIN)/afterword

setup: $(VENV)/.run  ## make .venv with the program and its extras
setup-dev: $(VENV)/.dev  ## and what the tests need
setup-bench: $(VENV)/.bench  ## and the peers that the benchmarks measure against

$(VENV)/.%: requirements/%.txt pyproject.toml
	@PYTHON=$(PYTHON) tools/setup.sh $(VENV) requirements/$*.txt
	@touch $@

lint: setup-dev  ## style, types and the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy

check: lint  ## lint and the pure tests, under a minute
	$(BIN)/pytest -n 2 -m "not slow" $(PURE)

test: lint  ## all tests that need no server
	$(BIN)/pytest -n 2 tests --ignore tests/servers --ignore tests/browser

test-servers: setup-dev  ## the tests against real servers (installs them by apt when CI=true)
	@tools/servers.sh
	tools/with_postgres.sh $(BIN)/pytest tests/app --ignore tests/app/test_kill.py --ignore tests/app/test_outbox_kill.py
	$(BIN)/pytest tests/servers tests/browser

soak: setup-dev  ## the long runs, not in CI: each rule of the plan broken, 100,000 candidacies lived
	$(BIN)/python tools/mutate_plan.py
	$(BIN)/python bench/plan.py

demo: setup  ## the main job on examples/, from a card photo to a plan
	$(BIN)/python tools/demo.py

bench: setup-bench  ## print every figure of the README
	$(BIN)/python bench/all.py

house: setup-dev  ## the tail: longest files and functions, and what only passes on
	$(BIN)/python tools/house.py

migration: setup-dev  ## write the migration that the models ask for
	AFTERWORD_DATA=$$(mktemp -d) DJANGO_SETTINGS_MODULE=afterword.app.config $(BIN)/python -m django makemigrations afterword

lock:  ## resolve again and export the hashed requirements (needs uv)
	tools/lock.sh

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache demo
