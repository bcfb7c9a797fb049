"""What the first load of a big graph costs by `jumelles export neo4j-import` and neo4j-admin, beside loading it into Neo4j.

    python -m tests.bench.importing --scale 1

The register is loaded into the local engine, written as CSV files, and imported by the real neo4j-admin. What stands beside
it, our own load into a Neo4j and the bare UNWIND, comes from `python -m tests.bench.loading --engine neo4j`.
"""

from __future__ import annotations

import argparse
import os
import resource
import shlex
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from graph.db import open_graph
from graph.settings import read_settings
from tests.bench.loading import heap_for
from tests.bench.meter import metered
from tests.bench.national import load_national, national
from tests.support import neo4j_server
from viz.exports.export import Format, export


def measure(scale: float, files: Path) -> dict[str, Any]:
    """Load, export and import; return seconds and processor seconds of the export (ours and engine) and of the import."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = read_settings(home=folder / "home", engine_heap_mb=heap_for(scale))
        with open_graph(settings) as graph:
            load_national(graph, national(scale, files), everything=False)
            with metered(settings.home) as written:
                export(graph, Format.NEO4J_IMPORT, folder / "import")
        return {"engine": "neo4j", "scale": scale, "export": written.as_dict(), "import": _import(folder)}


def _import(folder: Path) -> dict[str, float]:
    home = folder / "neo4j"
    (home / "conf").mkdir(parents=True)
    command = (folder / "import" / "IMPORT.txt").read_text(encoding="utf-8").split("\n\n")[0].replace("\\\n", " ")
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in neo4j_server.OPENED]
    java = ["java", *opened, "-Xmx768m", "-cp", f"{neo4j_server.fetch()}{os.sep}*", "org.neo4j.cli.AdminTool"]
    env = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    before, start = _children(), time.perf_counter()
    subprocess.run(
        [*java, *shlex.split(command)[1:]], cwd=folder / "import", env=env, capture_output=True, text=True, check=True
    )
    return {"seconds": round(time.perf_counter() - start, 2), "processor": round(_children() - before, 2)}


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", nargs="+", type=float, default=[1.0])
    parser.add_argument("--files", type=Path, default=Path(tempfile.gettempdir()) / "jumelles-national")
    asked = parser.parse_args()
    for scale in asked.scale:
        found = measure(scale, asked.files / f"{scale:g}x")
        written, taken = found["export"], found["import"]
        print(
            f"{scale:g} times: export {written['seconds']:.1f} s, {written['ours'] + written['engine']:.1f} processor s; "
            f"import {taken['seconds']:.1f} s, {taken['processor']:.1f} processor s"
        )


if __name__ == "__main__":
    main()
