# `make run` sets everything up and serves the sample; `make test` sets up and passes the tests.
.DEFAULT_GOAL := help
.PHONY: help run test lint format bench clean

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
STORE ?= riwaya-data/sample.db
# Where the CPU build of torch is looked for beside the default index. Set it empty for another build.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
TORCH_PIN := $(shell sed -n 's/^torch==/torch==/p' constraints.txt)
PIP := $(BIN)/python -m pip --disable-pip-version-check

help: ## List what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

# torch first and alone: once its CPU build is there, nothing replaces it.
$(VENV)/installed: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing (a few minutes the first time) ..."
	@$(BIN)/python -c 'import torch' 2>/dev/null || \
	  $(PIP) install -q --no-deps --retries 0 --extra-index-url "$(TORCH_INDEX)" "$(TORCH_PIN)"
	@$(PIP) install -q -c constraints.txt -e .
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib service jobs dashboards > /dev/null || true
	@rm -f $(VENV)/tested && touch $@

$(VENV)/tested: $(VENV)/installed
	@$(PIP) install -q -c constraints.txt -e '.[dev]'
	@touch $@

run: $(VENV)/installed ## Set up, build the sample and serve it at http://127.0.0.1:8000
	@$(BIN)/riwaya run --sample --serve --port $(PORT) --store $(STORE)

test: $(VENV)/tested ## Set up and run every test
	@$(BIN)/python -m pytest

lint: $(VENV)/tested ## ruff, mypy --strict and the import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/tested ## Put the code into its one format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/installed ## Measure speed and memory, as ratios within one run
	@$(BIN)/riwaya bench pipeline

clean: ## Remove what was installed and built, never the stores
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
