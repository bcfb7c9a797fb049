"""The network document: one file, closed, however hostile the data, and what a reader does with it in a browser."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx
import pytest
from markupsafe import escape
from playwright.sync_api import Browser, Page, expect

from graph.views import HistoryItem, Names, Partnership, SourceRef
from tests.support.browser import watched_page
from tests.viz.conftest import Open, network_document
from tests.viz.hostile import HOSTILE
from tests.viz.samples import item, partnership, party, samples
from viz.columns import Pages
from viz.network import SafeNetwork
from viz.picture import Picture


def document(**options: Any) -> str:
    return network_document(samples(), **{"language": "fr", "title": "Autour du groupe-pays", **options})


def block(html: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="jumelles-{name}">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


class Scripts(HTMLParser):
    """Notes the type and nonce of every script element."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str | None, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.found.append((dict(attrs).get("type"), dict(attrs).get("nonce")))


def test_the_policy_lets_in_nothing_but_our_own_scripts() -> None:
    html = document()
    reader = Scripts()
    reader.feed(html)
    nonces = {*re.findall(r"script-src 'nonce-([\w-]+)'", html), *(nonce for kind, nonce in reader.found if not kind)}
    assert [kind for kind, _ in reader.found] == ["application/json"] * 6 + [None] * 4 + ["text/plain"] * 3
    assert len(nonces) == 1
    assert "default-src 'none'; script-src 'nonce-" in html
    assert nonces != set(re.findall(r"script-src 'nonce-([\w-]+)'", document()))


def test_nothing_is_loaded_from_elsewhere() -> None:
    html = document()
    assert not re.findall(r"<(?:link|iframe|img|script)[^>]+(?:src|href)=", html)
    assert "sourceMappingURL" not in html
    assert "cdn" not in html.split("</style>", 1)[1].split("<script nonce", maxsplit=1)[0].lower()


def test_size_is_that_of_the_library_and_two_fonts() -> None:
    assert len(document()) < 980_000


@pytest.mark.parametrize(
    ("theme", "expected"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ("auto", "")]
)
def test_theme_and_language(theme: str, expected: str) -> None:
    assert f'<html lang="en"{expected}>' in document(language="en", theme=theme)


def test_nodes_edges_and_their_words() -> None:
    html = document()
    nodes, edges, data = (block(html, name) for name in ("nodes", "edges", "data"))
    actors = data["actors"]
    assert len(nodes) == len(actors["key"]) == 52
    assert len(edges) == 35
    assert {node["shape"] for node in nodes} == {"dot", "hexagon", "square", "triangle", "triangleDown"}
    assert block(html, "options")["physics"] == {"enabled": False}
    nypd = {name: column[actors["key"].index("us-ny-nypd")] for name, column in actors.items()}
    assert (data["groups"][nypd["group"]], nypd["home"], data["texts"][nypd["kind"]]) == (
        "organisation",
        0,
        "Police, New York",
    )


def test_pyvis_holds_the_same_graph() -> None:
    network = SafeNetwork(Picture(samples(), "fr"))
    assert (len(network.nodes), len(network.edges), network.directed) == (52, 35, True)


def test_an_empty_network_is_a_page_too() -> None:
    assert "0 acteur, 0 lien" in network_document([], language="fr", title="Rien")


def test_our_scripts_never_make_markup_of_text() -> None:
    parts = re.split(r'<script (?:nonce="[^"]+"|type="text/plain" data-later)>', document())[1:]
    own = [part for part in parts if len(part) < 100_000]
    assert (len(parts), len(own)) == (7, 6)
    for script in own:
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script)


# --- in a browser -----------------------------------------------------------------------------------------------------


def hostile(text: str) -> Partnership:
    """A partnership in which every field that a source can fill is hostile."""
    names = Names(fr=text, en=text)
    source = SourceRef(id=text, title=text, titles=names, date=None, locator=text)
    said = HistoryItem(
        stated_on=None, form="twinning", status="active", since=None, since_words=text, note=names, source=source
    )
    parties = (
        party("fr-nancy", id=text, name=text, names=names, kind=text, territory=text),
        party("us-oh-cincinnati", id=f"{text}2", name=f"{text} 2", names=names),
        party("us-mn-meet", "support", id=f"{text}3", name=text, names=names),
    )
    values = {"since_words": text, "themes": (text,), "until": text}
    return partnership(text, parties, (said,), **values)


