"""Members of networks: the shared list, known columns, a mapping, who has left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped, unused-ignore]

from graph.asof import membership_as_of
from graph.db import Graph
from graph.errors import InputError
from graph.read import counts, memberships
from graph.records import CollectivityRecord, MembershipRecord, NetworkRecord, ReviewRecord
from graph.settings import Settings
from graph.write import remove_source
from loaders.batch import Batch
from loaders.kind import ready
from loaders.members.read import Network, read_members
from loaders.members.read import members as lists_of
from loaders.run import load
from tests.conftest import wipe
from tests.support.raw import contents
from tests.support.shared import shared_file

CLUB = Network("club", "Le Club", "2026-11")
CSV = "name,country,role,since\nNancy,FR,chair,1999\nKarlsruhe,Germany,,2001-05\n"


def write(tmp_path: Path, text: str, name: str = "members.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def members(batch: Batch) -> dict[str, MembershipRecord]:
    return {record.member: record for record in batch.records if isinstance(record, MembershipRecord)}


def test_the_shared_list() -> None:
    batch = read_members(shared_file("eurocities_members.json"), Network("eurocities", "Eurocities"))
    assert batch.rejected == []
    assert len(members(batch)) == 209
    bodies = {record.id: record for record in batch.records if isinstance(record, CollectivityRecord)}
    # The list writes "Lyon" and "Lyon Metropole": two authorities, whatever their Wikidata ids.
    assert {"fr-lyon", "fr-lyon-metropole", "fr-nancy", "fr-rennes-metropole"} <= bodies.keys()
    assert (bodies["fr-lyon-metropole"].kind, bodies["fr-lyon-metropole"].wikidata) == ("intercommunality", None)
    assert bodies["de-karlsruhe"].wikidata == "Q1040"
    questions = [record for record in batch.records if isinstance(record, ReviewRecord)]
    assert sum(record.id.startswith("member-eurocities-") for record in questions) == 19
    assert batch.source.id == "members-eurocities"


def test_known_columns(tmp_path: Path) -> None:
    batch = read_members(write(tmp_path, CSV), CLUB)
    found = {id_: (record.role, str(record.since), record.at) for id_, record in members(batch).items()}
    assert found == {
        "fr-nancy": ("chair", "1999", "liste · l. 2"),
        "de-karlsruhe": ("member", "2001-05", "liste · l. 3"),
    }
    assert batch.records[0] == NetworkRecord(id="club", name="Le Club", at="liste · l. 1")
    assert (batch.source.kind, str(batch.source.date)) == ("member_list", "2026-11")


def test_a_sheet(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active
    book.active.append(["Nom", "Pays", "Fonction", "Depuis"])
    book.active.append(["Nancy", "France", "Présidence", 1999])
    book.save(tmp_path / "members.xlsx")
    book.close()
    (record,) = members(read_members(tmp_path / "members.xlsx", CLUB)).values()
    assert (record.member, record.role, str(record.since)) == ("fr-nancy", "chair", "1999")


def test_a_mapping(tmp_path: Path) -> None:
    path = write(tmp_path, "Mitglied;Land;Art;Nr\nKarlsruhe;DE;V;7\n")
    mapping = write(
        tmp_path,
        'format: {delimiter: ";"}\nmember: {name: Mitglied, country: Land}\n'
        "role: {column: Art, values: {V: chair}}\nignore: [Nr]\n",
        "club.yml",
    )
    batch = read_members(path, CLUB, mapping)
    (record,) = members(batch).values()
    assert (record.member, record.role) == ("de-karlsruhe", "chair")
    assert (batch.source.id, batch.source.title.en) == ("members-club-2026-11", "Members: Le Club")
    with mapping.open("a", encoding="utf-8") as file:
        file.write("source: {id: club-2026, title: Mitglieder 2026, publisher: Club}\n")
    stated = read_members(path, CLUB, mapping).source
    assert (stated.id, stated.title.en, stated.publisher) == ("members-club-2026-11", "Mitglieder 2026", "Club")


def test_who_is_no_longer_in_the_list_is_no_member(graph: Graph, tmp_path: Path) -> None:
    path = write(tmp_path, CSV)
    first = load(graph, [path], lists_of(CLUB))
    assert first.counts()["Membership"].new == 2
    held = counts(graph)
    assert not load(graph, [path], lists_of(CLUB)).loads[0].changed
    assert counts(graph) == held
    write(tmp_path, CSV.rsplit("\n", 2)[0] + "\n")
    last = load(graph, [path], lists_of(CLUB))
    assert (last.counts()["Membership"].removed, last.counts()["Collectivity"].removed) == (1, 1)
    # Where no row can be taken, the list does not say that all have left.
    write(tmp_path, "name,country\nNancy,Atlantis\n")
    broken = load(graph, [path], lists_of(CLUB))
    assert counts(graph)["Membership"] == 1
    assert "no country is called 'Atlantis'" in str(broken.rejected[0])


def lists(graph: Graph, tmp_path: Path, *dated: tuple[str, str]) -> None:
    """Load lists of the club: date, then names."""
    for date, names in dated:
        path = write(tmp_path, "name,country\n" + "".join(f"{name},FR\n" for name in names.split()), f"m-{date}.csv")
        batch = read_members(path, Network("club", "Le Club", date))
        load(graph, [path], ready(batch))


def ended(graph: Graph) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Member → until, its mode, and the list that the member is absent from."""
    found = (row["props"] for row in graph.read("read/dump/Membership", after="", upto="~"))
    return {one["member"]: (one.get("until"), one.get("until_mode"), one.get("absent_from")) for one in found}


