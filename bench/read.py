#!/usr/bin/env python3
"""read.py polars|duckdb FILE.csv: reads a CSV file whole, as text, on one thread. Prints processor seconds and rows."""
import os
import sys
import time

os.environ["POLARS_MAX_THREADS"] = "1"


def polars(path):
    """The file as a frame in memory."""
    import polars as pl
    began = time.process_time()
    rows = pl.read_csv(path, infer_schema=False).height
    return time.process_time() - began, rows


def duckdb(path):
    """The file as a table in memory."""
    import duckdb as db
    connection = db.connect()
    connection.execute("SET threads = 1; SET enable_progress_bar = false")
    began = time.process_time()
    connection.execute(
        "CREATE TABLE leads AS FROM read_csv(?, all_varchar = true, header = true)", [path])
    seconds = time.process_time() - began
    return seconds, connection.execute("SELECT count(*) FROM leads").fetchone()[0]


took, found = {"polars": polars, "duckdb": duckdb}[sys.argv[1]](sys.argv[2])
print(f"{took:.3f} {found}")
