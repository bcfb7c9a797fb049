"""`make bench`: loading, reading, starting and maps, each beside what people would use instead, in one run, as one table.

    python -m tests.bench                    quick: national size, local engine, no maps; under three minutes on idle cores
    python -m tests.bench --full             both engines, networks and people too, ten times the size, neo4j-import, maps
    python -m tests.bench --output FOLDER    bench.md and bench.json there as well

`docs/benchmarks.md` keeps the history. Each part also runs alone: `python -m tests.bench.loading --help`.
"""

from __future__ import annotations

import argparse
import json
import platform
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench import importing, loading, maps, reading, starting, summary
from tests.support import neo4j_server

PACKAGES = ("neo4j", "neo4j-rust-ext", "fastapi", "pydantic", "arcadedb-embedded", "datasette")


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--output", type=Path, help="A folder for bench.md and bench.json.")
    asked = parser.parse_args()
    head = f"{time.strftime('%Y-%m-%d')}, {described()}; {reading.machine()}"
    found = measured(full=asked.full)
    lines = [
        *summary.loading(found["loading"]),
        *summary.importing(found["importing"], found["loading"]),
        *summary.reading(found["reading"]),
        *summary.grown(found["reading"]),
        *summary.maps(found["maps"]),
        *summary.starting(found["starting"]),
    ]
    text = "\n".join((head, "", *summary.table(lines), ""))
    print(text)
    if asked.output:
        asked.output.mkdir(parents=True, exist_ok=True)
        (asked.output / "bench.md").write_text(text, encoding="utf-8")
        (asked.output / "bench.json").write_text(json.dumps({"about": head, **found}, indent=1), encoding="utf-8")


def described() -> str:
    """Return the versions of what is measured."""
    return f"Python {platform.python_version()}, {', '.join(f'{name} {version(name)}' for name in PACKAGES)}"


def measured(*, full: bool) -> dict[str, Any]:
    """Run all parts; return the figures of each."""
    neo4j = full and neo4j_server.available() is None
    engines = ["local", "neo4j"] if neo4j else ["local"]
    scales = [1.0, 10.0] if full else [1.0]
    files = Path(tempfile.gettempdir()) / "jumelles-national"
    loads = [
        loading.measure(engine, scale, files / f"{scale:g}x", bare=scale == 1, heap_mb=loading.heap_for(scale))
        for engine in engines
        for scale in scales
    ]
    if full:
        loads += [loading.measure(engine, 1, files / "1x", loading.Way(everything=True)) for engine in engines]
    return {
        "loading": loads,
        "importing": [importing.measure(scale, files / f"{scale:g}x") for scale in scales] if neo4j else [],
        "reading": [
            row
            for scale in scales
            for engine in engines
            for row in reading.measure(
                engine, scale, files / f"{scale:g}x", 100 if full else 30, 3 if full else 1, everything=full
            )
        ],
        "maps": list(maps.figures()) if full else [],
        "starting": list(starting.figures(5 if full else 3, beside_neo4j=full)),
    }


if __name__ == "__main__":
    main()
