#!/usr/bin/env python3
"""Runs leadrelay and the baselines in turn and prints medians, ratios and the marks to reach.

Called by scripts/bench. Exits with 1 where anybody's count of qualified leads is wrong; a mark that is missed is
only said, for times are no test. A baseline tells its own seconds, without the start of its interpreter;
leadrelay's are those of the whole process."""
import argparse
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time

import latency

MEGABYTE = 1024 * 1024
# With the million rows this many are qualified; with others the baselines must agree.
QUALIFIED = {1_000_000: 136_645}
# What is measured: (name, ours, theirs, factor by which we must be faster).
COMPARISONS = [
    ("score, file to file", "score → file", "Polars → file", 4),
    ("score, file to file", "score → file", "DuckDB → file", 8),
    ("score, file to nothing", "score → /dev/null", "Polars → file", None),
    ("durable intake", "run --once", "Python and SQLite", 5),
    ("durable intake", "run --once", "C loop", 4),
]
INTAKE_MEMORY = 300 * MEGABYTE
# Bytes of CSV a second, all rows and cells found, on one thread.
TOKENISING = 1.5e9
# Small files that are dropped for the latency.
DROPS = 300

parser = argparse.ArgumentParser()
parser.add_argument("--leadrelay", type=pathlib.Path, required=True)
parser.add_argument("--tokenise", type=pathlib.Path, required=True)
parser.add_argument("--baselines", type=pathlib.Path, required=True)
parser.add_argument("--work", type=pathlib.Path, required=True)
parser.add_argument("--rows", type=int, required=True)
parser.add_argument("--rounds", type=int, required=True)
options = parser.parse_args()

WORK = options.work
ROWS = WORK / f"leads-{options.rows}.csv"
RULES = pathlib.Path(__file__).parent / "rules"
DATA = WORK / "data"


def processor_seconds():
    """What all processes that we waited for have used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Run:
    """One finished process: whole seconds, processor seconds, peak memory in bytes, standard output."""

    def __init__(self, command, output=subprocess.PIPE):
        command = [str(c) for c in command]
        peak = WORK / "peak"
        os.sync()
        began, used = time.perf_counter(), processor_seconds()
        # A child of ours would inherit our own peak; a child of `time` has a small parent.
        run = subprocess.run(["/usr/bin/time", "-f", "%M", "-o", peak, *command], stdout=output)
        self.seconds, self.processor = time.perf_counter() - began, processor_seconds() - used
        if run.returncode != 0:
            sys.exit(f"\nerror: {' '.join(command)} ended with {run.returncode}")
        self.output = run.stdout.decode() if run.stdout else ""
        self.memory = int(peak.read_text()) * 1024


def relay(*arguments, output=subprocess.PIPE):
    """A run of leadrelay under the rules of the bench."""
    return Run([options.leadrelay, *arguments, "--rules", RULES], output)


def baseline(*command):
    """A run of a baseline, timed by itself, and the count it prints, if any."""
    run = Run(command)
    seconds, *count = run.output.split()
    run.seconds = float(seconds)
    return run, int(count[0]) if count else None


def script(name, target):
    """A run of a Python baseline into a file of the work folder."""
    return baseline(sys.executable, options.baselines / name, ROWS, WORK / target)


def scored_rows(path):
    """How many rows of a scored file end in a fit and an interest that qualify."""
    scores = re.compile(rb",(-?\d+),(-?\d+)\r?$", re.MULTILINE)
    return sum(int(f) >= 40 and int(i) >= 40 for f, i in scores.findall(path.read_bytes()))


def score_to_nothing():
    """`score` with its output thrown away."""
    return relay("score", ROWS, output=subprocess.DEVNULL), None


def score_to_file():
    """`score` into a file, like the baselines."""
    target = WORK / "ours.csv"
    with open(target, "wb") as file:
        run = relay("score", ROWS, output=file)
    return run, len(re.findall(rb",true\r?$", target.read_bytes(), re.MULTILINE))


def polars():
    """Polars, file to file."""
    return script("baseline_polars.py", "polars.csv")


def duckdb():
    """DuckDB, file to file; its count is taken from what it wrote."""
    run, _ = script("baseline_duckdb.py", "duckdb.csv")
    return run, scored_rows(WORK / "duckdb.csv")


def intake():
    """A fresh data directory with the file in its inbox, taken in durably."""
    shutil.rmtree(DATA, ignore_errors=True)
    (DATA / "inbox").mkdir(parents=True)
    # Copied with its time, so that nobody waits for a file that might still grow.
    shutil.copy2(ROWS, DATA / "inbox" / "leads.csv")
    run = relay("run", "--once", "--data", DATA, output=subprocess.DEVNULL)
    listed = relay("leads", "--stage", "mql", "--json", "--data", DATA).output
    return run, listed.count("\n")


def python_script():
    """The script most teams have."""
    return script("baseline_python.py", "python.db")


def c_loop():
    """The floor of a row store; it scores nothing, so there is nothing to count."""
    run, _ = baseline(WORK / "baseline_sqlite", ROWS, WORK / "sqlite.db")
    return run, None


def tokenise():
    """All rows and cells of the file found, and nothing done with them."""
    run = Run([options.tokenise, ROWS])
    rows, _, _, seconds = run.output.split()
    run.processor = float(seconds)
    return run, int(rows)


def count_lines():
    """Every byte of the file looked at, and no more; lines are not rows."""
    return Run(["wc", "-l", ROWS]), None


def reader(name):
    """What runs another reader; it tells its own processor seconds, without those of starting."""
    def read():
        run, count = baseline(sys.executable, pathlib.Path(__file__).parent / "read.py", name, ROWS)
        run.processor = run.seconds
        return run, count
    return read


READING = {
    "tokenise": tokenise,
    "wc -l": count_lines,
    "Polars, reading": reader("polars"),
    "DuckDB, reading": reader("duckdb"),
}
MEASURED = {
    "score → /dev/null": score_to_nothing,
    "score → file": score_to_file,
    "Polars → file": polars,
    "DuckDB → file": duckdb,
    "run --once": intake,
    "Python and SQLite": python_script,
    "C loop": c_loop,
}


def progress(text):
    """Says on a terminal what is being measured."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def measure():
    """All runs by name, and the counts that were told."""
    actions = READING | MEASURED
    runs, counts = {name: [] for name in actions}, {}
    for number in range(1, options.rounds + 1):
        for name, action in actions.items():
            progress(f"round {number} of {options.rounds}: {name}")
            run, count = action()
            runs[name].append(run)
            if name in READING and count not in (None, options.rows):
                sys.exit(f"\nerror: {name} found {count:,} rows")
            if name in MEASURED and count is not None:
                counts.setdefault(name, set()).add(count)
    progress("")
    return runs, counts


