# Two commands do everything: `make run` and `make test`.
.DEFAULT_GOAL := help
.SILENT:
PYTHON ?= python3
JOBS ?= auto
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1
QUESTION := which French cities partner with Pennsylvania entities

.PHONY: help setup run test check bench bench-ask bench-maps bench-minutes audit faults parity fuzz fuzz-guided neo4j lock docs looks pictures format clean

help: ## list these targets
	grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/.setup ## make .venv/ with the pinned packages; the command is .venv/bin/jumelles

.venv/.setup: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed")'
	echo "Setting up .venv (once, about a minute)"
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	touch $@

.venv/.setup-test: .venv/.setup requirements-test.lock
	$(BIN)/python -m pip install -q --no-deps --require-hashes -r requirements-test.lock
	touch $@

run: setup ## load the corpus, answer the Pennsylvania question, serve the pages on 127.0.0.1:8000
	$(BIN)/jumelles load corpus
	$(BIN)/jumelles ask "$(QUESTION)"
	$(BIN)/jumelles serve

test: .venv/.setup-test ## all tests, on the local engine and on a real Neo4j (which needs Java and Maven)
	-$(BIN)/python -m tests.support.neo4j_server --fetch
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(TESTS)
	$(BIN)/coverage combine -q
	test -n "$(TESTS)" || $(BIN)/coverage report

check: .venv/.setup-test ## format, lint, types, layers, docs in step
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache > .lint-imports.log || { cat .lint-imports.log; exit 1; }
	$(BIN)/python -m tools.docs --check

format: .venv/.setup-test ## format the code and mend what the linter can
	$(BIN)/ruff format -q .
	$(BIN)/ruff check -q --fix .

docs: .venv/.setup-test ## write again the documents that are made from the code
	$(BIN)/python -m tools.docs

looks: .venv/.setup-test ## take every page of a running service in every state, to be looked at (URL=http://127.0.0.1:8000 FOLDER=dist/looks)
	$(BIN)/python -m tools.look $(or $(URL),http://127.0.0.1:8000) $(or $(FOLDER),dist/looks)

pictures: .venv/.setup-test ## take the pictures of the guides again (needs Chromium)
	$(BIN)/python -m tools.pictures

bench: .venv/.setup-test ## measure against the bare driver (tests/bench/)
	$(BIN)/python -m tests.bench

bench-minutes: .venv/.setup-test ## how well minutes are read: precision and recall against facts made by hand
	$(BIN)/python -m tests.bench.minutes $(FOLDERS)

bench-maps: .venv/.setup-test ## measure the maps in Chromium, beside stock pyvis
	$(BIN)/python -m tests.bench.maps

bench-ask: .venv/.setup-test ## how many questions are answered rightly, and how fast they are understood
	$(BIN)/python -m tests.bench.asking

neo4j: .venv/.setup-test ## bring the real Neo4j server for the tests
	$(BIN)/python -m tests.support.neo4j_server --fetch

audit: .venv/.setup-test ## known weaknesses, licences, and a bill of materials (dist/sbom.json) of all that is locked
	$(BIN)/python -m tools.audit

faults: .venv/.setup-test ## kill -9 in 100 rounds, a full disk, jumping clocks, loads at once (half an hour)
	$(BIN)/python -m tests.faults

parity: .venv/.setup-test ## every read query with generated parameters on both engines, differences counted
	$(BIN)/python -m tests.parity

fuzz-guided: .venv/.setup-test ## broken sources for every loader, led by the code that they reach (a minute each; Linux on x86-64)
	$(BIN)/python -m tests.fuzz.guided

fuzz: .venv/.setup-test ## schemathesis over the whole API, and broken sources for every loader
	$(BIN)/python -m tests.fuzz

lock: .venv/.setup-test ## write the lock files again from pyproject.toml
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --group build --group test pyproject.toml -o requirements-test.lock

clean: ## remove what these targets made
	rm -rf .venv .cache .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis .lint-imports.log
