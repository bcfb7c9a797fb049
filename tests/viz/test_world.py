"""The world map, the columns behind it, and what a reader does with it in a browser."""

from __future__ import annotations

import base64
import json
import math
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.views import Names
from tests.support.browser import Watch, watched_page
from tests.viz.hostile import HOSTILE
from tests.viz.samples import item, partnership, party, samples
from viz.columns import Pages, attested_from, columns, is_safe, numbers, partner_countries
from viz.flat import WIDTH, flat, outlines
from viz.geometry import centre_of
from viz.picture import Picture
from viz.shell import Around
from viz.world import World, summary, world_html, world_page


def document(links: Any = None, **options: Any) -> str:
    given = {"language": "fr", "title": "Essai", **options}
    return world_html(world_page(samples() if links is None else links, given["language"]), Around(**given))


@contextmanager
def opened(chromium: Browser, folder: Path, html: str, hash_: str = "", **context: Any) -> Iterator[tuple[Page, Watch]]:
    file = folder / "world.html"
    file.write_bytes(html.encode())
    with watched_page(chromium, **{"viewport": {"width": 1440, "height": 900}, **context}) as (page, watch):
        page.goto(f"{file.as_uri()}{hash_}")
        page.wait_for_function("() => window.jumelles && window.jumelles.ready")
        yield page, watch


def test_columns_are_of_one_length_and_say_what_the_picture_says() -> None:
    picture = Picture(samples(), "fr")
    data = columns(picture, Pages("/c/{}", lambda _: True))
    assert {len(column) for column in data["actors"].values()} == {52}
    assert {len(column) for column in data["links"].values()} == {33}
    said = data["links"]["said"][0][0]
    assert (data["texts"][said[1]], data["texts"][said[2]], said[5]) == ("liste", "20 nov. 2025", "2025-11-20")
    assert data["forms"][said[6]] == "twinning"
    assert data["pages"] == "/c/{}"


def test_the_numbers_of_the_first_frame_say_the_same() -> None:
    picture = Picture(samples(), "fr")
    data, first = columns(picture), numbers(picture)

    def unpacked(name: str, kind: str) -> tuple[float, ...]:
        return struct.unpack(
            f"<{len(base64.b64decode(first[name])) // struct.calcsize(kind)}{kind}", base64.b64decode(first[name])
        )

    lon, lat, ends, sizes = unpacked("lon", "f"), unpacked("lat", "f"), unpacked("ends", "I"), unpacked("sizes", "H")
    assert len(lon) == len(lat) == len(data["actors"]["key"])
    assert list(unpacked("home", "B")) == data["actors"]["home"]
    assert list(ends) == [end for own in data["links"]["ends"] for end in own]
    assert list(sizes) == [len(own) for own in data["links"]["ends"]]
    assert list(unpacked("form", "B")) == data["links"]["form"]
    place = data["actors"]["key"].index
    assert (lon[place("us-pa")], lat[place("us-pa")]) == pytest.approx(centre_of("US-PA"), abs=0.001)
    assert math.isnan(lon[place("us-anderson")])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example/{}", "data:text/html,{}", " /c/{}"])
def test_only_web_addresses_and_paths_become_links(address: str) -> None:
    assert not is_safe(address)
    assert columns(Picture(samples()[:1], "fr"), Pages(address, lambda _: True))["pages"] is None


def test_a_link_is_attested_from_its_beginning_or_its_first_mention() -> None:
    links = {one.id: one for one in samples()}
    assert attested_from(links["fr-nancy-us-oh-cincinnati"]) == "1991"
    assert attested_from(links["fr-toulouse-us-ga-atlanta"]) == "2016-03-30"
    assert attested_from(links["fr-arles-us-pa-york"]) is None
    three = links["fr-toulouse-us-ga-atlanta-il-tel-aviv"]
    assert partner_countries(Picture([three], "fr"), three) == {"US", "IL"}


def test_countries_are_ranked_and_what_has_no_place_is_said() -> None:
    world = World(Picture(samples(), "en"))
    assert [(one.code, one.links) for one in world.ranking] == [("US", 32), ("IL", 2)]
    assert "1 link without coordinates" in summary(world)


def test_the_flat_ground_keeps_places_in_order_and_within_the_world() -> None:
    paris, york, tokyo = flat(2.3, 48.9), flat(-74, 40.7), flat(139.7, 35.7)
    assert york[0] < paris[0] < tokyo[0]
    assert paris[1] < york[1] < flat(151, -34)[1]
    assert abs(flat(-168.99, 0)[0]) <= WIDTH / 2
    ground = outlines([paris, flat(7.7, 48.6)])
    assert ground["rings"]
    assert all(len(ring) % 2 == 0 and len(ring) >= 8 for ring in ground["rings"])
    assert outlines([]) == {"unit": 1, "rings": []}


def test_the_document_is_closed_and_carries_all_outlines() -> None:
    html = document()
    assert "default-src 'none'; script-src 'nonce-" in html
    assert not re.findall(r"<(?:link|iframe|img|script)[^>]+(?:src|href)=", html)
    for name in ("outlines", "lines", "countries-50m", "us-states-10m", "data"):
        found = re.search(rf'<script type="application/json" id="jumelles-{name}">(.*?)</script>', html, re.DOTALL)
        assert found
        assert json.loads(found[1])
    assert "0 lien avec 0 pays" in document([])