def show(runs):
    """The tables of medians, ratios and marks."""
    seconds = {name: statistics.median(r.seconds for r in some) for name, some in runs.items()}
    memory = {name: max(r.memory for r in some) for name, some in runs.items()}
    print(f"{options.rows:,} rows, shuffled; medians of {options.rounds} interleaved rounds\n")
    print(f"{'':<20}{'seconds':>9}{'rows/s':>13}{'peak MB':>9}")
    for name in MEASURED:
        rate = options.rows / seconds[name]
        print(f"{name:<20}{seconds[name]:>9.2f}{rate:>13,.0f}{memory[name] / MEGABYTE:>9.0f}")
    print(f"\n{'':<24}{'against':<20}{'faster':>8}{'mark':>8}")
    for what, ours, theirs, factor in COMPARISONS:
        ratio = seconds[theirs] / seconds[ours]
        mark = verdict = ""
        if factor is not None:
            mark, verdict = f"≥ {factor}×", "ok" if ratio >= factor else "MISSED"
        print(f"{what:<24}{theirs:<20}{ratio:>7.1f}×{mark:>8}  {verdict}".rstrip())
    peak, limit = memory["run --once"], INTAKE_MEMORY // MEGABYTE
    verdict = "ok" if peak < INTAKE_MEMORY else "MISSED"
    print(f"{'memory of intake':<44}{peak / MEGABYTE:>5.0f} MB{f'< {limit} MB':>10}  {verdict}")
    show_reading({name: statistics.median(r.processor for r in runs[name]) for name in READING})


def show_reading(seconds):
    """How fast the file is read alone, in processor time: on one thread that is what a quiet machine takes."""
    size = ROWS.stat().st_size
    print(f"\n{'one thread':<20}{'cpu s':>9}{'GB/s':>8}{'wc -l':>9}{'mark':>12}")
    for name in READING:
        rate, ratio = size / seconds[name], seconds[name] / seconds["wc -l"]
        mark = ""
        if name == "tokenise":
            verdict = "ok" if rate >= TOKENISING else "MISSED"
            mark = f"≥ {TOKENISING / 1e9}  {verdict}"
        print(f"{name:<20}{seconds[name]:>9.2f}{rate / 1e9:>8.2f}{ratio:>8.1f}×   {mark}".rstrip())


def check(counts):
    """Whether all found the same number of qualified leads."""
    told = set().union(*counts.values())
    expected = QUALIFIED.get(options.rows)
    if len(told) == 1 and expected in (None, *told):
        print(f"\nqualified: {told.pop():,}, the same for all")
        return 0
    print(f"\nerror: qualified{'' if expected is None else f' should be {expected:,}'}:")
    for name, some in counts.items():
        print(f"  {name:<20}{', '.join(f'{c:,}' for c in sorted(some))}")
    return 1


measured, qualified = measure()
show(measured)
latency.show(*latency.measure(options.leadrelay, RULES, WORK, DROPS))
sys.exit(check(qualified))
