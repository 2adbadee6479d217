# Everything happens in .venv, from locked versions; nothing is installed elsewhere
# but, for `make test`, Chromium through the system's package manager where it can be had.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: install run test bench lock wheel clean

install: $(VENV)/.installed

run: install
	$(BIN)/coder ui

test: $(VENV)/.installed-test
	sh tools/ensure_browser.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest

bench: install
	$(BIN)/python -m benchmarks.speed

# The labelled calls are in the repository; this takes about five minutes.
train: install
	$(BIN)/coder train labeled_examples/ --out models/default

wheel: $(VENV)/.installed-test
	$(BIN)/python -m build --no-isolation --wheel

$(VENV)/bin/python:
	sh tools/make_environment.sh $(PYTHON) $(VENV)

$(VENV)/.installed: $(VENV)/bin/python requirements.lock pyproject.toml
	$(PIP) install --quiet --require-hashes --requirement requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed requirements-test.lock
	$(PIP) install --quiet --require-hashes --requirement requirements-test.lock
	touch $@

# Write the locks again, for every platform and Python from 3.11 on, after a change in pyproject.toml.
lock: $(VENV)/bin/python
	$(PIP) install --quiet uv
	sh tools/lock.sh $(BIN)/uv

clean:
	rm -rf $(VENV) dist artifacts
