# Everything starts here: `make demo` to look at it, `make test` to run all that CI runs.
PORT ?= 8000
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .uv/bin/uv
BIN := .venv/bin
# Compiled modules are kept: every worker, server and check would else compile Django and the tests anew.
unexport PYTHONDONTWRITEBYTECODE
CHROMIUM := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.PHONY: demo test setup lint check-python test-sqlite test-postgres browser screens bench messages lock clean

demo: setup
	@$(BIN)/samenspraak demo --port $(PORT) --data data/demo

# Side by side: much of a browser test is waiting, and the rest then uses the machine.
test: setup browser
	@echo "Checks, tests on SQLite with a browser, and tests on PostgreSQL: side by side, each is printed when it is done."
	@$(MAKE) --no-print-directory --jobs=3 --output-sync=target lint test-sqlite test-postgres

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml | check-python
	@test -x $(UV) || $(PYTHON) -m venv .uv
	@test -x $(UV) || .uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch .venv/ready

check-python:
	@$(PYTHON) -c 'import sys; sys.exit("Samenspraak needs Python 3.11 or newer; this is %d.%d. Set PYTHON=python3.11 or newer." % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "This Python has no venv. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }

lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy src tests bench tools
	$(BIN)/lint-imports
	$(BIN)/python tools/settings_for_checks.py makemigrations --check --dry-run

test-sqlite:
	$(BIN)/python -m pytest -n 3 --dist loadgroup -m "not slow"

# The core, the browser and the wheel do not touch the database's make: once is enough for those.
test-postgres:
	$(BIN)/python tools/with_postgres.py $(BIN)/python -m pytest -n 2 --dist loadgroup -m "not slow and not browser and not once" --ignore tests/core --ignore tests/delivery

browser:
ifeq ($(CHROMIUM),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -q && apt-get install -y -q --no-install-recommends chromium; \
	else \
	  echo "The browser journeys need Chromium. Install it (Debian: apt-get install chromium) and run make test again."; exit 1; \
	fi
endif

screens: setup browser
	$(BIN)/python tools/screens.py build/screens

bench: setup
	$(BIN)/python -m bench

messages: setup
	$(BIN)/python tools/messages.py

lock:
	$(UV) pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet --upgrade --output-file requirements.lock

clean:
	rm -rf .venv .uv build dist data .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
