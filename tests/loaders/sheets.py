"""A messy workbook, made anew for each test: what is in it can be read here."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from openpyxl import Workbook  # type: ignore[import-untyped, unused-ignore]

MESSY = """\
source: {id: messy-2024, title: {fr: Registre, en: Register}, date: 2024}
format: {type: xlsx, sheet: Registre, header_row: 4, header_rows: 2}
parties:
  - {name: Ville française / nom, territory: Ville française / dépt, country: {value: FR}}
  - {name: Partenaire / nom, country: Partenaire / pays, lat: Partenaire / latitude, lon: Partenaire / longitude}
since: Depuis
form: {column: Nature, values: {Jumelage: twinning, Pacte d'amitié: friendship}}
ignore: [Partenaire / population]
"""


def messy(folder: Path) -> Path:
    """A title above, a header of two rows with merged cells, a city merged over its rows, dates, a formula, a total."""
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Lisez-moi"
    sheet = book.create_sheet("Registre")
    rows = [
        ["Registre des coopérations, édition 2024"],
        [],
        ["Mis à jour le", dt.date(2024, 3, 1)],
        ["Ville  française", None, "Partenaire", None, None, None, None, "Depuis", "Nature"],
        ["nom", "dépt", "nom", "pays", "latitude", "longitude", "population", None, None],
        [
            "Nancy",
            "Meurthe-et-Moselle",
            "Kanazawa",
            "Japon",
            36.56,
            136.65,
            "=1+1",
            dt.datetime.fromisoformat("1973-10-12"),
            "Jumelage",
        ],
        [None, None, "Lublin", "Pologne", 51.25, 22.57, 340000, 1988.0, "Jumelage"],
        [None, None, "Kiryat Shmona", "Israël", "33,2", "35,57", 22000, 1984, "Pacte d'amitié"],
        [],
        ["Saint-Denis", "Seine-Saint-Denis", "Gera", "Allemagne", None, None, None, "=YEAR(TODAY())", "Jumelage"],
        ["Saint-Denis", 93, "Gera", "Allemagne", None, None, None, 1959, "Jumelage"],
        ["Metz", "Moselle", "Gloucester", "Royaume-Uni", None, None, None, "#N/A", "Jumelage"],
        ["Total", None, None, None, None, None, None, None, None],
        ["Lille", "Nord", "Erfurt", "Allemagne", None, None, None, 1988, "Jumelage", "en marge"],
    ]
    for row in rows:
        sheet.append(row)
    for merged in ("A1:I1", "A4:B4", "C4:G4", "H4:H5", "I4:I5", "A6:A8", "B6:B8"):
        sheet.merge_cells(merged)
    path = folder / "messy.xlsx"
    book.save(path)
    return path
