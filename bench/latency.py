"""How long it takes from a file that is dropped to its lead being committed, beside a raw append and fsync."""
import os
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import time

# What is told of, and how many times as long as the raw append it may take.
MARKS = {"p50": 2.5, "p99": 5.0}
WARM_UP = 20
PATIENCE = 60


def percentiles(seconds):
    """The median and the 99th percentile, in milliseconds."""
    ordered = sorted(seconds)
    return {"p50": statistics.median(ordered) * 1000, "p99": ordered[int(len(ordered) * 0.99)] * 1000}


class Daemon:
    """A daemon of its own data directory, ready when made."""

    def __init__(self, leadrelay, rules, data):
        shutil.rmtree(data, ignore_errors=True)
        (data / "inbox").mkdir(parents=True)
        self.data = data
        address = f"\0leadrelay-bench-{os.getpid()}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
            listening.bind(address)
            listening.settimeout(PATIENCE)
            self.process = subprocess.Popen(
                [leadrelay, "run", "--rules", rules, "--data", data], stderr=subprocess.DEVNULL,
                env=os.environ | {"NOTIFY_SOCKET": address.replace("\0", "@")})
            while b"READY=1" not in listening.recv(4096):
                pass
        self.store = sqlite3.connect(f"file:{data}/leadrelay.db?mode=ro", uri=True)
        self.leads = 0

    def drop(self, number):
        """Drops a file of one lead; returns the seconds till the lead is committed."""
        hidden = self.data / "inbox" / f".leads-{number}.csv"
        hidden.write_text(f"email,title,company\nperson{number}-{os.getpid()}@company.example,CTO,Company {number}\n")
        self.leads += 1
        began = time.perf_counter()
        os.rename(hidden, self.data / "inbox" / f"leads-{number}.csv")
        while (self.store.execute("SELECT max(id) FROM leads").fetchone()[0] or 0) < self.leads:
            waited = time.perf_counter() - began
            if waited > PATIENCE:
                sys.exit(f"\nerror: file {number} was not taken in within {PATIENCE} s")
            time.sleep(0.00002)
        return time.perf_counter() - began

    def stop(self):
        """Ends it in good order."""
        self.store.close()
        self.process.terminate()
        self.process.wait(PATIENCE)


def measure(leadrelay, rules, work, files):
    """Seconds of drops and of raw appends, taken in turn on the same file system."""
    daemon = Daemon(leadrelay, rules, work / "latency")
    raw = os.open(work / "raw.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    drops, appends = [], []
    for number in range(files + WARM_UP):
        dropped = daemon.drop(number)
        began = time.perf_counter()
        os.write(raw, b"x" * 100)
        os.fsync(raw)
        appended = time.perf_counter() - began
        if number >= WARM_UP:
            drops.append(dropped)
            appends.append(appended)
    daemon.stop()
    os.close(raw)
    return drops, appends


def show(drops, appends):
    """The table of percentiles, ratios and marks."""
    ours, theirs = percentiles(drops), percentiles(appends)
    print(f"\n{len(drops)} small files dropped one after the other, till the lead is committed\n")
    print(f"{'':<24}{'ms':>8}{'append + fsync':>16}{'times':>8}{'mark':>8}")
    for name, mark in MARKS.items():
        ratio = ours[name] / theirs[name]
        verdict = "ok" if ratio <= mark else "MISSED"
        print(f"{name:<24}{ours[name]:>8.2f}{theirs[name]:>16.2f}{ratio:>7.1f}×{f'≤ {mark:g}×':>8}  {verdict}")


if __name__ == "__main__":
    import pathlib
    relay, folder, target = (pathlib.Path(argument) for argument in sys.argv[1:4])
    show(*measure(relay, folder, target, int(sys.argv[4]) if len(sys.argv) > 4 else 300))
