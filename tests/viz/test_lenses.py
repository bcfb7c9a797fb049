"""The two lenses: outlines decoded and projected, who is drawn where, labels that do not meet, SVG that is safe."""

from __future__ import annotations

import itertools
import math
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.views import Names
from tests.viz.hostile import HOSTILE
from tests.viz.samples import item, partnership, party, samples
from viz.geometry import box_of, centre_of, centroid, countries, outline_of, states
from viz.labels import along, around, broken, placed, text_width
from viz.lens import lens, ticks
from viz.lenses import lenses_svg
from viz.scene import FEW, Scene, scene

SVG = "{http://www.w3.org/2000/svg}"


def box(code: str) -> tuple[float, float, float, float]:
    outline = outline_of(code)
    assert outline is not None
    return box_of([point for polygon in outline.polygons for point in polygon[0]])


def shown(code: str = "US-PA") -> Scene:
    left, right = outline_of("FR"), outline_of(code)
    assert left is not None
    assert right is not None
    return scene(samples(), ("FR", code), (lens(left, 200, 200, 180), lens(right, 616, 200, 180)))


def test_every_country_and_state_is_there() -> None:
    assert len(countries()) > 225
    assert len(states()) >= 51
    assert {"FR", "US", "DE", "SN", "MG", "JP"} <= set(countries())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("FR", (-4.8, 41.4, 9.6, 51.1)),  # with Corsica, without French Guiana
        ("US", (-124.7, 24.5, -67.0, 49.4)),  # without Alaska and Hawaii
        ("US-PA", (-80.5, 39.7, -74.7, 42.3)),
        ("DE", (5.9, 47.3, 15.0, 55.1)),
    ],
)
def test_main_parts(code: str, expected: tuple[float, ...]) -> None:
    assert box(code) == pytest.approx(expected, abs=0.1)


def test_a_subdivision_without_outline_is_seen_in_its_country() -> None:
    assert outline_of("FR-ARA") == outline_of("FR")
    assert outline_of("XX") is outline_of("XX-1") is None


def test_centres() -> None:
    assert centre_of("US-PA") == pytest.approx((-77.8, 40.9), abs=0.1)
    assert centre_of("FR-ARA") == pytest.approx((4.5, 45.5))
    assert centre_of("DE-BY") is centre_of(None) is None
    assert centroid([(0, 0), (4, 0), (4, 2), (0, 2)]) == pytest.approx((2, 1))


@pytest.mark.parametrize("code", ["FR", "US", "US-PA", "RU", "NZ", "NO", "SG", "BR", "FJ"])
def test_a_lens_holds_its_territory_and_fills_itself_with_it(code: str) -> None:
    outline = outline_of(code)
    assert outline is not None
    one = lens(outline, 200, 200, 180)
    distances = [math.dist(one.at(*point), (200, 200)) for polygon in outline.polygons for point in polygon[0]]
    assert max(distances) == pytest.approx(162)


def test_the_projection_keeps_areas() -> None:
    outline = outline_of("FR")
    assert outline is not None
    one = lens(outline, 0, 0, 180)

    def area(lon: float, lat: float) -> float:
        a, b, c = one.at(lon, lat), one.at(lon + 0.1, lat), one.at(lon, lat + 0.1)
        return abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) / math.cos(math.radians(lat + 0.05))

    assert area(-4, 48) == pytest.approx(area(7, 43), rel=0.01)
    assert one.at(one.lon, one.lat) == pytest.approx((0, 0))


def test_ticks_stand_outside_the_ring() -> None:
    outline = outline_of("FR")
    assert outline is not None
    assert ticks(lens(outline, 200, 200, 180)).count("M") == 60


def test_who_is_drawn_between_france_and_pennsylvania() -> None:
    found = shown()
    assert {bow.link.id for bow in found.bows} == {
        "fr-saint-etienne-us-pa-pittsburgh",
        "fr-arles-us-pa-york",
        "fr-aix-en-provence-us-pa-philadelphia",
        "fr-longvic-us-pa-new-holland",
        "fr-ara-us-pa",
    }
    assert found.outside == []


def test_each_stands_in_its_own_lens_and_the_state_near_its_centre() -> None:
    found = shown()
    for key, point in found.points.items():
        assert found.lenses[0 if key.startswith("fr-") else 1].holds(point)
    assert math.dist(found.points["us-pa"], found.lenses[1].at(-77.8, 40.87)) < 20
    assert all(math.dist(p, q) > 8 for p, q in itertools.combinations(found.points.values(), 2))


