"""The vocabulary of themes, in both languages."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graph.vocabulary import Label


@cache
def themes() -> Mapping[str, Label]:
    """Theme id → its French and English name, from `graph/data/themes.csv`."""
    with (files("graph") / "data" / "themes.csv").open(encoding="utf-8") as file:
        return {row["id"]: Label(row["fr"], row["en"]) for row in csv.DictReader(file)}
