"""`make fuzz-guided`: broken sources for every loader, led by the code that they reach (atheris, libFuzzer).

    python -m tests.fuzz.guided [--seconds 60] [KIND …]

What hypothesis would draw by chance is drawn from libFuzzer's bytes instead: a source that reaches code which no other has
reached is kept and changed further. Each kind runs in a process of its own. Exits 1 where a source is refused in more than a
line, or something else is raised; the bytes that did it are kept in `.cache/fuzz/`. Linux on x86-64 only.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

# Only the processes that fuzz are led.
with atheris.instrument_imports(include=["loaders"]) if "--here" in sys.argv else nullcontext():
    from tests.fuzz.loaders import PACKED, SOWN, broken, broken_package, reads_or_refuses

from hypothesis import HealthCheck, given, settings

KEPT = Path(".cache") / "fuzz"


def lead(kind: str, seconds: int) -> None:
    """Fuzz one kind of source in this process, which ends with it."""
    if kind in SOWN:
        sown, data = SOWN[kind], broken(SOWN[kind].text)
    else:
        sown, data = PACKED[kind][0], broken_package(PACKED[kind][1])

    @settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(data=data)
    def every(data: bytes) -> None:
        reads_or_refuses(sown, data)

    KEPT.mkdir(parents=True, exist_ok=True)
    bounds = [f"-max_total_time={seconds}", "-rss_limit_mb=4096", f"-artifact_prefix={KEPT}/{kind.replace(' ', '-')}-"]
    atheris.Setup([sys.argv[0], *bounds, "-print_final_stats=1"], every.hypothesis.fuzz_one_input)  # type: ignore[attr-defined, unused-ignore]
    atheris.Fuzz()


def main() -> None:
    """Fuzz each kind asked for, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="for each kind")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("kinds", nargs="*", metavar="KIND", default=[], help=", ".join((*SOWN, *PACKED)))
    asked = parser.parse_args()
    if asked.here:
        lead(asked.kinds[0], asked.seconds)
    faults = 0
    for kind in asked.kinds or (*SOWN, *PACKED):
        command = [sys.executable, "-m", "tests.fuzz.guided", "--here", "--seconds", str(asked.seconds), kind]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        faults += bool(done.returncode)
        tried = [line.split()[-1] for line in done.stderr.splitlines() if "number_of_executed_units" in line]
        said = f"{tried[0]} sources" if tried and not done.returncode else done.stderr[-3000:]
        print(f"{kind}: {said}", flush=True)
    sys.exit(min(faults, 1))


if __name__ == "__main__":
    main()
