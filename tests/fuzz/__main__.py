"""`make fuzz`: schemathesis over the whole API, stateful, and broken sources for every loader, with a large budget.

    python -m tests.fuzz [--cases 40] [--sources 2000]

The service runs on the shipped corpus and the local engine, without a limit of requests. Exits 1 where an answer is an
error of ours or not documented, or a source is refused in more than a line. Half an hour on two idle cores.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from tests.faults.stage import JUMELLES, Server, Stage
from tests.fuzz.loaders import PACKED, SOWN, Sown, broken, broken_package, reads_or_refuses
from tests.test_crash import environment

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance"
)


def api(cases: int) -> bool:
    """Run schemathesis; return whether it found nothing."""
    with tempfile.TemporaryDirectory() as home:
        on = Stage("local", Path(home))
        subprocess.run([JUMELLES, "load", "corpus"], env=environment(on.settings), check=True, capture_output=True)
        server = Server(on, JUMELLES_RATE_LIMIT="100000000/minute")
        try:
            tool = str(Path(sys.executable).with_name("schemathesis"))
            phases = ["--phases", "examples,coverage,fuzzing,stateful", "-n", str(cases), "-c", CHECKS]
            address = f"{server.client.base_url}openapi.json"
            # The first time it is made; on a busy machine that takes longer than the tool waits.
            server.client.get(address).raise_for_status()
            return not subprocess.run(
                [tool, "run", address, *phases, "--continue-on-failure", "--no-color"],
                check=False,
                cwd=home,
                env=os.environ,
            ).returncode
        finally:
            server.end()


def sources(sown: Sown, data: SearchStrategy[bytes], several: int) -> str:
    """Read broken sources of one loader; return what went wrong, empty where nothing did."""

    @settings(max_examples=several, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(data=data)
    def every(data: bytes) -> None:
        reads_or_refuses(sown, data)

    try:
        every()
    except Exception as error:  # noqa: BLE001 - whatever a loader lets through is what is looked for
        return f"{type(error).__name__}: {str(error)[:300]}"
    return ""


def main() -> None:
    """Run both and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=40, help="of each operation of the API")
    parser.add_argument("--sources", type=int, default=2000, help="of each loader")
    asked = parser.parse_args()
    faults = []
    kinds = {name: (sown, broken(sown.text)) for name, sown in SOWN.items()}
    kinds |= {name: (sown, broken_package(data)) for name, (sown, data) in PACKED.items()}
    for name, (sown, data) in kinds.items():
        fault = sources(sown, data, asked.sources)
        faults.append(bool(fault))
        print(f"{name}: {asked.sources} broken sources, {fault or 'each read or refused in a line'}", flush=True)
    clean = api(asked.cases) if asked.cases else True
    sys.exit(any(faults) or not clean)


if __name__ == "__main__":
    main()
