# Everything one does to this project. `make help` lists it.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.complete
LOWEST := .venv-lowest
PIP := -m pip --disable-pip-version-check --no-input

# Who goes where in the demonstration.
DEMO_STORE := build/demo.lattice
DEMO_PERSON ?= maya
DEMO_TARGET ?= platform-lead
DEMO_DATE ?= 2026-11-22

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 16

# --- Set-up ---------------------------------------------------------------

.PHONY: setup
setup: $(STAMP) ## make .venv with everything in it, from the lock

$(STAMP): requirements/dev.txt pyproject.toml tools/make-venv
	@tools/make-venv "$(VENV)" requirements/dev.txt
	@"$(BIN)/python" $(PIP) install --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch "$@"

.PHONY: lock
lock: ## resolve the dependencies afresh into requirements/
	@tools/lock