@pytest.mark.browser
def test_hostile_text_is_shown_and_does_nothing(opened: Open) -> None:
    """All texts in one network, each in every field of an actor, a link and a source; each once as its title."""
    links, title = [hostile(text) for text in HOSTILE], HOSTILE[1]
    with opened([*links, *samples()[:3]], title=title, pages=Pages(title, lambda _: True)) as (page, watch):
        page.locator("#as-table").click()
        assert {text.strip() for text in HOSTILE} <= {
            text.strip()
            for text in page.locator("#table th[scope=row] bdi").evaluate_all("all => all.map(e => e.textContent)")
        }
        page.locator("#as-table").click()
        for n, text in enumerate(HOSTILE):
            assert page.evaluate(f"window.jumelles.actors[{2 * n}].name") == text
            page.evaluate(f"window.jumelles.select({2 * n})")
            assert page.locator("#panel h2").evaluate("e => e.textContent") == text
            assert text in (page.locator("#panel .history").first.evaluate("e => e.textContent") or "")
            page.fill("#search", text[:40])
            page.mouse.move(700 + n, 400)
            assert page.locator("#panel img, #panel script, #table script, #found img, h1 *").count() == 0
        assert page.locator("h1").evaluate("e => e.textContent") == title
        page.wait_for_timeout(60)
        assert watch.quiet, watch


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_stays_a_title(text: str) -> None:
    reader = Scripts()
    html = network_document([hostile(text)], title=text, pages=Pages(text, lambda _: True))
    reader.feed(html)
    assert [kind for kind, _ in reader.found] == ["application/json"] * 6 + [None] * 4 + ["text/plain"] * 3
    assert f'<h1 id="title">{escape(text)}</h1>' in html


@pytest.mark.browser
def test_nothing_is_selected_at_first_and_the_list_selects(opened: Open) -> None:
    with opened(samples()) as (page, watch):
        expect(page.locator("#panel .list li")).to_have_count(52)
        page.get_by_role("button", name="Strasbourg").click()
        expect(page.locator("#panel h2")).to_have_text("Strasbourg")
        assert "sel=fr-strasbourg" in page.url
        assert page.evaluate("document.activeElement.tagName") == "H2"
        expect(page.locator("#panel article")).to_have_count(1)
        expect(page.locator("#panel article")).to_contain_text("20 nov. 2025")
        expect(page.locator("#panel .notes li").first).to_contain_text("20 novembre 2025")
        page.keyboard.press("Escape")
        expect(page.locator("#panel .list li")).to_have_count(52)
        assert watch.quiet, watch


def view(page: Page) -> list[float]:
    """Where an actor lies on the screen: it changes when the map moves."""
    return list(page.evaluate("(() => { const p = window.jumelles.onScreen(0); return [p.x, p.y]; })()"))


@pytest.mark.browser
def test_without_a_script_the_file_still_has_its_table(chromium: Browser, tmp_path: Path) -> None:
    first = samples()[0]
    named = first.parties[0].model_copy(update={"name": HOSTILE[0], "names": Names(fr=HOSTILE[0], en=HOSTILE[0])})
    hostile = first.model_copy(update={"parties": (named, *first.parties[1:])})
    file = tmp_path / "network.html"
    file.write_bytes(network_document([hostile, *samples()[1:]]).encode())
    with watched_page(chromium, java_script_enabled=False) as (page, watch):
        page.goto(file.as_uri())
        table = page.get_by_role("table")
        expect(table.locator("tbody tr")).to_have_count(len(samples()))
        expect(table).to_contain_text(HOSTILE[0])
        heads = ["Acteurs", "Lien", "Depuis", "État du lien", "Ce que disent les sources"]
        expect(table.get_by_role("columnheader")).to_have_text(heads)
        for row in table.locator("tbody tr").all():
            assert all(cell.strip() for cell in row.locator("th, td").all_inner_texts())
        for hidden in (".legend", "#map", ".tools", ".search", "#panel"):
            expect(page.locator(hidden)).to_be_hidden()
        assert watch.quiet, watch


