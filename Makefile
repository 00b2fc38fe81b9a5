# Two commands set up a fresh machine: `make demo` and `make test`. `make check` adds lint, types and import contracts.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test spark check faults bench bench-desk eval eval-gate eval-page readme pictures lock clean

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	@echo "Installing the pinned packages into .venv: some minutes, once."
	$(BIN)/python -m pip install --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch .venv/ready

demo: .venv/ready
	rm -rf demo-out
	$(BIN)/counterclaim take demo-out/palmyra-2016 examples/palmyra-2016/reports
	$(BIN)/counterclaim registry demo-out/palmyra-2016 examples/palmyra-2016/registry
	$(BIN)/counterclaim settle demo-out/palmyra-2016
	$(BIN)/counterclaim dossier demo-out/palmyra-2016 all --out demo-out/dossier
	@echo "The dossier is at demo-out/dossier/index.html"

# Two at a time, each file whole in one of them: what a file's tests share is made once. A worker that a hanging test
# ends is not replaced, which would hang again.
test: .venv/ready
	$(BIN)/python -m pytest -n 2 --dist loadfile --max-worker-restart 0

# Spark beside the rest, for the tests of engines; without it (or without Java) they are skipped and say so.
spark: .venv/ready
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-spark.lock

check: .venv/ready
	$(BIN)/ruff check src tests tools evals
	$(BIN)/ruff format --check src tests tools evals
	$(BIN)/mypy
	$(BIN)/lint-imports

# Holds what is pinned against known faults: FAULTS=all.zip, records in the OSV format that somebody with a network fetched.
faults: .venv/ready
	$(BIN)/python tools/known_faults.py $(FAULTS)

# Scores every set whose data is there (COUNTERCLAIM_DATA) and rewrites docs/reference/quality.md.
# SETS="polnear gum" scores only these; EVAL=--untouched also looks at the held splits, once per version.
eval: .venv/ready
	$(BIN)/python -m evals.table $(SETS) $(EVAL)

# Rewrites the page from the figures in evals/results.json, scoring nothing.
eval-page: .venv/ready
	$(BIN)/python -m evals.table --only-write

# Fails when a development figure is under its floor in evals/floors.json.
eval-gate: .venv/ready
	$(BIN)/python -m evals.gate $(SETS)

# Speed beside the bare parser, and memory over many reports (BENCH="--many 20000"); text reuse beside MinHash tools
# (REUSE="--reports 20000 --hard"), and its speed beside more of them (SPEED="--reports 20000"; extra `bench`); weighing a
# table (TABLE="--objects 100000"), and settling events (SETTLING="--events 1000 10000 100000").
bench: .venv/ready
	$(BIN)/python -m evals.bench $(BENCH)
	$(BIN)/python -m evals.reuse.bench $(REUSE)
	$(BIN)/python -m evals.reuse.speed $(SPEED)
	$(BIN)/python -m evals.truth.speed $(TABLE)
	$(BIN)/python -m evals.settling $(or $(SETTLING),--events 1000 10000)

# The desk over a made case: DESK="--reports 100000" says how large; READERS="--minutes 10 --think 1" how it is asked.
bench-desk: .venv/ready
	test -d bench-out/desk || $(BIN)/python -m evals.desk.made bench-out/desk $(DESK)
	$(BIN)/python -m evals.desk.bench bench-out/desk $(READERS)

# Runs the session of README.md again and writes what comes out.
readme: .venv/ready
	$(BIN)/python tools/readme_session.py

# Takes the pictures of the documentation again, of the demo case at its desk; needs a Chromium.
pictures: .venv/ready
	$(BIN)/python tools/pictures.py $(PICTURES)

# Refreshes the hashed lock; it carries no index addresses.
lock: .venv/ready
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --universal \
	  --extra dev --extra team pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --universal \
	  --extra spark --constraint requirements.lock pyproject.toml -o requirements-spark.lock

clean:
	rm -rf .venv demo-out bench-out build dist src/*.egg-info
