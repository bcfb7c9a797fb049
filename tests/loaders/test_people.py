"""Office holders: the directory of mayors with known answers, namesakes, capitals, and private columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.db import Graph
from graph.errors import InputError
from graph.ids import slug
from graph.read import counts, possible_duplicates
from graph.records import MandateRecord, PersonRecord
from loaders.batch import Batch
from loaders.kind import ready
from loaders.people.mapping import is_private
from loaders.people.names import cased, person_ids
from loaders.people.read import people, read_people, shipped_mappings
from loaders.run import load

MAYORS = Path(__file__).parent / "data" / "maires.csv"
HEAD = "source: {id: one, title: One}\n"
PLAIN = "person: {name: who}\ntitle: what\nbody: {name: where, country: {value: FR}, territory: {value: FR-54}}\n"


def small(folder: Path, rows: str, mapping: str = PLAIN) -> Batch:
    (folder / "t.csv").write_text(rows, encoding="utf-8")
    (folder / "m.yml").write_text(HEAD + mapping, encoding="utf-8")
    return read_people(folder / "t.csv", folder / "m.yml")


def test_the_directory_of_mayors_needs_no_mapping() -> None:
    batch = read_people(MAYORS)
    assert batch.source.id == "rne-maires"
    mandates = [record for record in batch.records if isinstance(record, MandateRecord)]
    assert {(one.person, one.body, one.title, str(one.since)) for one in mandates} >= {
        ("adele-de-maximy-fr-nancy", "fr-nancy", "Maire", "2020-07-05"),
        ("marie-ange-d-ornano-fr-amberieu-en-bugey", "fr-amberieu-en-bugey", "Maire", "2020-05-24"),
        # Two of one name, in two communes.
        ("jean-martin-fr-l-abergement-clemenciat", "fr-l-abergement-clemenciat", "Maire", "2020-05-24"),
        ("jean-martin-fr-l-abergement-de-varey", "fr-l-abergement-de-varey", "Maire", "2020-05-25"),
        # A code that a spreadsheet took for a number.
        ("leon-petit-fr-amberieux-en-dombes", "fr-amberieux-en-dombes", "Maire", "2020-05-24"),
        ("paul-durand-fr-saint-denis-93", "fr-saint-denis-93", "Maire", "2020-05-24"),
        ("paule-durand-fr-saint-denis-974", "fr-saint-denis-974", "Maire", "2020-05-24"),
        ("jo-mcexemple-fr-ajaccio", "fr-ajaccio", "Maire", "2020-05-24"),
    }
    assert len(mandates) == 17
    names = {one.name for one in batch.records if isinstance(one, PersonRecord)}
    assert names >= {"Adèle De Maximy", "Marie-Ange D'Ornano", "Ana L'Héritier", "Zoé Île", "Jo McEXEMPLE"}
    assert [(row.row, row.field) for row in batch.rejected] == [
        (19, "Date de début de la fonction"),
        (20, "Code de la commune"),
        (21, "Nom de l'élu"),
    ]


def test_nothing_private_is_kept() -> None:
    text = " ".join(record.model_dump_json() for record in read_people(MAYORS).records)
    for word in ("1950", "1961", "Profession", "cadre", "sexe"):
        assert word not in text


def test_twice_is_once(graph: Graph) -> None:
    first = load(graph, [MAYORS], people())
    assert first.counts()["Person"].new == 17
    assert first.counts()["Mandate"].new == 17
    assert not any(one.changed for one in load(graph, [MAYORS], people()).loads)


@pytest.mark.parametrize(
    "column",
    [
        *(
            "Date de naissance",
            "date_naissance",
            "Né(e) le",
            "Email personnel",
            "E-mail",
            "courriel",
            "Téléphone",
            "Tél.",
        ),
        *(
            "Portable",
            "Adresse",
            "Home address",
            "CSP",
            "Catégorie socio-professionnelle",
            "Profession",
            "Birth date",
            "phone",
            "Sexe",
        ),
    ],
)
def test_private_columns_are_known(column: str, tmp_path: Path) -> None:
    assert is_private(column)
    rows = f"who,what,where,{column}\nAda Martin,Maire,Nancy,x\n"
    with pytest.raises(InputError, match="looks private, and only public office is kept"):
        small(tmp_path, rows)
    assert len(small(tmp_path, rows, PLAIN + f"ignore: ['{column}']\n").records) == 3
    with pytest.raises(InputError, match="looks private"):
        small(tmp_path, rows, PLAIN.replace("title: what", f"title: '{column}'") + "ignore: [what]\n")


@pytest.mark.parametrize(
    "column", ["Village", "Fonction", "Date de début du mandat", "Telluride", "Nom", "Étage", "Courbe"]
)
def test_public_columns_are_not_private(column: str) -> None:
    assert not is_private(column)


def test_a_list_that_no_shipped_mapping_fits(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("who\nAda\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"no shipped mapping fits \(rne-maires: no column"):
        read_people(tmp_path / "t.csv")
    assert [path.stem for path in shipped_mappings()] == ["rne-maires"]


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (",Maire,Nancy", "who", "empty, expected a name"),
        ("…,Maire,Nancy", "who", "no id can be made of the name"),
        ("Ada Martin,Maire,", "where", "empty, expected the body"),
        ("Ada Martin,…,Nancy", "", "no id can be made of the name"),
        (f"{'a' * 310},Maire,Nancy", "id", "string should have at most 140 characters"),
    ],
)
def test_a_row_is_rejected_with_its_column(tmp_path: Path, row: str, field: str, reason: str) -> None:
    batch = small(tmp_path, f"who,what,where\n{row}\nAda Martin,Maire,Nancy\n")
    ((refused),) = batch.rejected
    assert (refused.row, refused.field) == (2, field)
    assert reason in refused.reason
    assert len(batch.records) == 3


@pytest.mark.parametrize(
    "mapping",
    ["person: {first: who}", "person: {name: who, last: what}", "person: {}", "person: {name: who, first: what}"],
)
def test_a_person_has_a_name_or_a_first_and_a_last_one(tmp_path: Path, mapping: str) -> None:
    with pytest.raises(InputError, match=r"m.yml:2: person: expected name, or first and last"):
        small(tmp_path, "who,what,where\n", PLAIN.replace("person: {name: who}", mapping))


def test_a_key_tells_people_apart_and_joins_their_offices(tmp_path: Path) -> None:
    rows = "who,what,where,no\nAda Martin,Maire,Nancy,1\nAda Martin,Conseillère,Lunéville,1\nAda Martin,Maire,Toul,2\n"
    batch = small(tmp_path, rows, PLAIN.replace("{name: who}", "{name: who, id: no}"))
    assert [record.claim() for record in batch.records if isinstance(record, MandateRecord)] == [
        "ada-martin-fr-luneville--fr-nancy--maire",
        "ada-martin-fr-luneville--fr-luneville--conseillere",
        "ada-martin-fr-toul--fr-toul--maire",
    ]
    assert len(person_ids([("Ada", "1", "fr-nancy"), ("Ada", "2", "fr-nancy")]).values()) == 2


def test_one_name_in_two_sources_is_two_people_and_a_proposal(graph: Graph, tmp_path: Path) -> None:
    """Neither a second list nor a namesake in the next edition changes who is who."""
    (tmp_path / "other").mkdir()
    load(graph, [tmp_path], ready(small(tmp_path, "who,what,where\nAda Martin,Maire,Nancy\n")))
    two = small(tmp_path / "other", "who,what,where\nAda Martin,Maire,Toul\n")
    load(graph, [tmp_path], ready(Batch(two.source.model_copy(update={"id": "two"}), two.records)))
    assert counts(graph)["Person"] == 2
    (found,) = possible_duplicates(graph)
    assert (found.id, found.rule) == ("same--person--ada-martin-fr-nancy--ada-martin-fr-toul", "name")
    # The name and the body together are one person, whoever lists them.
    both = small(tmp_path / "other", "who,what,where\nAda Martin,Maire,Toul\nAda Martin,Maire,Nancy\n")
    load(graph, [tmp_path], ready(Batch(both.source.model_copy(update={"id": "two"}), both.records)))
    assert counts(graph)["Person"] == 2


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("DE MAXIMY", "De Maximy"),
        ("Jean-Marie LE PRÉ-D'EAU", "Jean-Marie Le Pré-D'Eau"),
        ("McDONALD", "McDONALD"),
        ("J.-F. ÉLIE", "J.-F. Élie"),
        ("Louis XIV", "Louis Xiv"),
        ("Jean II", "Jean II"),
        ("王 小明", "王 小明"),
    ],
)
def test_capitals(written: str, name: str) -> None:
    assert cased(written) == name
    assert cased(name) == name


@given(st.text(max_size=30))
def test_casing_keeps_the_id_and_is_done_once(text: str) -> None:
    assert cased(cased(text)) == cased(text)


_PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["Ada B", "ADA b", "Eve C"]), st.sampled_from(["", "1", "2"]), st.sampled_from(["x", "y"])
    )
)


@given(_PEOPLE)
def test_people_of_two_places_have_two_ids(people: list[tuple[str, str, str]]) -> None:
    ids = person_ids(people)
    for one in people:
        for other in people:
            same = slug(one[0]) == slug(other[0]) and (one[1] == other[1] if one[1] or other[1] else one[2] == other[2])
            assert (ids[one] == ids[other]) == same
