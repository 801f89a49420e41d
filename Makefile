# Every recipe is one line or a script; `make` alone lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
TESTING := $(VENV)/.test-installed
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

# A test starts many programs of ours: what one of them compiles, the next one only loads.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help install run test quick test-postgres lint types django format golden rehearse benchmark benchmark-lists benchmark-load checkov lock image screenshot wheel tools
# A recipe that fails must not leave its stamp behind.
.DELETE_ON_ERROR:

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(RUNTIME) ## create .venv with what the configurator needs to run

run: $(RUNTIME) ## serve the configurator on this machine, PORT=8000 or the next free one
	@$(BIN)/python scripts/serve.py $(PORT)

test: ## check and test everything; what `.ci/run` calls
	@$(MAKE) --no-print-directory --jobs=3 --output-sync=target types lint django tools
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal
	scripts/on-postgres $(BIN)/python -m pytest --numprocesses auto --dist worksteal -m postgres tests/web

test-postgres: $(TESTING) tools ## run all tests on PostgreSQL
	scripts/on-postgres $(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(TESTING) ## find mistakes and wrong formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/hadolint Dockerfile
	$(BIN)/lint-imports --no-cache

# Where the pure tests are; to read the others takes longer than to run these.
QUICK := $(addprefix tests/,plan guide derivation manifests inventories changes comparison) $(wildcard tests/test_*.py)

quick: $(TESTING) ## what to run while you work: pure tests, names, layers; under a minute
	$(BIN)/ruff check
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal -m "not (browser or cluster or database or golden or property or slow)" $(QUICK)

# What Django says of its settings and its migrations.
django: $(TESTING)
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run

types: $(TESTING) ## check every type with mypy
	$(BIN)/mypy

format: $(TESTING) ## rewrite the code as ruff likes it
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

golden: $(TESTING) tools ## rewrite the golden bundles; read the diff like code
	$(BIN)/python -m pytest -m golden --update-golden

rehearse: $(TESTING) ## run the runbook's rollback and drain on two releases of the upstream backend; ten minutes
	$(BIN)/python scripts/rehearse.py

benchmark: $(TESTING) tools ## time a bundle against `kustomize build`, pages against an empty one; measure what explains lines
	$(BIN)/python -m tests.benchmark_load
	$(BIN)/python -m tests.benchmark

benchmark-lists: $(TESTING) ## time lists of 10,000 configurations against lists of 100
	$(BIN)/python -m tests.benchmark_lists

benchmark-load: $(TESTING) ## time pages against an empty one, and 200 people against one
	$(BIN)/python -m tests.benchmark_load

checkov: $(TESTING) tools ## lint the rendered bundles with checkov, which it installs for itself
	@scripts/checkov

screenshot: $(TESTING) tools ## take the README's picture from the running product
	$(BIN)/python scripts/screenshot.py

lock: $(BIN)/uv ## pin and hash the requirements again
	$(LOCK) $(UPGRADE) requirements/runtime.in --output-file requirements/runtime.txt
	$(LOCK) $(UPGRADE) requirements/opentelemetry.in --output-file requirements/opentelemetry.txt
	$(LOCK) $(UPGRADE) requirements/test.in --output-file requirements/test.txt
	$(LOCK) $(UPGRADE) requirements/build.in --output-file requirements/build.txt
	$(LOCK) $(UPGRADE) requirements/sbom.in --output-file requirements/sbom.txt

image: ## build the container image with buildah, and run it on a read-only root
	scripts/image

wheel: | $(BIN)/python ## build the command line tool for pipx, without Django, into dist/
	@scripts/wheel

tools: # Chromium, and kustomize or kubectl
	@scripts/test-tools

# Only a missing uv asks for the tests' tools: a lock file that was just changed by hand must not stop `lock`.
$(BIN)/uv:
	@$(MAKE) --no-print-directory $(TESTING)

$(BIN)/python:
	@$(PYTHON) scripts/check_python.py
	@$(PYTHON) -m venv $(VENV)

# A first run downloads for a while in silence, so say what is going on.
$(RUNTIME): requirements/runtime.txt | $(BIN)/python
	@echo "Installing what the configurator needs into $(VENV) ..."
	@$(PIP) --requirement $<
	@touch $@

$(TESTING): requirements/test.txt $(RUNTIME)
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP) --requirement $<
	@touch $@
