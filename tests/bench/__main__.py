"""`make bench`: loading, reading and starting, each beside what people would use instead, in one run, as ratios.

    python -m tests.bench             quick: national size, local engine; under three minutes on two idle cores
    python -m tests.bench --full      both engines, ten times the size too

Prints Markdown; `docs/benchmarks.md` keeps the history. Each part also runs alone: `python -m tests.bench.loading --help`.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from tests.bench import loading, reading, starting
from tests.support import neo4j_server

PACKAGES = ("neo4j", "neo4j-rust-ext", "fastapi", "pydantic", "arcadedb-embedded", "datasette")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true")
    full = parser.parse_args().full
    engines = ["local", "neo4j"] if full and neo4j_server.available() is None else ["local"]
    scales = [1.0, 10.0] if full else [1.0]
    files = Path(tempfile.gettempdir()) / "jumelles-national"
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    print(f"{time.strftime('%Y-%m-%d')}, Python {platform.python_version()}, {versions}; {reading.machine()}\n")
    measured = [loading.measure(engine, scale, files / f"{scale:g}x") for engine in engines for scale in scales]
    print("## Loading\n", *loading.table(measured), "", sep="\n")
    rows = [
        row
        for engine in engines
        for scale in scales
        for row in reading.measure(engine, scale, files / f"{scale:g}x", 100 if full else 40, 3 if full else 1)
    ]
    print("## Reading\n", *reading.table(rows), "", sep="\n")
    print("## Starting\n", *starting.measure(5 if full else 3), sep="\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