@pytest.mark.browser
def test_a_click_on_a_node_selects_it_and_the_map_stays(opened: Open) -> None:
    with opened(samples()) as (page, watch):
        before = view(page)
        box = page.locator("#map").bounding_box()
        assert box is not None
        spot = page.evaluate("window.jumelles.onScreen(window.jumelles.byKey.get('us-ma-boston'))")
        page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
        expect(page.locator("#panel h2")).to_have_text("Boston")
        assert view(page) == pytest.approx(before)
        page.get_by_role("button", name="Centrer ici").click()
        page.wait_for_function(
            "([x, y]) => { const at = jumelles.onScreen(jumelles.selected); return Math.hypot(at.x - x, at.y - y) < 2; }",
            arg=[box["width"] / 2, box["height"] / 2],
        )
        assert view(page) != pytest.approx(before)
        assert watch.quiet, watch


@pytest.mark.browser
def test_filters_take_away_count_and_stand_in_the_address(opened: Open) -> None:
    with opened(samples()) as (page, watch):
        page.locator("input[value=twinning]").uncheck(force=True)
        expect(page.locator("#summary")).to_have_text("22 acteurs, 11 liens, affichés sur 52 acteurs, 33 liens")
        page.locator("input[value=active]").uncheck(force=True)
        assert "hide=form.twinning%2Cstatus.active" in page.url
        page.reload()
        page.wait_for_function("() => window.jumelles && window.jumelles.ready")
        expect(page.locator("input[value=twinning]")).not_to_be_checked()
        expect(page.locator("#summary")).to_contain_text("affichés sur")
        page.get_by_role("button", name="Tout cocher").click()
        expect(page.locator("#summary")).to_have_text("52 acteurs, 33 liens")
        assert watch.quiet, watch


@pytest.mark.browser
def test_the_address_restores_selection_filters_and_table(opened: Open) -> None:
    with opened(samples(), hash_="#sel=fr-nancy&hide=form.contact&view=table", language="en") as (page, watch):
        expect(page.locator("#panel h2")).to_have_text("Nancy")
        expect(page.locator("#panel article")).to_have_count(1)
        expect(page.locator("tbody tr")).to_have_count(30)
        page.evaluate("location.hash = '#sel=us-ma-boston'")
        expect(page.locator("#panel h2")).to_have_text("Boston")
        expect(page.locator("#table")).to_be_hidden()
        page.evaluate("location.hash = '#sel=nobody&hide=x.y,form'")
        expect(page.locator("#panel .list li")).to_have_count(52)
        assert watch.quiet, watch


@pytest.mark.browser
def test_the_table_holds_everything(opened: Open) -> None:
    with opened(samples(), hash_="#view=table") as (page, _):
        text = page.locator("#table").evaluate("e => e.textContent")
        picture = Picture(samples(), "fr")
        assert page.locator("tbody tr").count() == len(picture.links)
        assert page.locator("thead th[scope=col]").count() == 6
        for actor in picture.actors:
            assert actor["name"] in text
            assert actor["kind"] in text
        for link in picture.links:
            for said in link["history"]:
                assert picture.sources[said["source"]]["title"] in text
                assert said["where"] in text
        assert page.evaluate(
            "[...document.querySelectorAll('#table td, #table th')].every((cell) => cell.textContent.trim())"
        )


@pytest.mark.browser
def test_search_folds_accents_and_takes_both_languages(opened: Open) -> None:
    with opened(samples()) as (page, watch):
        page.fill("#search", "saint etien")
        expect(page.locator("#found li")).to_have_count(1)
        page.fill("#search", "philadelphia")
        page.keyboard.press("Enter")
        expect(page.locator("#panel h2")).to_have_text("Philadelphie")
        page.fill("#search", "zzz")
        expect(page.locator("#found")).to_have_text("Aucun acteur de ce nom ici.")
        page.keyboard.press("Escape")
        expect(page.locator("#found")).to_be_hidden()
        expect(page.locator("#panel h2")).to_have_text("Philadelphie")
        assert watch.quiet, watch


@pytest.mark.browser
def test_theme_zoom_and_keys(opened: Open) -> None:
    with opened(samples(), theme="light", page_options={"reduced_motion": "reduce"}) as (page, watch):
        colour = "getComputedStyle(document.body).backgroundColor"
        assert page.evaluate(colour) == "rgb(255, 255, 255)"
        page.locator("#theme").click()
        assert page.evaluate(colour) == "rgb(12, 22, 21)"
        before = view(page)
        page.locator("#zoom-in").click()
        zoomed = view(page)
        assert zoomed != pytest.approx(before)
        page.locator("#map").focus()
        page.keyboard.press("ArrowRight")
        assert view(page)[0] == pytest.approx(zoomed[0] - 70)
        page.locator("#fit").click()
        assert view(page) == pytest.approx(before)
        assert watch.quiet, watch


