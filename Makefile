# The faces of this repository: make demo, make test, make check.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/pip --disable-pip-version-check
# Two at once; tests that share something costly name a group and stay on one worker. Threads of linear algebra would
# wait for one another. What is compiled is kept, even where the surroundings forbid it (PYTHONDONTWRITEBYTECODE, as in
# many containers): two workers, two passes and hundreds of commands would each compile everything anew.
PYTEST := PYTHONDONTWRITEBYTECODE= OPENBLAS_NUM_THREADS=1 $(BIN)/pytest -n 2 --dist loadgroup
LOCK   := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet
DEMO   ?=
TESTS  ?= tests
# What has to do with rows: how components look in a browser has not, and how many queries a page asks is the same. Who
# meets what is asked there at two moments; `make test ON_POSTGRESQL=tests/access` asks more.
ON_POSTGRESQL ?= tests/web tests/security tests/config \
  tests/access/test_every_case_route.py tests/access/test_at_once.py \
  --ignore=tests/web/ui/test_in_browser.py --ignore=tests/web/test_page_costs.py \
  --ignore=tests/web/calibration/test_cost.py --ignore=tests/web/promotion/test_case_costs.py -k 'not queries'

.PHONY: help install demo test check format lock bench clean

help: ## Say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: $(VENV)/.dev ## Make .venv with everything to run, check and test

demo: $(VENV)/.run ## Fill a database with the demo organisation and serve it
	@$(BIN)/waypost demo $(DEMO)

test: $(VENV)/.dev ## Every test this machine can run; what it cannot is skipped with its reason
	TEST_DATABASE_URL= $(PYTEST) $(TESTS)
	@if [ -n "$$TEST_DATABASE_URL" ]; then $(PYTEST) $(ON_POSTGRESQL); \
	else echo "skipped on PostgreSQL: TEST_DATABASE_URL names none (see docs/contributing.md)"; fi

check: $(VENV)/.dev ## Format, lint, types, import contracts
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports
	$(BIN)/mypy

format: $(VENV)/.dev ## Put the code in its form
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/ruff format --quiet .

bench: $(VENV)/.dev ## Measure the pages
	$(BIN)/python benchmarks/pages.py

lock: ## Lock the requirements anew (wants uv)
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) --group dev pyproject.toml -c requirements/run.txt -o requirements/dev.txt
	$(LOCK) requirements/build.in -o requirements/build.txt

clean: ## Remove the environment and the demo's data
	rm -rf $(VENV) build dist src/*.egg-info data

# An editable install, so that a changed line runs at the next start. Built without isolation from locked tools.
$(VENV)/.run: requirements/run.txt requirements/build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Waypost needs Python 3.11 or newer. Say which one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --require-hashes -r requirements/build.txt -r requirements/run.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@
