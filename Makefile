# Heard's commands. Each does all of its own set-up; what is made already is not made again.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

BIN := .venv/bin
MADE := .venv/made
NODE := scripts/node.sh
# A lock file names everything: nothing is looked up beside it, so that a version published today changes nothing.
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --no-deps

PICTURES := accessibility/picture_sets/openmoji
FRONT_END := $(shell find app/static/sass app/static/js app/static/images -type f 2>/dev/null) $(wildcard $(PICTURES)/pictures.csv)

.PHONY: help
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: install ## Serve Heard on this machine with a demonstration in it, on port 8000 or PORT
# Recordings and demonstration are made at the same time, then the recordings of what pages say of its inspections;
# where to look is said last.
	@$(BIN)/heard audio build & recordings=$$!; \
	where_to_look=$$($(BIN)/heard demo --unless-in-use); \
	wait $$recordings; \
	$(BIN)/heard audio build >/dev/null; \
	echo "$$where_to_look"
	@exec $(BIN)/heard serve

.PHONY: install
install: $(MADE)/heard $(MADE)/front_end ## Do the set-up of make run, and nothing more
	@:

# Tests write many small databases: where there is room for them, in memory.
test coverage: export PYTEST_DEBUG_TEMPROOT := $(shell df --output=avail -k /dev/shm 2>/dev/null | awk 'NR == 2 && $$1 > 6000000 { print "/dev/shm" }')

.PHONY: test
test: system-packages install $(MADE)/test ## Run every test, in real Chromium, LibreOffice and PostgreSQL too (ARGS="-k word" for some)
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

.PHONY: coverage
coverage: system-packages install $(MADE)/test ## Run every test and say which branches of the code none of them took
	$(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term $(ARGS)

.PHONY: check
check: install $(MADE)/test ## Run the linters, the type checker and the import contracts
	$(BIN)/python -m pip check --disable-pip-version-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache | sed -n '/^Contracts$$/,$$p'
	$(BIN)/deptry .
	$(BIN)/djlint --lint --quiet app/templates 2> >(grep -v '^.*Linting' >&2)
	$(NODE) npx --no-install stylelint 'app/static/sass/**/*.scss'
	$(NODE) npx --no-install prettier --check 'app/static/{sass,js}/**' package.json
	$(BIN)/heard questionnaires check

.PHONY: bench
bench: install $(MADE)/test ## Measure pages, analysis and Word copies against their limits
	@for figures in $$(grep -l __main__ bench/*.py | grep -v bench/lines.py); do echo "== $$figures"; $(BIN)/python "$$figures"; done

.PHONY: bench-lines
bench-lines: install $(MADE)/test ## Measure lines of enquiry on areas with known truth (ARGS="--areas 200" for figures to rely on)
	$(BIN)/python bench/lines.py $(ARGS)

.PHONY: pictures
pictures: system-packages install $(MADE)/test ## Take the pictures in README and docs/pages.md again, from the running product
	$(BIN)/python scripts/screenshots.py
	$(BIN)/python scripts/contact_sheet.py

.PHONY: lock
lock: $(MADE)/test ## Choose the newest versions of everything that we depend on, and write down their hashes
	scripts/lock.sh

.PHONY: clean
clean: ## Remove what make made; what people answered (instance/) stays
	rm -rf .venv node_modules app/static/built $(PICTURES)/svg build *.egg-info .*_cache .coverage* htmlcov

.PHONY: system-packages
system-packages:
	@scripts/system_packages.sh

$(MADE)/venv: scripts/virtual_environment.sh
	@scripts/virtual_environment.sh .venv
	@mkdir -p $(MADE) && touch $@

$(MADE)/run: requirements/build.txt requirements/run.txt | $(MADE)/venv
	@echo "Installing the libraries that Heard runs on (a few minutes the first time)"
	@$(PIP) --require-hashes -r requirements/build.txt -r requirements/run.txt
	@touch $@

$(MADE)/heard: pyproject.toml requirements/run.in requirements/test.in $(MADE)/run
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(MADE)/test: requirements/test.txt $(MADE)/run node_modules/.package-lock.json
	@echo "Installing what tests and linters need"
	@$(PIP) --require-hashes -r requirements/test.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc | $(MADE)/venv
	@echo "Installing the front end's parts: styles, typeface, pictures"
	@$(NODE) npm ci --no-progress --loglevel=error
	@touch $@

$(MADE)/front_end: scripts/front_end.py $(FRONT_END) $(MADE)/heard node_modules/.package-lock.json
	@$(NODE) $(BIN)/python scripts/front_end.py
	@touch $@
