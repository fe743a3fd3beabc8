# From a fresh clone, with Python 3.11 or later and make: `make demo`, `make test`.
# Each target sets up what it needs in .venv; nothing outside this folder is touched.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
BUILD  := build

# More words for pytest, e.g. make test ARGS="-k linear --no-cov"
ARGS ?=

# A stamp says that .venv holds what setup.cfg asked for when the stamp was made.
TESTING := $(VENV)/.installed-testing
DEV     := $(VENV)/.installed-dev
PIP     := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint types templates bench fuzz docs-pictures coverage clean distclean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

demo: $(TESTING) ## reconcile the 2009 returns against the printed report
	@mkdir -p $(BUILD)
	$(BIN)/youthstats reconcile examples/2009/returns --published examples/2009/published.xlsx -o $(BUILD)/2009.xlsx

test: $(TESTING) ## the tests, with coverage
	$(BIN)/python -m pytest --cov --cov-report=term $(ARGS)

lint: $(DEV) ## ruff: rules and layout of the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(DEV) ## mypy --strict
	$(BIN)/mypy --strict

templates: $(TESTING) ## are the checked-in blank workbooks what the library writes?
	@rm -rf $(BUILD)/templates && mkdir -p $(BUILD)/templates
	$(BIN)/youthstats template -o $(BUILD)/templates
	@$(BIN)/python .ci/same_workbooks.py $(BUILD)/templates templates/xlsx || { \
	    echo "templates/xlsx is not what the library writes now. If the change is meant, run" >&2; \
	    echo "    $(BIN)/youthstats template -o templates/xlsx" >&2; \
	    echo "look at the result and commit it." >&2; exit 1; }

bench: $(TESTING) ## what reading, checking, consolidating, localising and writing cost, and forty thousand returns
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/returns.py
	$(BIN)/python benchmarks/localise.py
	$(BIN)/python benchmarks/writing.py
	$(BIN)/python benchmarks/many.py

# How long, e.g. make fuzz SECONDS=3600
SECONDS ?= 600

fuzz: $(TESTING) ## mutants of valid returns, ten minutes of them, from a new seed
	YOUTHSTATS_FUZZ_SECONDS=$(SECONDS) $(BIN)/python -m pytest -q -s --no-header -k makes_up tests/workbook/test_fuzz.py

docs-pictures: $(TESTING) ## make the pictures in docs/ again (needs LibreOffice and pdftoppm)
	$(BIN)/python docs/make_pictures.py

coverage: $(TESTING) ## the tests again, with a page per file in build/coverage
	$(BIN)/python -m pytest --cov --cov-report=term --cov-report=html $(ARGS)

clean: ## remove what was built, keep .venv
	rm -rf $(BUILD) *.egg-info .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -path ./$(VENV) -prune -o -type d -name __pycache__ -exec rm -rf {} +

distclean: clean ## remove .venv too
	rm -rf $(VENV)

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(TESTING): $(VENV)/pyvenv.cfg setup.cfg pyproject.toml
	$(PIP) install --quiet -e '.[testing]'
	@touch $@

$(DEV): $(TESTING)
	$(PIP) install --quiet -e '.[dev]'
	@touch $@