INSIDE = """() => {
  const ground = document.getElementById("map"), spots = jumelles.actors.map((_, i) => jumelles.onScreen(i)).filter(Boolean);
  return spots.length > 3 && spots.every(({ x, y }) => x > 0 && y > 0 && x < ground.clientWidth && y < ground.clientHeight);
}"""


@pytest.mark.browser
def test_on_a_phone_panels_stack_and_nothing_scrolls_sideways(opened: Open) -> None:
    with opened(samples(), page_options={"viewport": {"width": 390, "height": 844}}) as (page, watch):
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        tops = [page.locator(name).bounding_box() for name in (".stage", "#panel", ".legend")]
        assert all(box is not None for box in tops)
        assert [box["y"] for box in tops if box] == sorted(box["y"] for box in tops if box)
        inside = page.evaluate(INSIDE)
        assert inside
        assert watch.quiet, watch


@pytest.mark.browser
def test_source_boxes_lead_to_the_note(opened: Open) -> None:
    with opened(samples(), hash_="#sel=us-ma-boston") as (page, watch):
        box = page.locator("#panel article .src").first
        assert (box.get_attribute("aria-label") or "").startswith(
            "source 1, Groupe-pays États-Unis, compte rendu, 20 novembre 2025"
        )
        box.click()
        assert page.evaluate("document.activeElement.dataset.source") == "0"
        assert "sel=us-ma-boston" in page.url
        assert watch.quiet, watch


@pytest.mark.browser
def test_two_thousand_links_are_drawn_at_once(opened: Open) -> None:
    def town(number: int, country: str) -> Any:
        key = f"{country.lower()}-{number}"
        name = f"Ville {number}"
        base = "fr-nancy" if country == "FR" else "us-oh-cincinnati"
        return party(base, id=key, name=name, names=Names(fr=name, en=name))

    many = [
        partnership(f"p{i}", (town(i % 700, "FR"), town(i * 7 % 1500, "US")), (item("2020", "l", "twinning", None),))
        for i in range(2000)
    ]
    with opened(many) as (page, watch):
        expect(page.locator("#summary")).to_contain_text("2\u00a0000 liens")
        assert page.evaluate("performance.now()") < 8000
        assert watch.quiet, watch


@pytest.mark.browser
def test_a_day_thins_what_nothing_attests_and_drops_what_had_ended(opened: Open) -> None:
    with opened(samples(), hash_="#date=2016-12-31") as (page, watch):
        links = "jumelles.links.map((link, k) => [jumelles.linkShown[k], link.thin, link.form, link.status])"
        by_ends = {
            tuple(page.evaluate(f"jumelles.links[{k}].ends.map((i) => jumelles.actors[i].key)")): state
            for k, state in enumerate(page.evaluate(links))
        }
        assert by_ends["fr-caen", "us-va-alexandria"][0] is False
        assert by_ends["fr-lyon-metropole", "us-ma-boston"] == [True, False, "twinning", "unknown"]
        assert by_ends["fr-nice", "us-ny-nypd"][1] is True
        assert by_ends["fr-rennes", "us-ny-rochester"][1] is True
        expect(page.locator("#summary")).to_contain_text("que rien n’atteste à cette date")
        page.locator("#day").fill("2025-12-01")
        page.locator("#day").dispatch_event("change")
        assert "date=2025-12-01" in page.url
        assert page.evaluate("jumelles.links[0].status") == "active"
        page.locator("#handle").focus()
        page.keyboard.press("Home")
        expect(page.locator("#day-said")).to_contain_text("1958")
        page.locator("#undo").click()
        assert "date=2025-12-01" in page.url
        assert watch.quiet, watch


