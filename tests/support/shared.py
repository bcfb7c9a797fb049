"""The real files beside the checkout: at hand, or the test is skipped on a machine of one's own and fails in CI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def shared_file(name: str) -> Path:
    """The path of a shared file."""
    path = DATA / name
    if not path.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{name} is not at hand in {DATA}")
    return path
