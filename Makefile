# Everything one does to this project. `make help` lists it.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
# One thing after the other, but where `together` says that they don't get in each other's way.
ifndef TOGETHER
.NOTPARALLEL:
endif
together = $(MAKE) --keep-going TOGETHER=yes --jobs
# Each one's output in one piece, where make can do that.
IN_PIECES := $(if $(filter output-sync,$(.FEATURES)),--output-sync=recurse)

VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.complete
LOWEST := .venv-lowest
WEB := web/node_modules/.complete

# The package itself goes in as a pointer to this folder; nothing is fetched for it.
editable = "$(1)/bin/python" -m pip --disable-pip-version-check --no-input install \
	--quiet --no-deps --no-build-isolation --no-index --editable .

# Who goes where in the demonstration.
DEMO_STORE := build/demo.lattice
DEMO_PERSON ?= maya
DEMO_TARGET ?= lead-data-engineer
DEMO_DATE ?= 2026-11-22

# `make PYTHON=...` reaches the scripts that look for one.
export PYTHON

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 16

# --- Set-up ---------------------------------------------------------------

.PHONY: setup
setup: $(STAMP) ## make .venv with everything in it, from the lock
	@:

$(STAMP): requirements/dev.txt pyproject.toml
	@tools/make-venv "$(VENV)" requirements/dev.txt
	@$(call editable,$(VENV))
	@touch "$@"

$(WEB): web/package-lock.json
	@tools/make-web web
	@touch "$@"

.PHONY: set-ups
set-ups: setup $(LOWEST)/.complete browser server

.PHONY: browser
browser: $(WEB)
	@tools/find-chromium >/dev/null
	@tools/find-pdftotext >/dev/null

.PHONY: script
script: $(WEB) ## build the maps' script and style into lattice/maps/assets
	@npm --prefix web run --silent build

.PHONY: server
server: ## fetch the Neo4j server that the tests run against
	@tools/neo4j-server install

.PHONY: neo4j
neo4j: setup server ## a Neo4j server to play with, until Ctrl-C
	@$(BIN)/python -m tests.neo4j.server

.PHONY: lock
lock: ## resolve the dependencies afresh into requirements/
	@tools/lock

# --- The demonstration ----------------------------------------------------