@pytest.mark.browser
def test_around_on_the_ground_and_several_at_once(opened: Open) -> None:
    with opened(samples()) as (page, watch):
        expect(page.locator("[data-view=near]")).to_be_disabled()
        page.get_by_role("button", name="Boston").click()
        page.locator("[data-view=near]").click()
        expect(page.locator("h1")).to_have_text("Autour de Boston")
        expect(page.locator("#summary")).to_contain_text("3 acteurs, 2 liens, jusqu’à 2 pas")
        assert page.evaluate("jumelles.verts.length") == 3
        page.keyboard.press("Escape")
        assert page.evaluate("jumelles.verts.length") == 52
        page.locator("[data-view=geo]").click()
        west, east = (
            page.evaluate(f"jumelles.onScreen(jumelles.byKey.get('{key}')).x") for key in ("us-wa-seattle", "fr-nancy")
        )
        assert west < east
        assert page.evaluate("jumelles.onScreen(jumelles.byKey.get('us-anderson'))") is None
        page.locator("[data-view=net]").click()
        for key, held in (("fr-strasbourg", []), ("fr-lyon-metropole", ["Shift"])):
            spot, box = (
                page.evaluate(f"jumelles.onScreen(jumelles.byKey.get('{key}'))"),
                page.locator("#map").bounding_box(),
            )
            assert box
            for name in held:
                page.keyboard.down(name)
            page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
            for name in held:
                page.keyboard.up(name)
            page.wait_for_timeout(400)
        expect(page.locator("#panel h2")).to_have_text("2 acteurs")
        expect(page.locator("#panel .names")).to_contain_text("Boston")
        assert "sel=fr-strasbourg%2Cfr-lyon-metropole" in page.url
        page.keyboard.press("Control+z")
        expect(page.locator("#panel h2")).to_have_text("Strasbourg")
        assert watch.quiet, watch


@pytest.mark.browser
def test_countries_themes_and_years_restrict_and_are_counted(opened: Open) -> None:
    with opened(samples(), language="en") as (page, watch):
        page.locator("details", has_text="Countries of partners").locator("summary").click()
        page.locator("#country-list label", has_text="Israel").click()
        expect(page.locator("#summary")).to_have_text("3 actors, 2 links, shown of 52 actors, 33 links")
        expect(page.locator("#filters label", has_text="Project").locator(".figure")).to_have_text("1")
        page.locator("#from").fill("2016")
        page.locator("#undated").locator("..").click()
        page.locator("#to").fill("2016")
        page.keyboard.press("Tab")
        expect(page.locator("#summary")).to_contain_text("3 actors, 1 link,")
        assert "country=IL" in page.url
        page.reload()
        page.wait_for_function("() => window.jumelles && window.jumelles.ready")
        expect(page.locator("#summary")).to_contain_text("3 actors, 1 link,")
        page.locator("#reset").click()
        expect(page.locator("#summary")).to_have_text("52 actors, 33 links")
        assert watch.quiet, watch


@pytest.mark.browser
def test_a_network_is_saved_as_picture_drawing_and_graph(opened: Open) -> None:
    with opened(samples(), hash_="#hide=form.contact") as (page, watch):
        for kind, starts in (("png", b"\x89PNG"), ("svg", b"<svg "), ("gexf", b"<?xml ")):
            page.locator(".menu summary").click()
            with page.expect_download() as saved:
                page.locator(f"[data-save={kind}]").click()
            content = Path(saved.value.path()).read_bytes()
            assert content.startswith(starts)
            if kind == "gexf":
                graph = networkx.read_gexf(BytesIO(content))
                assert len(graph.edges) == 32
                assert "contact" not in {data["form"] for _, _, data in graph.edges(data=True)}
        assert watch.quiet, watch


@pytest.mark.browser
def test_a_large_network_is_clusters_that_open(opened: Open) -> None:
    def town(number: int, country: str) -> Any:
        names = Names(fr=f"Ville {number}", en=f"Ville {number}")
        base = {"FR": "fr-nancy", "US": "us-oh-cincinnati", "IL": "il-tel-aviv"}[country]
        return party(base, id=f"{country.lower()}-{number}", name=names.fr, names=names)

    many = [
        partnership(
            f"p{i}", (town(i, "FR"), town(i, "IL" if i % 9 == 0 else "US")), (item("2020", "l", "twinning", None),)
        )
        for i in range(1100)
    ]
    with opened(many) as (page, watch):
        assert page.evaluate("jumelles.verts.map((v) => v.n).sort((a, b) => a - b)") == [123, 977, 1100]
        page.get_by_role("button", name="Israël").click()
        assert page.evaluate("jumelles.verts.length") == 125
        expect(page.locator("#panel h2")).to_have_text("Israël")
        assert "open=IL" in page.url
        page.fill("#search", "ville 9")
        page.keyboard.press("Enter")
        expect(page.locator("#panel h2")).to_have_text("Ville 9")
        page.locator("[data-view=near]").click()
        assert page.evaluate("jumelles.verts.length") == 2
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+z")
        assert page.evaluate("jumelles.verts.length") == 3
        assert watch.quiet, watch
