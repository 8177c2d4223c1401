# One build serves everything: the same flags for build, run, test and bench.
SWIFT  ?= swift
FLAGS  := -c release --enable-index-store -Xswiftc -enable-testing -Xswiftc -gline-tables-only
BINARY := .build/release/leadrelay

# What the machine needs beside Swift, as Debian names it. The one list.
SYSTEM_PACKAGES := libyaml-dev libutf8proc-dev libssl-dev libpcre2-dev libpsl-dev zlib1g-dev \
                   libsqlite3-dev pkg-config
TEST_PACKAGES   := openssl python3 python3-jsonschema python3-ruamel.yaml sqlite3 strace
BENCH_PACKAGES  := python3 python3-venv gcc libc6-dev time

.DEFAULT_GOAL := help
.PHONY: help setup setup-bench build run test simulate lint fuzz bench clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the system packages that building and testing need
	@scripts/install-packages $(SYSTEM_PACKAGES) $(TEST_PACKAGES)

build: setup ## Build for release
	$(SWIFT) build $(FLAGS)

run: build ## Start the daemon on ./rules and ./var, feed it sample exports, show what came of them
	@LEADRELAY=$(BINARY) scripts/demo

test: setup ## Run all tests (FILTER=name for some of them)
	@scripts/test $(SWIFT) test $(FLAGS) $(if $(FILTER),--filter '$(FILTER)')

simulate: setup ## Run small worlds made from seeds (SEED=1 WORLDS=10000 STEPS=30)
	LEADRELAY_SEED=$(or $(SEED),1) LEADRELAY_WORLDS=$(or $(WORLDS),10000) \
	LEADRELAY_STEPS=$(or $(STEPS),30) $(SWIFT) test $(FLAGS) --filter SimulationTests.SimulationTests

lint: setup ## Check the formatting and the rules of the house
	@SWIFT=$(SWIFT) scripts/lint

fuzz: setup ## Feed the readers hostile bytes (SECONDS=60 TARGET=yaml)
	@scripts/fuzz '$(TARGET)' $(or $(SECONDS),60)

bench: build setup-bench ## Measure against the baselines (ROWS=1000000 ROUNDS=3)
	@LEADRELAY=$(BINARY) scripts/bench

setup-bench:
	@scripts/install-packages $(BENCH_PACKAGES)

clean: ## Remove what was built, and the data of make run
	rm -rf .build var