STAYS = (None, None, None)


def test_who_is_in_an_earlier_list_and_not_in_a_later_one_has_left(graph: Graph, tmp_path: Path) -> None:
    lists(graph, tmp_path, ("2022", "Nancy Toul Metz"), ("2024", "Nancy Metz"), ("2026", "Nancy Toul"))
    before = ("2026", "before", "members-club-2026")
    assert ended(graph) == {"fr-nancy": STAYS, "fr-toul": STAYS, "fr-metz": before}
    metz = next(one for one in memberships(graph, network="club") if one.member == "fr-metz")
    # Both lists that name it stay, and the day asked for tells whether it was one.
    assert (metz.until, [item.source.id for item in metz.history]) == (
        "2026",
        ["members-club-2024", "members-club-2022"],
    )
    assert membership_as_of(metz, "2025") is not None
    assert membership_as_of(metz, "2026") is None
    # A list of the same date is a correction.
    lists(graph, tmp_path, ("2026", "Nancy Toul Metz"))
    assert set(ended(graph).values()) == {STAYS}
    lists(graph, tmp_path, ("2026", "Nancy Metz"))
    assert ended(graph)["fr-toul"] == ("2024", "before", "members-club-2024")


def test_the_order_of_the_lists_does_not_matter(graph: Graph, empty_settings: Settings, tmp_path: Path) -> None:
    dated = [("2022", "Nancy Toul"), ("2024-06", "Nancy"), ("2024", "Metz")]
    lists(graph, tmp_path, *dated)
    held = contents(empty_settings)
    # A list of some day in 2024 is not later than one of June 2024, nor the other way round.
    assert {id_: until for id_, (until, _, _) in ended(graph).items()} == {
        "fr-nancy": None,
        "fr-metz": None,
        "fr-toul": "2024",
    }
    wipe(empty_settings)
    lists(graph, tmp_path, *reversed(dated))
    assert contents(empty_settings) == held


def test_nobody_leaves_by_a_list_that_is_not_whole(graph: Graph, tmp_path: Path) -> None:
    lists(graph, tmp_path, ("2022", "Nancy Toul"), ("2024", "Nancy Atlantis,Nowhere"))
    lists(graph, tmp_path, ("2024", "Nancy"))
    assert ended(graph)["fr-toul"][0] == "2024"
    unfound = {"members": [{"name": "Nancy", "country": "FR"}], "not_found": ["Toul?"]}
    path = write(tmp_path, json.dumps(unfound), "m.json")
    load(graph, [path], lists_of(Network("club", "Le Club", "2024")))
    assert ended(graph)["fr-toul"] == STAYS
    # Nor by a source that is taken back.
    lists(graph, tmp_path, ("2024", "Nancy"))
    remove_source(graph, read_members(tmp_path / "m-2024.csv", Network("club", "Le Club", "2024")).source)
    assert ended(graph)["fr-toul"] == STAYS


def test_the_shared_list_twice_is_once(graph: Graph) -> None:
    path = shared_file("eurocities_members.json")
    euro = Network("eurocities", "Eurocities")
    first = load(graph, [path], lists_of(euro))
    assert first.counts()["Membership"].new == 209
    held = counts(graph)
    assert not load(graph, [path], lists_of(euro)).loads[0].changed
    assert counts(graph) == held


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("Nancy,Atlantis,,", "country", "no country is called 'Atlantis'"),
        ("Nancy,FR,king,", "role", "got 'king', expected one of member"),
        ("Nancy,FR,,19/02/1999", "since", "got '19/02/1999', expected a date"),
        (",FR,,1999", "name", "empty"),
        ("Nancy,FR", "", "2 values, expected 4"),
    ],
)
def test_a_row_that_cannot_be_taken(tmp_path: Path, row: str, field: str, reason: str) -> None:
    path = write(tmp_path, f"{CSV}{row}\n")
    batch = read_members(path, CLUB)
    (refused,) = batch.rejected
    assert (refused.file, refused.row, refused.field) == (str(path), 4, field)
    assert reason in refused.reason
    assert len(members(batch)) == 2


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("", "m.csv", "the file is empty"),
        ("name,country,shoe size\n", "m.csv", "unknown column 'shoe size'"),
        ("country\nFR\n", "m.csv", "no column names the member"),
        ("{}", "m.json", "no records at 'members'|the list of records is empty"),
        ('{"members": [{"name": "Nancy", "country": "FR"}], "left": []}', "m.json", "unknown field 'left'"),
        ('{"members": [{"name": "Nancy", "country": "FR"}], "not_found": [1]}', "m.json", "expected a name, got '1'"),
    ],
)
def test_a_list_that_cannot_be_read(tmp_path: Path, text: str, name: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_members(write(tmp_path, text, name), CLUB)
    assert "\n" not in str(caught.value)


def test_a_list_in_json_without_more(tmp_path: Path) -> None:
    path = write(tmp_path, json.dumps([{"name": "Nancy", "country": "FR"}]), "m.json")
    assert set(members(read_members(path, CLUB))) == {"fr-nancy"}


def test_a_network_needs_a_name(tmp_path: Path) -> None:
    for network in (Network("club"), Network("Le Club", "Le Club")):
        with pytest.raises(InputError, match="not in the graph, expected its id and --name"):
            read_members(write(tmp_path, CSV), network)


def test_a_folder_and_a_huge_file(tmp_path: Path) -> None:
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    (tmp_path / "folder.json").mkdir()
    for path, message in ((tmp_path / "huge.csv", "300 MiB"), (tmp_path / "folder.json", "folder")):
        with pytest.raises(InputError, match=message):
            read_members(path, CLUB)
