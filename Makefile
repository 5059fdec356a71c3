# Two commands do everything on a fresh machine with git, Python 3.10+ and make:
#   make demo    set up, and lint the examples
#   make test    set up, and run the tests

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test lint docs snapshots bench clean

help:
	@sed -n 's/^#   //p' Makefile; echo "make lint     ruff and mypy"; echo "make docs     docs/rules from the rules"; \
	echo "make snapshots  the expected findings beside the examples"; echo "make bench    speed, beside a peer"

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@# as pip does for a wheel: the command starts a quarter of a second sooner
	@$(BIN)/python -m compileall -q src
	@touch $@

demo: $(VENV)/.ready
	$(BIN)/healthlint check --isolated --no-cache --exit-zero examples

test: $(VENV)/.ready
	$(BIN)/python -m pytest

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.ready
	$(BIN)/python -m healthlint.docs docs

snapshots: $(VENV)/.ready
	UPDATE_SNAPSHOTS=1 $(BIN)/python -m pytest tests/test_examples.py

bench: $(VENV)/.ready
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/cold_start.py

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .healthlint_cache
