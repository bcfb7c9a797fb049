"""`make faults`: kill -9 at random moments, 100 rounds, then the other faults. Prints N of N, and exits 1 on the first loss.

    python -m tests.faults [--rounds 100] [--seed 20261127] [--only kills|troubles]

About 15 minutes on two cores. Works in a temporary folder; needs Java and Maven for the half on Neo4j.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.faults import kills, troubles
from tests.faults.stage import stage
from tests.support import neo4j_server


def killed(rounds: int, chance: Random, engines: tuple[str, ...]) -> Iterator[tuple[str, int, int, list[str]]]:
    """Yield for each thing that is killed its name, how many rounds went well, of how many, and what went wrong."""
    for name, engine, kind, share in kills.SHARES:
        wanted = max(1, share * rounds // 100)
        if engine not in engines:
            yield name, 0, wanted, ["not run: no Neo4j here"]
            continue
        faults: list[str] = []
        with tempfile.TemporaryDirectory() as home, stage(engine, Path(home)) as on, kills.rounds(kind) as one:
            tried = ((number, kills.survived(on, one, chance)) for number in range(1, wanted + 1))
            faults.extend(f"round {number}: {fault}" for number, fault in tried if fault)
        yield name, wanted - len(faults), wanted, faults


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20261127)
    parser.add_argument("--only", choices=["kills", "troubles"])
    asked = parser.parse_args()
    why_not = neo4j_server.available()
    engines = ("local",) if why_not else ("local", "neo4j")
    begun, bad = time.monotonic(), False
    total = [0, 0]
    if asked.only != "troubles":
        for name, well, of, faults in killed(asked.rounds, Random(asked.seed), engines):
            total = [total[0] + well, total[1] + of]
            print(f"{name}: {well} of {of}", *faults, sep="\n  ", flush=True)
        print(f"kill -9: {total[0]} of {total[1]} (seed {asked.seed})", flush=True)
        bad = total[0] != total[1]
    if asked.only != "kills":
        outcomes = []
        for name, fault in troubles.every(engines):
            outcomes.append(not fault)
            print(f"{name}: {fault or 'well'}", flush=True)
        print(f"other faults: {sum(outcomes)} of {len(outcomes)}")
        bad = bad or not all(outcomes)
    print(f"in {(time.monotonic() - begun) / 60:.0f} minutes")
    sys.exit(bad)


if __name__ == "__main__":
    main()
