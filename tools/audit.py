"""`make audit`: known weaknesses, licences and a bill of materials of everything that the lock files name.

Three steps, each with one line of outcome: pip-audit (where it can reach its data), the licence of every locked
distribution against an allow-list, an SBOM (CycloneDX) written to `dist/sbom.json`. Exit 1 where a weakness or
a licence that is not allowed was found.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LOCK, TEST_LOCK = ROOT / "requirements.lock", ROOT / "requirements-test.lock"
SBOM = ROOT / "dist" / "sbom.json"

ALLOWED = frozenset(
    "0BSD Apache-2.0 BSD BSD-2-Clause BSD-3-Clause CC0-1.0 ISC MIT MIT-0 MPL-2.0 PSF-2.0 Python-2.0 "
    "Public-Domain Unlicense Zlib".split()
)
"""What may be shipped: permissive licences, and MPL-2.0, whose files stay as they are."""

FOR_TESTS = ALLOWED | {"LGPL-2.1-or-later", "LGPL-3.0-or-later"}
"""What may be used to test, and is never shipped."""

SPELLINGS = {
    "apache software license": "Apache-2.0",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "bsd license": "BSD",
    "bsd 2-clause license": "BSD-2-Clause",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.1-or-later",
    "gnu lesser general public license v3 or later (lgplv3+)": "LGPL-3.0-or-later",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
    "public domain": "Public-Domain",
    "python software foundation license": "PSF-2.0",
}
"""How distributions say their licence when they do not say an SPDX expression."""


UNSAID = {"atheris": "Apache-2.0"}
"""What says its licence by its text alone, read by hand: name → licence."""


class Locked(NamedTuple):
    """One line of a lock file: the distribution, and whether it is wanted on this machine."""

    name: str
    version: str
    here: bool


def locked(path: Path) -> Iterator[Locked]:
    """Yield what a lock file names."""
    for line in re.findall(r"(?m)^[A-Za-z0-9][^\n\\]+", path.read_text(encoding="utf-8")):
        one = Requirement(line.strip())
        here = one.marker is None or one.marker.evaluate()
        yield Locked(one.name, str(one.specifier).removeprefix("=="), here)


def expression(said: metadata.PackageMetadata) -> str | None:
    """Return the licence as an SPDX expression, from whichever field says it; None where none does."""
    fields = [said.get("License-Expression"), *(said.get_all("Classifier") or ()), said.get("License")]
    found = []
    for field in fields:
        text = (field or "").removeprefix("License :: ").removeprefix("OSI Approved :: ").strip()
        if known := SPELLINGS.get(text.lower()):
            found.append(known)
        elif field and (field == fields[0] or all(part in FOR_TESTS for part in text.split(" AND "))):
            return text
    return " AND ".join(dict.fromkeys(found)) or None


def allowed(said: str, licences: frozenset[str]) -> bool:
    """Whether an expression of ANDs, with ORs in brackets, holds with these licences."""
    parts = [part.strip(" ()") for part in said.split(" AND ")]
    return all(any(one.strip(" ()") in licences for one in part.split(" OR ")) for part in parts)


def licences() -> tuple[list[str], list[str], int]:
    """Check every locked distribution; return the faults, what is only for other platforms, how many were read."""
    shipped = {one.name for one in locked(LOCK)}
    faults, elsewhere, checked = [], [], 0
    for one in locked(TEST_LOCK):
        try:
            said = expression(metadata.metadata(one.name)) or UNSAID.get(one.name)
        except metadata.PackageNotFoundError:
            if one.here:
                faults.append(f"{one.name} {one.version}: locked but not installed")
            else:
                elsewhere.append(one.name)
            continue
        checked += 1
        if said is None or not allowed(said, ALLOWED if one.name in shipped else FOR_TESTS):
            faults.append(f"{one.name} {one.version}: licence {said or 'not said'}")
    return faults, elsewhere, checked


def weaknesses(answer: str) -> tuple[list[str], int, int]:
    """Read the answer of pip-audit (JSON); return the weaknesses, how many were looked up, and how many could not be."""
    rows = json.loads(answer)["dependencies"]
    found = [
        f"{row['name']} {row['version']}: {weak['id']}, mended in {', '.join(weak['fix_versions']) or 'no version yet'}"
        for row in rows
        for weak in row.get("vulns", ())
    ]
    skipped = sum("skip_reason" in row for row in rows)
    return found, len(rows) - skipped, skipped


def _run(command: Sequence[str], timeout: float) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=timeout)


def _pip_audit() -> tuple[list[str], str]:
    tool = str(Path(sys.executable).with_name("pip-audit"))
    options = ["--no-deps", "--disable-pip", "--require-hashes", "--progress-spinner", "off", "-f", "json"]
    try:
        done = _run([tool, *options, "-r", str(TEST_LOCK)], 300)
        found, looked, skipped = weaknesses(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError):
        looked, skipped = 0, 0
    if not looked:
        return [], "Weaknesses: not looked up, the data of pip-audit cannot be reached from here"
    return found, f"Weaknesses: {len(found)} in {looked} distributions, {skipped} without data"


def _sbom() -> str:
    SBOM.parent.mkdir(exist_ok=True)
    tool = str(Path(sys.executable).with_name("cyclonedx-py"))
    done = _run([tool, "requirements", "--output-reproducible", "-o", str(SBOM), str(LOCK)], 120)
    if done.returncode:
        raise SystemExit(f"SBOM: {done.stderr.strip().splitlines()[-1]}")
    made = json.loads(SBOM.read_text(encoding="utf-8"))
    _with_licences(made)
    SBOM.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    return f"SBOM: {len(made['components'])} components, CycloneDX {made['specVersion']}, {SBOM.relative_to(ROOT)}"


def _with_licences(made: dict[str, list[dict[str, object]]]) -> None:
    # Lock files say no licences; what is installed does. A name of our own for a family (BSD) is no SPDX id.
    for component in made["components"]:
        try:
            said = expression(metadata.metadata(str(component["name"])))
        except metadata.PackageNotFoundError:
            continue
        key = "name" if said in ("BSD", "Public-Domain") else "id"
        single = said is not None and " " not in said
        component["licenses"] = [{"license": {key: said}}] if single else [{"expression": said}]


def main() -> None:
    """Run the three steps and say what they found."""
    weak, line = _pip_audit()
    print(line)
    faults, elsewhere, checked = licences()
    print(f"Licences: {checked} distributions read, {len(faults)} not allowed")
    if elsewhere:
        print(f"Licences: not read here, for other platforms only: {', '.join(sorted(set(elsewhere)))}")
    print(_sbom())
    for fault in [*weak, *faults]:
        print(f"  {fault}")
    sys.exit(1 if weak or faults else 0)


if __name__ == "__main__":
    main()
