"""The reference tables of places, and the questions asked of them."""

from __future__ import annotations

import csv
import re
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import places
from graph.errors import NotFoundError
from graph.ids import SAME_PLACE, fold, is_id

DATA = resources.files("graph") / "data"
codes = st.sampled_from(sorted(places.territories()))


def current_communes() -> list[places.Commune]:
    """The communes of today, by INSEE code."""
    rows = csv.DictReader((DATA / "communes.csv").read_text("utf-8").splitlines())
    return [places.commune(row["insee"]) for row in rows if row["kind"] == places.CURRENT]


# --- territories


def test_all_countries_and_their_subdivisions_are_there() -> None:
    levels = [place.level for place in places.territories().values()]
    assert levels.count(0) == 224
    assert len(levels) > 5000


@given(codes)
def test_every_chain_ends_at_a_country(code: str) -> None:
    steps = places.chain(code)
    assert steps[0].code == code
    assert [step.level for step in steps] == list(range(len(steps) - 1, -1, -1))
    assert steps[-1].parent is None
    assert re.fullmatch("[A-Z]{2}", places.country_of(code))


@given(codes, codes, codes)
def test_containment_is_transitive(a: str, b: str, c: str) -> None:
    if places.contains(a, b) and places.contains(b, c):
        assert places.contains(a, c)


@given(codes)
def test_containment_follows_the_chain(code: str) -> None:
    steps = places.chain(code)
    assert all(places.contains(outer.code, inner.code) for i, inner in enumerate(steps) for outer in steps[i:])
    assert not any(places.contains("JP", step.code) for step in steps if places.country_of(code) != "JP")


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("FR-69", ("FR-69", "FR-ARA", "FR")),
        ("FR-69M", ("FR-69M", "FR-ARA", "FR")),
        ("FR-67", ("FR-67", "FR-6AE", "FR-GES", "FR")),
        ("FR-2A", ("FR-2A", "FR-20R", "FR")),
        ("FR-75C", ("FR-75C", "FR-IDF", "FR")),
        ("MQ", ("MQ", "FR-972", "FR")),
        ("PR", ("PR", "US-PR", "US")),
        ("US-PA", ("US-PA", "US")),
        ("ES-B", ("ES-B", "ES-CT", "ES")),
        ("GB-EDH", ("GB-EDH", "GB-SCT", "GB")),
    ],
)
def test_chain(inner: str, expected: tuple[str, ...]) -> None:
    assert tuple(step.code for step in places.chain(inner)) == expected


@pytest.mark.parametrize("code", ["GP", "MQ", "GF", "RE", "YT", "PM", "WF", "PF", "NC", "BL", "MF", "TF"])
def test_overseas_france_is_in_france(code: str) -> None:
    assert places.contains("FR", code)
    assert places.contains(SAME_PLACE[code], code)
    assert places.contains(code, SAME_PLACE[code])
    assert not places.contains("US", code)


@pytest.mark.parametrize("code", ["PR", "GU", "AS", "MP", "VI"])
def test_outlying_america_is_in_the_united_states(code: str) -> None:
    assert places.country_of(code) == "US"


def test_france_has_its_regions_and_departements() -> None:
    french = [code for code in places.territories() if code.startswith("FR-")]
    regions = [code for code in french if re.fullmatch("FR-([A-Z]{3}|20R)", code)]
    departements = [code for code in french if re.fullmatch(r"FR-(\d\d|2[AB]|75C|97\d)", code)]
    assert len(regions) == 13
    assert len(departements) == 101
    assert "FR-69M" in french


@pytest.mark.parametrize("code", ["", "fr", "FR-99", "ZZ", "FR-XX"])
def test_an_unknown_code_is_named(code: str) -> None:
    for question in (places.territory, places.chain, places.country_of, lambda c: places.contains("FR", c)):
        with pytest.raises(NotFoundError, match=re.escape(repr(code))):
            question(code)


@pytest.mark.parametrize(
    ("code", "language", "expected"),
    [
        ("DE-BY", "fr", "Bavière"),
        ("DE-BY", "en", "Bavaria"),
        ("DE-BY", "de", "Bayern"),
        ("US-PA", "fr", "Pennsylvanie"),
        ("US", "fr", "États-Unis"),
        ("FR-ARA", "en", "Auvergne-Rhône-Alpes"),
        ("MA-02", "fr", "L'Oriental"),
    ],
)
def test_label(code: str, language: str, expected: str) -> None:
    assert places.label(code, language) == expected


# --- names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pennsylvania", ("US-PA",)),
        ("Pennsylvanie", ("US-PA",)),
        ("Bavaria", ("DE-BY",)),
        ("Bavière", ("DE-BY",)),
        ("Bayern", ("DE-BY",)),
        ("USA", ("US",)),
        ("États-Unis d'Amérique", ("US",)),
        ("Grande-Bretagne", ("GB",)),
        ("Angleterre", ("GB-ENG",)),
        ("Georgia", ("GE", "US-GA")),
        ("Géorgie", ("GE", "US-GA")),
        ("Martinique", ("FR-972",)),
        ("Porto Rico", ("US-PR",)),
        ("Bosnia and Herzegovina", ("BA",)),
        ("Catalogne", ("ES-CT",)),
        ("Québec", ("CA-QC",)),
        ("Frankreich", ("FR",)),
        ("PACA", ("FR-PAC",)),
    ],
)
def test_names(text: str, expected: tuple[str, ...]) -> None:
    assert places.names()[fold(text)] == expected


@given(codes)
def test_every_name_leads_back(code: str) -> None:
    here = places.territory(code)
    for name in (here.name, here.fr, here.en, *here.aliases):
        if fold(name):
            assert places.canonical(code) in places.names()[fold(name)]


