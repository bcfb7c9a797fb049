"""The vocabulary of themes, in both languages."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from graph.ids import fold
from graph.vocabulary import Label


@cache
def themes() -> Mapping[str, Label]:
    """Theme id → its French and English name, from `graph/data/themes.csv`."""
    with (files("graph") / "data" / "themes.csv").open(encoding="utf-8") as file:
        return {row["id"]: Label(row["fr"], row["en"]) for row in csv.DictReader(file)}


def themes_in(props: Mapping[str, Any]) -> list[str]:
    """Return the themes that the current values of a thing name."""
    named = [*props.get("themes", ()), *props.get("about", ()), props.get("of")]
    return [theme for theme in named if theme in themes()]


def theme_row(id_: str) -> dict[str, str]:
    """Return the properties of a theme's node."""
    fr, en = themes()[id_]
    return {"id": id_, "name_fr": fr, "name_en": en, "search": f"{fold(fr)} {fold(en)}"}
