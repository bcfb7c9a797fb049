"""The written rule of docs/facts-format.md, one example after the other, and what must hold for every text."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.ids import (
    ID_PATTERN,
    MAX_LENGTH,
    claim_id,
    collectivity_id,
    event_id,
    fold,
    is_id,
    partnership_id,
    slug,
    statement_key,
)

ids = st.from_regex(r"[a-z0-9]{1,30}(-[a-z0-9]{1,30}){0,3}", fullmatch=True)
names = st.text(min_size=1, max_size=60).filter(fold)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Saint-Étienne", "saint etienne"),
        ("  L'Haÿ-les-Roses ", "l hay les roses"),
        ("L\u2019Haÿ", "l hay"),
        ("Œuvre d'art & métiers", "oeuvre d art metiers"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Харків", "kharkiv"),
        ("e\u0301te\u0301", "ete"),
        ("—", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_is_idempotent_and_plain(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert re.fullmatch(r"([a-z0-9]+( [a-z0-9]+)*)?", folded)


@given(names)
def test_slug_is_an_idempotent_id(text: str) -> None:
    assert is_id(slug(text))
    assert "--" not in slug(text)
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize("text", ["", "   ", "…", "—?!"])
def test_what_folds_to_nothing_has_no_slug(text: str) -> None:
    with pytest.raises(InputError, match="no letter or digit"):
        slug(text)


@pytest.mark.parametrize(
    ("name", "kind", "territory", "expected"),
    [
        ("Nancy", "commune", "FR-54", "fr-nancy"),
        ("Cincinnati", "city", "US-OH", "us-oh-cincinnati"),
        ("Anderson", "city", "US", "us-anderson"),
        ("Bamako", "city", "ML-BKO", "ml-bamako"),
        ("Bamako", "city", "ML", "ml-bamako"),
        ("Montréal", "city", "CA-QC", "ca-qc-montreal"),
        ("Sydney", "city", "AU-NSW", "au-nsw-sydney"),
        ("Fort-de-France", "commune", "MQ", "fr-fort-de-france"),
        ("Fort-de-France", "commune", "FR-972", "fr-fort-de-france"),
        ("San Juan", "city", "PR", "us-pr-san-juan"),
        ("Allegheny County", "county", "US-PA", "us-pa-allegheny-county"),
    ],
)
def test_collectivity(name: str, kind: str, territory: str, expected: str) -> None:
    assert collectivity_id(name, kind, territory) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Métropole de Lyon", "fr-lyon-metropole"),
        ("Métropole du Grand Nancy", "fr-grand-nancy-metropole"),
        ("Nantes Métropole", "fr-nantes-metropole"),
        ("Métropole européenne de Lille", "fr-lille-metropole"),
        ("Eurométropole de Strasbourg", "fr-strasbourg-metropole"),
        ("Métropole d'Aix-Marseille-Provence", "fr-aix-marseille-provence-metropole"),
        ("Métropole Nice Côte d'Azur", "fr-nice-cote-d-azur-metropole"),
        ("Grenoble-Alpes-Métropole", "fr-grenoble-alpes-metropole"),
        ("Communauté urbaine de Dunkerque", "fr-dunkerque-communaute-urbaine"),
        ("Communauté d'agglomération de La Rochelle", "fr-la-rochelle-communaute-d-agglomeration"),
        ("Communauté de communes de l'Ernée", "fr-ernee-communaute-de-communes"),
        ("CC du Perche", "fr-perche-communaute-de-communes"),
        ("Lorient Agglomération", "fr-lorient-communaute-d-agglomeration"),
    ],
)
def test_intercommunality(name: str, expected: str) -> None:
    assert collectivity_id(name, "intercommunality", "FR-54") == expected


def test_an_intercommunality_never_takes_the_id_of_its_namesake() -> None:
    commune = collectivity_id("Brest", "commune", "FR-29")
    assert collectivity_id("Brest", "intercommunality", "FR-29") not in (commune, "fr-29")
    assert collectivity_id("Brest", "intercommunality", "FR-29", form="metropole") == "fr-brest-metropole"


def test_the_name_in_use_wins_over_the_form_of_the_day() -> None:
    long = collectivity_id("Communauté d'agglomération Angers Loire Métropole", "intercommunality", "FR-49")
    assert long == collectivity_id("Angers Loire Métropole", "intercommunality", "FR-49") == "fr-angers-loire-metropole"


def test_one_that_governs_a_territory_has_its_code() -> None:
    assert collectivity_id("Commonwealth of Pennsylvania", "state", "US-PA", governs="US-PA") == "us-pa"
    assert collectivity_id("Corse-du-Sud", "departement", "FR-2A", governs="FR-2A") == "fr-2a"


def test_homonyms_end_in_the_number_of_their_departement() -> None:
    assert collectivity_id("Saint-Denis", "commune", "FR-93", departement="93") == "fr-saint-denis-93"
    assert collectivity_id("Zicavo", "commune", "FR-2A", departement="2A") == "fr-zicavo-2a"


@pytest.mark.parametrize("territory", ["", "fr", "France", "FR-", "FR-Isère", "US-PA-X"])
def test_a_territory_that_is_no_code_is_refused(territory: str) -> None:
    with pytest.raises(InputError, match="ISO 3166"):
        collectivity_id("Nancy", "commune", territory)


def test_a_name_that_is_only_a_legal_form_is_refused() -> None:
    with pytest.raises(InputError, match="beside the legal form"):
        collectivity_id("Métropole", "intercommunality", "FR")


@given(names, st.sampled_from(["commune", "city", "intercommunality"]), st.sampled_from(["FR-54", "US-PA", "ML", "MQ"]))
def test_a_collectivity_has_an_id(name: str, kind: str, territory: str) -> None:
    try:
        made = collectivity_id(name, kind, territory)
    except InputError:
        assume(False)
    assert is_id(made)


@given(st.lists(ids, min_size=2, max_size=8, unique=True), st.randoms())
def test_partnership_does_not_depend_on_order_or_repetition(parties: list[str], random: object) -> None:
    shuffled = [*parties, parties[0]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    made = partnership_id(parties)
    assert partnership_id(shuffled) == made
    assert is_id(made)
    assert len(made) <= MAX_LENGTH


@given(st.sets(ids, min_size=2, max_size=5), st.sets(ids, min_size=2, max_size=5))
def test_other_parties_are_another_partnership(some: set[str], others: set[str]) -> None:
    assert (partnership_id(some) == partnership_id(others)) == (some == others)


def test_a_partnership_reads_as_its_parties() -> None:
    assert partnership_id(["us-oh-cincinnati", "fr-nancy"]) == "fr-nancy--us-oh-cincinnati"


@pytest.mark.parametrize("parties", [[], ["fr-nancy"], ["fr-nancy", "fr-nancy"], ["fr-nancy", "FR-54"], ["a", "b--c"]])
def test_what_is_no_partnership(parties: list[str]) -> None:
    with pytest.raises(InputError):
        partnership_id(parties)


@given(st.lists(names, min_size=1, max_size=6))
def test_a_claim_has_an_id(parts: list[str]) -> None:
    made = claim_id(*parts)
    assert is_id(made)
    assert len(made) <= MAX_LENGTH
    assert claim_id(made) == made


def test_a_claim_keeps_the_order_and_the_ids_of_its_parts() -> None:
    assert claim_id("fr-nancy", "Cités Unies France") == "fr-nancy--cites-unies-france"
    assert claim_id("b", "a") != claim_id("a", "b")
    assert claim_id("a--b", "c") == "a--b--c"


def test_long_claims_that_differ_at_their_end_stay_apart() -> None:
    assert claim_id("x" * 150, "a") != claim_id("x" * 150, "b")


def test_a_claim_of_nothing_is_refused() -> None:
    with pytest.raises(InputError):
        claim_id()


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2016-03-30", "2016-03-30-reunion"),
        ("2016-03", "2016-03-reunion"),
        ("2006~", "2006-reunion"),
        (None, "reunion"),
    ],
)
def test_event(date: str | None, expected: str) -> None:
    assert event_id(date, "Réunion") == expected
    assert ID_PATTERN.fullmatch(expected)


@given(st.dictionaries(st.text(), json_values, max_size=5))
def test_statement_key_does_not_depend_on_the_order_of_a_mapping(fields: dict[str, object]) -> None:
    backwards = dict(reversed(fields.items()))
    assert statement_key("a", fields) == statement_key("a", backwards)
    assert re.fullmatch("[0-9a-f]{20}", statement_key(fields))


def test_statement_key_is_stable() -> None:
    # Stored in graphs and dumps: a new value here would load every statement a second time.
    assert statement_key("fr-nancy", {"form": "twinning"}, None) == "af394b9c630e244d5816"
    assert statement_key("a", "b") != statement_key("ab", "") != statement_key(["a", "b"])


def test_statement_key_refuses_what_json_cannot_hold() -> None:
    with pytest.raises(InputError, match="JSON"):
        statement_key(object())
