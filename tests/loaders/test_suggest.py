"""A proposed mapping: what is plain is there, what is not is marked, and it can be read as a mapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from loaders.mapping import read_mapping
from loaders.partnerships.mapping import PartnershipsMapping
from loaders.partnerships.read import read_partnerships
from loaders.people.mapping import PeopleMapping
from loaders.people.read import read_people
from loaders.suggest import DOUBT, suggest
from loaders.yamlfile import read_yaml
from tests.loaders.sheets import messy

DATA = Path(__file__).parent / "data"


def proposed(path: Path, folder: Path) -> tuple[str, Path]:
    text = suggest(path)
    mapping = folder / "proposed.yml"
    mapping.write_text(text, encoding="utf-8")
    return text, mapping


@pytest.mark.parametrize("name", ["partnerschaften.csv", "hermanamientos.csv", "imbriques.json"])
def test_a_proposal_is_a_mapping_that_accounts_for_every_column(tmp_path: Path, name: str) -> None:
    text, mapping = proposed(DATA / name, tmp_path)
    assert len(read_mapping(mapping, PartnershipsMapping).parties) == 2
    read_partnerships(DATA / name, mapping)
    assert DOUBT in text


def test_what_is_plain_is_not_doubtful(tmp_path: Path) -> None:
    text, _ = proposed(DATA / "hermanamientos.csv", tmp_path)
    assert "encoding: cp1252" in text
    assert "    Hermanamiento: twinning\n" in text
    assert f'    Desconocido: "?"  {DOUBT}one of twinning' in text
    assert 'dates: {format: "%d/%m/%Y"}\n' in text


def test_a_list_of_people(tmp_path: Path) -> None:
    text, mapping = proposed(DATA / "maires.csv", tmp_path)
    assert read_mapping(mapping, PeopleMapping).body.insee is not None
    assert f"  - Date de naissance  {DOUBT}private, stays out" in text
    assert len(read_people(DATA / "maires.csv", mapping).rejected) <= 3


def test_a_workbook(tmp_path: Path) -> None:
    text, mapping = proposed(messy(tmp_path), tmp_path)
    layout = read_mapping(mapping, PartnershipsMapping).format
    assert (layout.sheet, layout.header_row, layout.header_rows) == ("Registre", 4, 2)
    assert f"{DOUBT}one of Lisez-moi, Registre" in text


def test_dates_whose_order_cannot_be_told_are_doubtful(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    for cell, line in (
        ("01/02/1990", f'dates: {{format: "%d/%m/%Y"}}  {DOUBT}day or month first?'),
        ("01/22/1990", 'dates: {format: "%m/%d/%Y"}\n'),
        ("printemps", f"{DOUBT}dates such as printemps need dates"),
    ):
        path.write_text(f"ville;partenaire;depuis\nNancy;Kiel;{cell}\n", encoding="utf-8")
        assert line in suggest(path)


@pytest.mark.parametrize("content", [b"", b"a,b\n", b'a,b\n"'])
def test_what_cannot_be_read_is_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(InputError):
        suggest(tmp_path / "t.csv")
    with pytest.raises(InputError, match="No such file"):
        suggest(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("text", "parties", "since"),
    [
        (
            "Comune;Provincia;Città gemellata;Nazione;Data gemellaggio;Tipo\nTorino;TO;Chambéry;Francia;1957;gemellaggio\n",
            [{"name": "Comune", "territory": "Provincia"}, {"name": "Città gemellata", "country": "Nazione"}],
            "Data gemellaggio",
        ),
        (
            (
                "Lp.;Miasto;Województwo;Miasto partnerskie;Kraj;Data podpisania umowy;Status\n"
                "1;Kraków;małopolskie;Bordeaux;Francja;1993;aktywna\n"
            ),
            [{"name": "Miasto", "territory": "Województwo"}, {"name": "Miasto partnerskie", "country": "Kraj"}],
            "Data podpisania umowy",
        ),
        (
            "Council;County;Twin town;Country;Twinned since\nYork;North Yorkshire;Dijon;France;1953\n",
            [{"name": "Council", "territory": "County"}, {"name": "Twin town", "country": "Country"}],
            "Twinned since",
        ),
        (
            "Municipio;Provincia;Ciudad hermanada;País;Año\nZaragoza;Zaragoza;Pau;Francia;1960\n",
            [{"name": "Municipio", "territory": "Provincia"}, {"name": "Ciudad hermanada", "country": "País"}],
            "Año",
        ),
    ],
    ids=["italian", "polish", "english", "spanish"],
)
def test_a_country_after_the_partner_is_the_partners(
    tmp_path: Path, text: str, parties: list[dict[str, str]], since: str
) -> None:
    path = tmp_path / "register.csv"
    path.write_text(text, encoding="utf-8")
    _, mapping = proposed(path, tmp_path)
    plan = read_yaml(mapping).data
    assert plan["parties"] == parties
    assert plan["since"] == since