@pytest.mark.browser
def test_a_reader_selects_filters_zooms_and_comes_back(chromium: Browser, tmp_path: Path) -> None:
    with opened(chromium, tmp_path, document()) as (page, watch):
        expect(page.locator("#summary")).to_contain_text("32 liens entre 51 lieux")
        page.fill("#search", "saint etien")
        page.keyboard.press("Enter")
        expect(page.locator("#panel h1")).to_have_text("Saint-Étienne")
        expect(page.locator("#panel .places")).to_contain_text("États-Unis")
        page.get_by_role("button", name="Voir 2 liens en détail").click()
        expect(page.locator("#panel .history").first).to_contain_text("intervention de Mme Bourret")
        page.locator("#filters label", has_text="Contact").click()
        expect(page.locator("#panel .lead")).to_have_text("1 lien dans 1 pays.")
        page.locator("#zoom-in").click()
        page.locator("#zoom-in").click()
        page.locator("#zoom-in").click()
        # The address follows when the map has come to rest: three clicks are 1.5 to the third.
        page.wait_for_function("() => /at=[^&]*3\\.4/.test(decodeURIComponent(location.hash))")
        state = """(() => {
          const { view, selected } = jumelles.world, ground = document.querySelector(".ground");
          const x = (ground.clientWidth / 2 - view.x) / view.k, y = (ground.clientHeight / 2 - view.y) / view.k;
          return [x, y, view.k / view.least, selected];
        })()"""
        before, address = page.evaluate(state), page.url
        assert "sel=fr-saint-etienne" in address
        assert "hide=form.contact" in address
        page.reload()
        page.wait_for_function("() => window.jumelles && window.jumelles.ready")
        assert page.evaluate(state) == pytest.approx(before, abs=1.5)
        page.keyboard.press("Escape")
        page.locator("#reset").click()
        page.locator("#ranking a", has_text="Israël").click()
        expect(page.locator("#summary")).to_contain_text("2 liens, affichés sur")
        page.locator("#as-table").click()
        expect(page.locator("#table tbody tr")).to_have_count(2)
        expect(page.locator("#table tbody")).to_contain_text("Wikidata, villes jumelées de France")
        assert watch.quiet, watch


@pytest.mark.browser
def test_points_are_picked_by_pointer_and_by_a_frame(chromium: Browser, tmp_path: Path) -> None:
    with opened(chromium, tmp_path, document(language="en"), reduced_motion="reduce") as (page, watch):
        at = "jumelles.world.screen(jumelles.world.data.actors.key.indexOf('us-wa-seattle'))"
        spot, box = page.evaluate(at), page.locator("#map").bounding_box()
        assert box
        page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
        assert page.evaluate("jumelles.world.data.actors.name[jumelles.world.hovered]") == "Seattle"
        page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
        expect(page.locator("#panel h1")).to_have_text("Seattle")
        page.keyboard.press("Escape")
        page.locator("#brush").click()
        page.mouse.move(box["x"] + spot["x"] - 12, box["y"] + spot["y"] - 12)
        page.mouse.down()
        page.mouse.move(box["x"] + spot["x"] + 12, box["y"] + spot["y"] + 12, steps=3)
        page.mouse.up()
        expect(page.locator("#panel h1")).to_have_text("1 actor")
        expect(page.locator("#play")).to_be_hidden()
        page.locator("#year").focus()
        page.keyboard.press("Home")
        expect(page.locator("#summary")).to_contain_text("Attested in 1958: 1.")
        assert "year=1958" in page.url
        assert watch.quiet, watch


@pytest.mark.browser
def test_what_is_saved_holds_what_is_shown(chromium: Browser, tmp_path: Path) -> None:
    with opened(chromium, tmp_path, document(), "#country=IL") as (page, watch):
        for kind, starts in (("png", b"\x89PNG"), ("svg", b"<svg "), ("geojson", b'{"type":"FeatureCollection"')):
            page.locator(".menu summary").click()
            with page.expect_download() as saved:
                page.locator(f"[data-save={kind}]").click()
            content = Path(saved.value.path()).read_bytes()
            assert content.startswith(starts)
            if kind == "geojson":
                assert len(json.loads(content)["features"]) == 4
        assert watch.quiet, watch


@pytest.mark.browser
def test_hostile_names_stay_text(chromium: Browser, tmp_path: Path) -> None:
    links = []
    for n, text in enumerate(HOSTILE):
        names = Names(fr=text, en=text)
        ends = (
            party("fr-nancy", id=f"a{n}", name=text, names=names),
            party("us-oh-cincinnati", id=text, name=text, names=names, territory=text),
        )
        links.append(partnership(text, ends, (item("2020", text, "twinning", "active", text),), themes=(text,)))
    with opened(chromium, tmp_path, document(links, title=HOSTILE[0])) as (page, watch):
        for n, text in enumerate(HOSTILE):
            page.evaluate(f"jumelles.world.select({2 * n})")
            assert page.locator("#panel h1").evaluate("e => e.textContent") == text
        page.locator("#as-table").click()
        assert page.locator("#panel img, #panel script, #table script, #table img").count() == 0
        saved = page.evaluate("jumelles.world.svg()")
        assert "<script" not in saved
        assert "<img" not in saved
        assert watch.quiet, watch


@pytest.mark.browser
def test_on_a_phone_and_without_a_script(chromium: Browser, tmp_path: Path) -> None:
    phone = {"viewport": {"width": 390, "height": 844}}
    with opened(chromium, tmp_path, document(), "#sel=fr-nancy", **phone) as (page, watch):
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        tops = [page.locator(name).bounding_box() for name in (".ground", ".foot", "#panel")]
        assert [box["y"] for box in tops if box] == sorted(box["y"] for box in tops if box)
        assert watch.quiet, watch
    file = tmp_path / "world.html"
    with watched_page(chromium, java_script_enabled=False) as (page, _):
        page.goto(file.as_uri())
        expect(page.locator("#ranking")).to_contain_text("Israël")
        expect(page.locator(".ground")).to_be_hidden()