@given(st.sampled_from(sorted(places.names())))
def test_names_are_folded_and_in_order(name: str) -> None:
    found = places.names()[name]
    assert fold(name) == name
    assert list(found) == sorted(set(found), key=lambda code: (places.territory(code).level, code))


def test_outermost() -> None:
    assert places.names()["madrid"] == ("ES-MD", "ES-M")
    assert places.outermost(places.names()["madrid"]) == ("ES-MD",)
    assert places.outermost(("GE", "US-GA")) == ("GE", "US-GA")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("française", ("FR",)),
        ("bavarois", ("DE-BY",)),
        ("américaines", ("US",)),
        ("états-uniens", ("US",)),
        ("grecques", ("GR",)),
        ("provençaux", ("FR-PAC",)),
        ("German", ("DE",)),
        ("Pennsylvanian", ("US-PA",)),
        ("georgian", ("GE", "US-GA")),
        ("écossaises", ("GB-SCT",)),
        ("ligérien", ("FR-PDL", "FR-42")),
    ],
)
def test_demonyms(word: str, expected: tuple[str, ...]) -> None:
    assert places.demonyms()[fold(word)] == expected


def test_demonyms_of_one_language() -> None:
    assert "francaise" in places.demonyms("fr")
    assert "francaise" not in places.demonyms("en")
    assert "texan" in places.demonyms("fr").keys() & places.demonyms("en").keys()


def test_most_countries_have_demonyms_in_both_languages() -> None:
    by_language = [{code for found in places.demonyms(x).values() for code in found} for x in ("fr", "en")]
    assert len({code for code in by_language[0] & by_language[1] if len(code) == 2}) >= 190


def test_demonyms_use_the_codes_of_the_graph() -> None:
    for word, found in places.demonyms().items():
        assert fold(word) == word
        assert not set(found) & SAME_PLACE.keys()
        assert all(code in places.territories() for code in found)


# --- France


def test_commune() -> None:
    nancy = places.commune("54395")
    assert (nancy.name, nancy.kind, nancy.departement, nancy.into) == ("Nancy", "commune", "FR-54", None)
    assert nancy.epci is not None
    assert places.intercommunality(nancy.epci).name == "Métropole du Grand Nancy"
    assert places.commune("69123").departement == "FR-69"
    assert places.commune("75056").departement == "FR-75C"
    assert places.commune("97209").departement == "FR-972"


@pytest.mark.parametrize("question", [places.commune, places.commune_id, places.intercommunality])
def test_unknown_numbers_are_named(question: object) -> None:
    with pytest.raises(NotFoundError, match="'00000'"):
        question("00000")  # type: ignore[operator]


def test_communes_by_name() -> None:
    assert [one.insee for one in places.communes_by_name("NANCY")] == ["54395"]
    assert places.communes_by_name("St Etienne") == places.communes_by_name("Saint-Étienne") != ()
    assert [one.departement for one in places.communes_by_name("Saint-Denis")][:2] == ["FR-974", "FR-93"]
    assert places.communes_by_name("Nulle-Part-sur-Rien") == ()


def test_what_has_become_part_of_a_commune_points_to_it() -> None:
    delegated = places.communes_by_name("Cherbourg-Octeville")[0]
    assert delegated.kind == "commune-deleguee"
    assert delegated.into is not None
    assert places.commune(delegated.into).name == "Cherbourg-en-Cotentin"
    assert places.commune_id(delegated.insee) == "fr-cherbourg-en-cotentin"


def test_communes_have_ids_of_their_own() -> None:
    communes = current_communes()
    ids = {places.commune_id(one.insee) for one in communes}
    assert len(ids) == len(communes) > 34_000
    assert all(is_id(one) for one in ids)
    assert not ids & {code.lower() for code in places.territories()}
    assert {"fr-nancy", "fr-lyon", "fr-saint-denis-93", "fr-saint-denis-974", "fr-valence-26"} <= ids


def test_communes_lie_in_territories_and_intercommunalities_that_are_there() -> None:
    for one in current_communes():
        assert places.contains("FR", one.departement)
        assert one.epci is None or places.intercommunality(one.epci)


def test_intercommunalities_have_ids_of_their_own() -> None:
    rows = list(csv.DictReader((DATA / "intercommunalities.csv").read_text("utf-8").splitlines()))
    ids = {places.intercommunality_id(row["siren"]) for row in rows}
    assert len(ids) == len(rows) > 1200
    assert not ids & {places.commune_id(one.insee) for one in current_communes()}
    assert {"fr-lyon-metropole", "fr-grand-nancy-metropole", "fr-dunkerque-communaute-urbaine"} <= ids


@pytest.mark.parametrize("name", ["Métropole du Grand Nancy", "Grand Nancy", "grand nancy metropole"])
def test_intercommunalities_by_name(name: str) -> None:
    assert [one.siren for one in places.intercommunalities_by_name(name)] == ["245400676"]


# --- the tables


@pytest.mark.parametrize("table", ["territories", "demonyms", "communes", "intercommunalities", "themes"])
def test_the_readme_counts_the_rows_of_every_table(table: str) -> None:
    rows = len(list(csv.DictReader((DATA / f"{table}.csv").read_text("utf-8").splitlines())))
    stated = re.search(rf"^\| `{table}\.csv` \| ([\d,]+) \|", (DATA / "README.md").read_text("utf-8"), re.MULTILINE)
    assert stated is not None
    assert int(stated[1].replace(",", "")) == rows


def test_a_table_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="expected the columns"):
        places._rows("themes.csv", ("code",))
