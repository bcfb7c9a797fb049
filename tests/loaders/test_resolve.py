"""Finding the place: known answers, namesakes apart, the order of rows without effect."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from importlib import resources
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ids import is_id
from graph.places import CURRENT, communes_by_name, territories
from loaders.resolve import Resolver, Rule
from loaders.resolve.departements import may_hold
from loaders.resolve.earth import km, written
from loaders.resolve.states import state_of
from loaders.stated import StatedPlace
from loaders.values import CellError
from loaders.wikidata.extract import read_extract
from loaders.wikidata.twin import Twin
from tests.support.shared import shared_file


def place(name: str | None = None, country: str | None = "FR", **more: Any) -> StatedPlace:
    return StatedPlace(name=name, country=country, **more)


def ids(*places: StatedPlace) -> list[str]:
    resolver = Resolver(places)
    return [resolver.resolve(one).id for one in places]


@pytest.mark.parametrize(
    ("stated", "id_", "rule"),
    [
        (place("nonsense", insee="54395"), "fr-nancy", Rule.INSEE),
        (place("Lyon", siren="200046977"), "fr-lyon-metropole", Rule.SIREN),
        (place("Nancy", id="fr-nancy"), "fr-nancy", Rule.ID),
        (place("Nancy", "France"), "fr-nancy", Rule.UNIQUE),
        (place("Nancy", territory="Meurthe-et-Moselle"), "fr-nancy", Rule.DEPARTEMENT),
        (place("Saint-Denis", territory="FR-93"), "fr-saint-denis-93", Rule.DEPARTEMENT),
        (place("Saint-Denis", lat=48.94, lon=2.35), "fr-saint-denis-93", Rule.COORDINATES),
        (place("Saint-Denis", lat=-20.88, lon=55.45), "fr-saint-denis-974", Rule.COORDINATES),
        (place("Allonnes, Sarthe"), "fr-allonnes-72", Rule.DEPARTEMENT),
        (place("Métropole de Lyon"), "fr-lyon-metropole", Rule.UNIQUE),
        (place("Lyon"), "fr-lyon", Rule.UNIQUE),
        (place("Région Grand Est"), "fr-ges", Rule.TERRITORY),
        (place("Allier", lat=46.33, lon=3.17), "fr-03", Rule.TERRITORY),
        (place("Berlin", "Allemagne"), "de-berlin", Rule.NAME),
        (place("München", "Deutschland", territory="Bavière"), "de-munchen", Rule.NAME),
        (place("York", "US", lat=39.96, lon=-76.73), "us-pa-york", Rule.STATE),
        (place("York", "US"), "us-york", Rule.NAME),
        (place("Princeton", "United States of America", lat=40.35, lon=-74.66), "us-nj-princeton", Rule.STATE),
        (place("Pennsylvania", "US", kind="state"), "us-pa", Rule.TERRITORY),
        (place("Bayern", "DE", kind="region"), "de-by", Rule.TERRITORY),
        (place("Massala, Mali", "Mali"), "ml-massala", Rule.NAME),
    ],
)
def test_known_places(stated: StatedPlace, id_: str, rule: Rule) -> None:
    found = Resolver([stated]).resolve(stated)
    assert (found.id, found.rule, found.doubt) == (id_, rule, None)


@pytest.mark.parametrize(
    ("stated", "id_", "names"),
    [
        (place("Padua", "Italy", lat=45.41, lon=11.88), "it-padua", ("Padoue", "Padua")),
        (place("Philadelphia", "US", lat=39.95, lon=-75.16), "us-pa-philadelphia", ("Philadelphie", "Philadelphia")),
        # A quarter of Madrid of that name has more inhabitants.
        (place("Salamanca", "ES", lat=40.965, lon=-5.664), "es-salamanca", ("Salamanque", "Salamanca")),
        # Münster in Westphalia is another city.
        (place("Munster", "DE", lat=52.99, lon=10.09), "de-munster", (None, None)),
        (place("Princeton", "US", lat=40.35, lon=-74.66), "us-nj-princeton", (None, None)),
    ],
)
def test_a_city_abroad_has_its_french_name_under_the_id_of_the_one_stated(
    stated: StatedPlace, id_: str, names: tuple[str | None, str | None]
) -> None:
    body = Resolver([stated]).find(stated, "row 1").body
    assert (body.id, (body.names.fr, body.names.en)) == (id_, names)


@pytest.mark.parametrize(
    ("stated", "id_", "part"),
    [
        (place("Glasgow", "GB", lat=55.86, lon=-4.25), "gb-glasgow", "GB-SCT"),
        (place("Sesimbra Municipality", "PT", lat=38.44, lon=-9.1), "pt-sesimbra-municipality", "PT-15"),
        # Without a point: a large town, by another of its names; not one of two of the name.
        (place("Munich", "DE"), "de-munich", "DE-BY"),
        (place("Newport", "GB"), "gb-newport", "GB"),
        # Next to Glasgow, but no place of that name: never by what lies nearest.
        (place("Nowhere", "GB", lat=55.86, lon=-4.25), "gb-nowhere", "GB"),
        (place("Glasgow", "GB", lat=51.5, lon=-0.1), "gb-glasgow", "GB"),
        (
            place("Neath Port Talbot County Borough", "GB", lat=51.65, lon=-3.75),
            "gb-neath-port-talbot-county-borough",
            "GB-NTL",
        ),
        # What a source says goes before the table, and the province of Canada does not get into the id.
        (place("München", "DE", territory="Sachsen", lat=48.14, lon=11.58), "de-munchen", "DE-SN"),
        (place("Gatineau", "CA", lat=45.48, lon=-75.65), "ca-gatineau", "CA-QC"),
    ],
)
def test_a_town_abroad_is_put_in_its_part_of_the_country_only_where_that_is_certain(
    stated: StatedPlace, id_: str, part: str
) -> None:
    found = Resolver([stated]).resolve(stated)
    assert (found.id, found.territory) == (id_, part)


def test_the_table_of_towns_is_in_the_order_in_which_it_is_looked_up() -> None:
    packed = (resources.files("graph") / "data" / "towns.csv.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()[1:]
    assert lines == sorted(lines)
    assert {line.split(",")[2] for line in lines} <= territories().keys()


def test_a_former_commune_keeps_its_name_and_points_to_that_of_today() -> None:
    vire = place("Vire", lat=48.84, lon=-0.89)
    found = Resolver([vire]).resolve(vire)
    # fr-vire itself is a commune of Saône-et-Loire.
    assert (found.id, found.territory, found.rule) == ("fr-vire-14", "FR-14", Rule.FORMER)
    assert found.doubt
    assert found.doubt.candidates == ("fr-vire-normandie",)


def test_what_the_tables_do_not_settle_is_kept_and_asked_about() -> None:
    found = Resolver().resolve(place("Saint-Denis"))
    assert (found.id, found.territory) == ("fr-saint-denis", "FR")
    assert found.doubt
    assert "fr-saint-denis-93" in found.doubt.candidates


@pytest.mark.parametrize(
    ("stated", "field"),
    [
        (place("Berlin", "Atlantis"), "country"),
        (place("Berlin", None), "country"),
        (place("Berlin", "DE", territory="Atlantis"), "territory"),
        (place(None, "DE"), "name"),
        (place("!!!", "DE"), "name"),
        (place("x", insee="99999"), "insee"),
        (place("x", siren="000000000"), "siren"),
        (place("x", id="Not an id"), "id"),
        (place("x", "DE", kind="duchy"), "kind"),
    ],
)
def test_what_cannot_be_told_names_the_field(stated: StatedPlace, field: str) -> None:
    with pytest.raises(CellError) as caught:
        Resolver([stated]).resolve(stated)
    assert caught.value.field == field


def test_namesakes_get_two_ids_by_what_tells_them() -> None:
    devon, wales = place("Tiverton", "GB", lat=50.9, lon=-3.49), place("Tiverton", "GB", lat=53.13, lon=-2.69)
    assert ids(devon) == ["gb-tiverton"]
    assert ids(devon, wales) == ["gb-tiverton-50-9n-3-5w", "gb-tiverton-53-1n-2-7w"]
    assert ids(place("Halle", "DE", territory="ST"), place("Halle", "DE", territory="NW")) == [
        "de-halle-st",
        "de-halle-nw",
    ]
    assert ids(place("Brühl", "DE", id="Q3955"), place("Brühl", "DE", id="Q83007")) == [
        "de-bruhl-q3955",
        "de-bruhl-q83007",
    ]


def test_neighbouring_points_of_one_name_are_for_review() -> None:
    one, other = place("Wakefield", "GB", lat=53.683, lon=-1.499), place("Wakefield", "GB", lat=53.6801, lon=-1.492)
    resolver = Resolver([one, other])
    found = [resolver.resolve(one), resolver.resolve(other)]
    assert sorted(here.id for here in found) == ["gb-wakefield", "gb-wakefield-53-7n-1-5w"]
    (doubt,) = [here.doubt for here in found if here.doubt]
    assert (doubt.kind, doubt.candidates) == ("duplicate", ("gb-wakefield",))


def test_one_point_in_two_countries_is_one_place() -> None:
    said = [place("Yalta", code, lat=44.4994, lon=34.1553) for code in ("Russia", "Ukraine")]
    assert ids(*said) == ["ua-yalta", "ua-yalta"]
    assert Resolver(said).resolve(said[0]).doubt


def test_states_by_outline() -> None:
    assert state_of((40.44, -79.99)) == "US-PA"
    assert state_of((40.35, -74.66)) == "US-NJ"
    assert state_of((39.1, -94.58)) == "US-MO"
    assert state_of((48.85, 2.35)) is None


def test_centres_of_departements_hold_their_communes() -> None:
    """1,490 communes of unique name lie within the reach of their département, so it never excludes the right one."""
    beyond, seen = set(), set()
    for twin in read_extract(shared_file("wikidata_twins_france.tsv")):
        assert isinstance(twin, Twin)
        for here in (twin.a.place, twin.b.place):
            today = [one for one in communes_by_name(here.name or "") if one.kind == CURRENT]
            if here.country == "France" and len(today) == 1 and here.lat is not None and here.lon is not None:
                seen.add(here.name)
                if not may_hold(today[0].departement, (here.lat, here.lon)):
                    beyond.add(here.name)
    assert len(seen) > 1480
    # Former communes whose only namesake of today is elsewhere, a département, and Évry (now Évry-Courcouronnes).
    assert beyond == {"Allier", "Belleville", "Domfront", "Thizy", "Torfou", "Vire", "Évry"}


def test_points_in_ids() -> None:
    assert written((50.91, -3.49), 1) == "50-9n-3-5w"
    assert written((-0.04, 0.04), 1) == "0-0s-0-0e"


NAMES = ("Halle", "York", "Saint-Denis", "Vire", "Nancy", "Chelles", "Brühl")
COUNTRIES = ("DE", "GB", "US", "FR", "France", "Ukraine", "RU")
PLACES = st.lists(
    st.builds(
        place,
        name=st.sampled_from(NAMES),
        country=st.sampled_from(COUNTRIES),
        lat=st.floats(-89, 89, allow_nan=False) | st.sampled_from([48.9, 48.95, 49.0, 40.0, -0.001]),
        lon=st.floats(-179, 179, allow_nan=False) | st.sampled_from([2.3, 2.35, -76.7, 0.001]),
    ),
    max_size=8,
)


def by_id(places: Sequence[StatedPlace]) -> dict[str, list[StatedPlace]]:
    resolver, found = Resolver(places), dict[str, list[StatedPlace]]()
    for one in places:
        found.setdefault(resolver.resolve(one).id, []).append(one)
    return found


@settings(deadline=None)  # the first reads the tables
@given(PLACES)
def test_no_id_stands_for_places_far_apart(places: list[StatedPlace]) -> None:
    for id_, group in by_id(places).items():
        assert is_id(id_)
        for a, b in combinations(group, 2):
            assert a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None  # noqa: PT018
            assert km((a.lat, a.lon), (b.lat, b.lon)) <= 50, f"{id_}: {a} and {b}"


@settings(deadline=None)
@given(PLACES, st.randoms())
def test_the_order_of_rows_does_not_matter(places: list[StatedPlace], random: Any) -> None:
    shuffled = random.sample(places, len(places))
    one, other = Resolver(places), Resolver(shuffled)
    assert [one.resolve(here) for here in places] == [other.resolve(here) for here in places]
