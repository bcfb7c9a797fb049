"""What is shipped: the wheel holds every file the program reads, and nothing of the tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHIPPED = (
    "*.cypher",
    "*.yml",
    "*.csv",
    "*.csv.gz",
    "*.json",
    "*.json.gz",
    "*.toml",
    "*.html",
    "*.css",
    "*.js",
    "*.woff2",
    "*.po",
    "*.j2",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = target.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", ["api", "ask", "cli", "graph", "loaders", "queries", "viz"])
def test_the_wheel_holds_every_file(wheel: set[str], folder: str) -> None:
    wanted = {str(path.relative_to(ROOT)) for pattern in ("*.py", *SHIPPED) for path in (ROOT / folder).rglob(pattern)}
    assert wanted - wheel == set()


def test_the_wheel_holds_no_tests(wheel: set[str]) -> None:
    assert not [name for name in wheel if name.startswith(("tests/", "tools/"))]


def test_the_wheel_names_its_licences(wheel: set[str]) -> None:
    licences = {name.split("/licenses/")[1] for name in wheel if "/licenses/" in name}
    assert {"LICENSE", "viz/assets/LICENSES.md", "graph/data/README.md", "api/pages/static/LICENSES.md"} <= licences


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_the_lock_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    pins = [line for line in text.splitlines() if "==" in line]
    assert len(pins) > 30
    assert text.count("--hash=sha256:") > len(pins)


def test_a_command_brings_in_no_array_library() -> None:
    code = "import sys, graph.db; assert not {'numpy', 'pandas'} & set(sys.modules), 'brought in'; import numpy"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
