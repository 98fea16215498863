# The lines people and CI run. Everything lives in $(VENV); nothing is installed elsewhere.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Where pip finds the build of torch you want; unset: the default index. See README, "Installing".
TORCH_INDEX_URL ?=
# What the tests in a browser and `make screenshots` drive.
export CHROMIUM ?= chromium
# The tests run in a process for each processor; a file stays in one, for what its tests share. In
# one process, as pytest does without it: make test WORKERS=
WORKERS ?= -n auto --dist loadfile --no-loadscope-reorder
# The state folder of `make serve`; `make demo` uses a folder of its own below it.
export PRESSGAP_DATA_DIR ?= $(CURDIR)/indexes

.DEFAULT_GOAL := help
.PHONY: help demo test check serve bench screenshots quality fit clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.installed  ## compare the bundled sample: a declaration and a press conference
	@$(BIN)/pressgap demo

test: $(VENV)/.installed-dev  ## run the tests; those in a browser where chromium is there
	@command -v "$(CHROMIUM)" >/dev/null || \
	  echo "The tests in a browser are skipped: they need Chromium (Debian: apt-get install chromium;" \
	    "another: make test CHROMIUM=/path/to/it)." >&2
	@env -u PRESSGAP_DATA_DIR $(BIN)/python -m pytest -q $(WORKERS)

check: $(VENV)/.installed-dev  ## lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

serve: $(VENV)/.installed  ## serve the reading room and the JSON API on loopback
	@$(BIN)/pressgap serve

bench: $(VENV)/.installed-dev  ## measure the parsers on the corpus of styles, speed and memory (minutes)
	@$(BIN)/python -m benchmarks.corpus
	@$(BIN)/python -m benchmarks

screenshots: $(VENV)/.installed-dev  ## make pictures of the pages: build/screenshots, docs (minutes)
	@env -u PRESSGAP_DATA_DIR $(BIN)/python -m benchmarks.screenshots

quality: $(VENV)/.installed-dev  ## measure the answers on the labelled data in ../shared (minutes)
	@$(BIN)/python -m benchmarks.quality

fit: $(VENV)/.installed-dev  ## rebuild the fitted data from ../shared/train
	@$(BIN)/pressgap fit --train ../shared/train

clean:  ## remove the virtual environment
	rm -rf $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "PressGap needs Python 3.11 or newer; name one: make PYTHON=python3.12 ..." >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@sh config/install-torch.sh $(BIN)/python "$(TORCH_INDEX_URL)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