def test_who_has_no_place_is_named() -> None:
    svg = lenses_svg(samples(), "FR", "US", language="fr")
    assert svg is not None
    words = " ".join(text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text"))
    assert words.endswith("Hors du cadre\u00a0: Tel Aviv, Anderson.")
    assert "Tel Aviv" in {one.name for one in shown("US").outside}


def test_authorities_by_id_count_as_scopes() -> None:
    svg = lenses_svg(samples(), "fr-nancy", "US", language="en")
    assert svg is not None
    assert "2 links" in svg


def test_none_where_an_outline_is_unknown() -> None:
    assert lenses_svg(samples(), "FR", "XX", language="fr") is None
    assert lenses_svg(samples(), "QQ", "US", language="fr") is None


@pytest.mark.parametrize("stacked", [False, True])
@pytest.mark.parametrize("code", ["US-PA", "US"])
def test_the_svg_is_well_formed_and_says_in_words_what_it_shows(code: str, *, stacked: bool) -> None:
    svg = lenses_svg(samples(), "FR", code, language="fr", stacked=stacked)
    assert svg is not None
    assert len(svg) < 130_000
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (title.text or "").startswith("France et ")
    assert "Région Auvergne-Rhône-Alpes (région) – État de Pennsylvanie (état fédéré), coopération, en cours" in (
        description.text or ""
    )


def test_many_links_have_neither_labels_nor_statuses() -> None:
    few, many = (lenses_svg(samples(), "FR", code, language="fr") for code in ("US-PA", "US"))
    assert few is not None
    assert many is not None
    assert len(shown("US").bows) > FEW
    assert few.count("glyph-status") == 2
    assert many.count("glyph-status") == 0
    assert few.count("text-anchor") == 10
    assert many.count("text-anchor") == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_stay_text(text: str) -> None:
    names = Names(fr=text, en=text)
    parties = party("fr-nancy", name=text, names=names), party("us-oh-cincinnati")
    one = partnership("x", parties, (item("2020", text, "twinning", "active"),))
    svg = lenses_svg([one], "FR", "US", language="fr")
    assert svg is not None
    root = ElementTree.fromstring(svg)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "clipPath", "circle", "g", "path", "text", "tspan"}
    assert not any(name.startswith("on") or "href" in name for element in root.iter() for name in element.attrib)


def test_long_names_are_broken_near_the_middle() -> None:
    assert broken("Nancy") == ("Nancy",)
    assert broken("Région Auvergne-Rhône-Alpes") == ("Région Auvergne-", "Rhône-Alpes")
    assert [len(line) for line in broken("x" * 90)] == [40]


POINTS = st.lists(
    st.tuples(st.tuples(st.floats(0, 400), st.floats(0, 400)), st.text("abcdefghij -", min_size=1, max_size=30)),
    max_size=25,
)


@given(POINTS)
def test_labels_never_meet_nor_leave_the_frame(points: list[tuple[tuple[float, float], str]]) -> None:
    boxes = []
    for label in placed(points, [around(point, 6, 3) for point, _ in points], (0, 0, 400, 400), 14):
        width = max(text_width(line, 14) for line in label.lines)
        left = {"start": label.x, "end": label.x - width, "middle": label.x - width / 2}[label.anchor]
        top = label.y - 14 * 0.88
        boxes.append((left, top, left + width, top + 14 * 1.15 * len(label.lines)))
    assert all(box[0] >= -0.01 and box[1] >= -0.01 and box[2] <= 400.01 and box[3] <= 400.01 for box in boxes)
    for a, b in itertools.combinations(boxes, 2):
        assert not (a[0] < b[2] - 0.01 and b[0] < a[2] - 0.01 and a[1] < b[3] - 0.01 and b[1] < a[3] - 0.01)


def test_lines_push_labels_a_little() -> None:
    free = next(placed([((100, 100), "Nancy")], [], (0, 0, 400, 400), 14))
    pushed = next(
        placed([((100, 100), "Nancy")], along([(110 + 4 * i, 100) for i in range(20)], 0.2), (0, 0, 400, 400), 14)
    )
    assert (free.anchor, pushed.anchor) == ("start", "end")