.PHONY: demo
demo: setup ## the best routes of one person on the sample bundle, and how its critical roles are covered
	@mkdir -p $(dir $(DEMO_STORE))
	@LATTICE_STORE=$(DEMO_STORE) $(BIN)/lattice load graph_data/uk-digital
	@LATTICE_STORE=$(DEMO_STORE) $(BIN)/lattice route $(DEMO_PERSON) --to $(DEMO_TARGET) --as-of $(DEMO_DATE)
	@LATTICE_STORE=$(DEMO_STORE) $(BIN)/lattice succession coverage --as-of $(DEMO_DATE)

	@mkdir -p build/maps
	@LATTICE_STORE=$(DEMO_STORE) $(BIN)/lattice -q map lattice --as-of $(DEMO_DATE) -o build/maps/lattice.html
	@LATTICE_STORE=$(DEMO_STORE) $(BIN)/lattice -q map reach $(DEMO_PERSON) --within 48 --as-of $(DEMO_DATE) -o build/maps/reach.html
	@LATTICE_STORE=$(DEMO_STORE) $(BIN)/lattice -q map route $(DEMO_PERSON) --to $(DEMO_TARGET) --as-of $(DEMO_DATE) -o build/maps/route.html
	@LATTICE_STORE=$(DEMO_STORE) $(BIN)/lattice -q map succession --as-of $(DEMO_DATE) -o build/maps/succession.html
	@printf '\nMaps, to open by a double click:\n'
	@printf '  %s\n' build/maps/*.html

.PHONY: gallery
gallery: setup browser ## make visualizations/ afresh: the sample's maps and their pictures
	@$(BIN)/python -m tests.browser.gallery
	@echo "visualizations/index.html"

# --- Checks ---------------------------------------------------------------

export LATTICE_STEPS := build/steps.txt
STEP := tools/step
CODE := lattice tests graph_data
# Tests run side by side; those that share a server or a browser stay together. One more than there are
# cores: whoever has the server's tests mostly waits for it.
CORES = $(shell nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)
WORKERS ?= --numprocesses $$(($(CORES) + 1)) --dist loadgroup

.PHONY: test
test: ## everything that has to hold
	@rm -f $(LATTICE_STEPS)
	@# One red check doesn't hide the others, so all run and the table comes last. Set-ups wait for downloads,
	@# so all at once; what takes one core comes in pairs; each run of the tests takes all the cores there are.
	@SECONDS=0; status=0; \
	$(STEP) "set-up" $(together) set-ups || status=$$?; \
	$(together)=2 $(IN_PIECES) wheel-check check-fast demo-check || status=$$?; \
	$(MAKE) --keep-going tests lowest || status=$$?; \
	printf '\n'; cat $(LATTICE_STEPS); \
	printf '%8.1f s  altogether; wheel, checks and demonstration ran in pairs\n' "$$SECONDS"; \
	exit $$status

.PHONY: check-fast lint form types contract deps dead page-script
check-fast: types lint form contract deps dead page-script ## the checks that don't run the program

lint: setup
	@$(STEP) "ruff check" $(BIN)/ruff check --quiet $(CODE)

form: setup
	@$(STEP) "ruff format" $(BIN)/ruff format --check --quiet $(CODE)

types: setup
	@$(STEP) "mypy" $(BIN)/mypy

contract: setup
	@$(STEP) "import-linter" $(BIN)/lint-imports --no-cache --no-logo

deps: setup
	@$(STEP) "deptry" $(BIN)/deptry .

dead: setup
	@$(STEP) "vulture" $(BIN)/vulture

page-script: $(WEB)
	@$(STEP) "page's script: form, types, drift" npm --prefix web run --silent check
	@$(STEP) "page's script: tests" npm --prefix web run --silent test

.PHONY: tests
tests: setup browser server ## pytest with branch coverage; ARGS= are passed on
	@rm -rf build/coverage && mkdir -p build/coverage
	@$(STEP) "pytest" $(BIN)/coverage run -m pytest $(WORKERS) -p no:benchmark $(ARGS)
	@$(BIN)/coverage combine --quiet
	@$(STEP) "coverage" $(BIN)/coverage report

.PHONY: nightly
nightly: setup server ## pytest with many times the random cases, other ones each time
	@LATTICE_CASES=nightly $(STEP) "pytest, nightly" $(BIN)/pytest $(WORKERS) -p no:benchmark $(ARGS)

# What these try, a page's script and a killed process, is the same with any version.
NOT_BY_VERSION := --ignore tests/browser --ignore tests/neo4j/test_nothing_half_done.py --ignore tests/neo4j/test_runner.py

$(LOWEST)/.complete: requirements/lowest.txt pyproject.toml
	@tools/make-venv "$(LOWEST)" requirements/lowest.txt
	@$(call editable,$(LOWEST))
	@touch "$@"

.PHONY: lowest
lowest: $(LOWEST)/.complete server ## pytest with the oldest dependencies that pyproject.toml allows
	@LATTICE_CASES=few $(STEP) "pytest, lowest versions" $(LOWEST)/bin/python -m pytest $(WORKERS) $(NOT_BY_VERSION) $(ARGS)

.PHONY: wheel-check
wheel-check: setup ## build the wheel, install it into an empty environment, use it there
	@$(STEP) "wheel" tools/check-wheel $(BIN)/python $(DEMO_PERSON) $(DEMO_TARGET) $(DEMO_DATE)

.PHONY: office-check
office-check: setup ## open the workbooks in LibreOffice, which it installs (half a gigabyte)
	@$(STEP) "LibreOffice" tools/check-office $(BIN)

.PHONY: demo-check
demo-check: setup
	@$(STEP) "demonstration" $(MAKE) demo

.PHONY: bench
bench: setup server ## measure; ratios against a baseline in the same run
	@mkdir -p build
	@$(BIN)/pytest $(or $(ARGS),tests/benchmarks) -p no:randomly -p no:xdist --benchmark-only \
		--benchmark-json=build/bench.json

.PHONY: fmt
fmt: setup ## put the code into the one form
	@$(BIN)/ruff check --fix-only --quiet $(CODE)
	@$(BIN)/ruff format $(CODE)

.PHONY: fmt-script
fmt-script: $(WEB) ## put the maps' script and style into the one form
	@npm --prefix web run --silent format

.PHONY: clean
clean: ## remove what make made
	rm -rf .venv $(LOWEST) build dist web/node_modules
