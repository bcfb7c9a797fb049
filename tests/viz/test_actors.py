"""The map of actors, the lenses and the table as documents of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from graph.errors import InputError
from graph.read.around import near
from graph.views import Names, Relation
from graph.views.networks import Network
from graph.views.organisations import Organisation
from tests.support.browser import watched_page
from tests.viz.hostile import HOSTILE
from tests.viz.samples import samples, source
from viz.actors import Actors
from viz.actors_page import actors_html, actors_page
from viz.sheets import Part, lenses_html, table_html
from viz.shell import Around


def network(key: str, name: str, reach: str | None = None) -> Network:
    return Network(id=key, name=name, names=Names(fr=name, en=name), kind="association", reach=reach)


def body(key: str, name: str, territory: str | None = "FR") -> Organisation:
    names = Names(fr=name, en=name)
    country = (territory or "")[:2] or None
    return Organisation(id=key, name=name, names=names, kind="agency", country=country, territory=territory)


def relation(start: str, kind: str, end: str, cited: str = "2020") -> Relation:
    names = {key: Names(fr=key.upper(), en=key.upper()) for key in (start, end)}
    return Relation(
        from_id=start,
        from_name=start,
        from_names=names[start],
        kind=kind,
        to_id=end,
        to_name=end,
        to_names=names[end],
        since=None,
        until=None,
        note=None,
        sources=(source(cited, "§ 2"),),
    )


NETWORKS = [
    network("cuf", "Cités Unies France", "national"),
    network("cglu", "CGLU", "world"),
    network("alone", "Seul"),
]
BODIES = [body("afd", "AFD"), body("nypd", "NYPD", "US-NY"), body("ue", "Union européenne", None)]
RELATIONS = [
    relation("cuf", "part_of", "cglu"),
    relation("afd", "finances", "cuf", "2025"),
    relation("ue", "advises", "cuf"),
    relation("cuf", "listed_under", "box"),
    relation("nypd", "owns", "nypd-lab"),
]


def test_who_is_of_the_system_and_in_which_band() -> None:
    found = {actor.id: actor.band for actor in Actors(RELATIONS, NETWORKS, BODIES, "fr").actors}
    assert found == {"cglu": "world", "cuf": "national", "afd": "national", "ue": "unknown"}


def test_every_relation_is_said_with_its_sources_those_of_the_four_roles_first() -> None:
    actors = Actors(RELATIONS, NETWORKS, BODIES, "fr")
    assert [tie.kind for tie in actors.ties] == ["finances", "advises", "part_of", "owns", "listed_under"]
    assert actors.ties[0].sources == ((1, "§ 2"),)
    assert [ref.id for ref in actors.sources] == ["2025", "2020"]
    assert "4 acteurs, 4 relations, 2 sources" in actors.lead()
    one = Actors([relation("afd", "finances", "cuf")], NETWORKS, BODIES, "en")
    assert "2 actors, 1 relation, 1 source." in one.lead()


def test_arrows_are_drawn_only_between_boxes() -> None:
    page = actors_page(RELATIONS, NETWORKS, BODIES, "en")
    always = re.search(r'<g class="ties">(.*?)</g>', page.wide)
    assert always
    assert re.findall(r'class="k-(\w+)"', always[1]) == ["finances", "advises"]
    assert page.wide.count('class="actor n') == page.tall.count('class="actor n') == 4


@pytest.mark.browser
def test_choosing_an_actor_needs_no_script(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "actors.html"
    file.write_text(actors_html(actors_page(RELATIONS, NETWORKS, BODIES, "fr"), Around("fr", "Acteurs")), "utf-8")
    with watched_page(chromium, java_script_enabled=False, viewport={"width": 1440, "height": 900}) as (page, _):
        page.goto(file.as_uri())
        expect(page.locator("#table tbody tr")).to_have_count(5)
        page.locator("svg.actors-wide a", has_text="Cités Unies France").click()
        expect(page.locator("#actor-cuf")).to_be_visible()
        expect(page.locator("#actor-cuf")).to_contain_text("AFD finance")
        expect(page.locator("svg.actors-wide g.own.n1").first).to_be_visible()
        expect(page.locator("svg.actors-wide g.own.n0").first).to_be_hidden()
        page.locator("#actor-cuf a", has_text="Tout revoir").click()
        expect(page.locator("#actor-cuf")).to_be_hidden()


@pytest.mark.browser
def test_hostile_actors_stay_text(chromium: Browser, tmp_path: Path) -> None:
    networks = [network(text, text, "world") for text in HOSTILE]
    relations = [relation(text, "finances", HOSTILE[0]) for text in HOSTILE[1:]]
    html = actors_html(actors_page(relations, networks, [], "fr"), Around("fr", HOSTILE[0]))
    file = tmp_path / "actors.html"
    file.write_bytes(html.encode())
    with watched_page(chromium) as (page, watch):
        page.goto(file.as_uri())
        page.wait_for_function("() => window.jumelles.ready")
        assert page.locator("main img, main script").count() == 0
        names = page.locator(".told h2 bdi").evaluate_all("all => all.map((e) => e.textContent)")
        assert set(names) == set(HOSTILE)
        assert watch.quiet, watch


def test_lenses_and_table_hold_every_link_with_its_sources() -> None:
    links = [one for one in samples() if any(party.territory == "US-PA" for party in one.partners)]
    html = lenses_html(links, ("FR", "US-PA"), Around("fr", "France – Pennsylvanie"))
    assert html.count('<svg class="lenses') == 2
    assert html.count('<th scope="row">') == len(links) == 5
    assert "intervention de Mme Bourret" in html
    with pytest.raises(InputError, match="no outline"):
        lenses_html(links, ("FR", "ZZ"), Around("fr", ""))
    part = table_html(samples(), Around("en", "All"), part=Part(30, "/before", None))
    assert part.count('<th scope="row">') == 3
    assert 'href="/before"' in part
    assert "No source mentions a link here." in table_html([], Around("en", "None"))


def test_the_neighbourhood_of_an_authority() -> None:
    assert {one.id for one in near(samples(), ["us-ma-boston"], 1)} == {
        "fr-strasbourg-us-ma-boston",
        "fr-lyon-metropole-us-ma-boston",
    }
    assert len(near(samples(), ["fr-nice"], 3)) == 5
    assert near(samples(), ["nobody"], 2) == ()
