"""The world map: every link a great circle, every place a point, as one HTML document or a page of the site.

The browser draws it on a canvas with d3-geo. The data goes out in columns, each text once, since a national register has
10,000 links: `viz.columns` says which. Countries ranked by links are written by the server, so that the page says the most
important without a script too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import combinations
from typing import Any, NamedTuple

from markupsafe import Markup

from graph.views import Partnership
from graph.vocabulary import Language
from viz.assets_io import asset, safe_json
from viz.columns import Pages, attested_from, columns, numbers, partner_countries, place_of
from viz.legend import Choice, Facet, facets, hollow_glyphs, kind_glyphs
from viz.picture import Picture
from viz.shell import Around, Later, document, own
from viz.style import drawing
from viz.texts import TEXTS
from viz.words import NBSP, capital, count, date_words, number, place_words

_RANKED = 8
SCRIPTS = tuple(own(name) for name in ("shell.js", "world-map.js"))
LATER = tuple(own(name) for name in ("d3-array.min.js", "d3-geo.min.js", "topojson-client.min.js", "world.js"))
ATLAS = ("countries-50m.json", "us-states-10m.json")
"""Outlines for a closer look: a site serves them when they are needed, a file carries them."""


class Country(NamedTuple):
    """A country as a row of the ranking: how many links it has, and that as a share of the largest."""

    code: str
    name: str
    links: int
    figure: str
    percent: int


class World:
    """Partnerships as a map of the world shows them, in one language.

    Args:
        picture: the partnerships with their actors, sources and counts.
    """

    def __init__(self, picture: Picture) -> None:
        self.picture = picture

    @cached_property
    def ranking(self) -> tuple[Country, ...]:
        """The partner countries, by links, then by name."""
        totals = Counter(code for one in self.picture.partnerships for code in partner_countries(self.picture, one))
        language, most = self.picture.language, max(totals.values(), default=1)
        named = [(code, capital(place_words(code, language)), total) for code, total in totals.items()]
        return tuple(
            Country(code, name, total, number(total, language), max(1, round(100 * total / most)))
            for code, name, total in sorted(named, key=lambda entry: (-entry[2], entry[1]))
        )


class WorldPage(NamedTuple):
    """All that a world map says and draws, apart from what stands around it; made once for a state of the graph."""

    lines: Markup
    data: Markup
    facets: tuple[Facet, ...]
    ranking: tuple[Country, ...]
    summary: str
    lead: str
    letters: str


def world_page(
    partnerships: Sequence[Partnership], language: Language, *, home: str = "FR", pages: Pages | None = None
) -> WorldPage:
    """Work out the world map of these partnerships.

    Args:
        partnerships: every pair of parties with places becomes an arc.
        language: of all words.
        home: ISO code of the country whose actors are filled.
        pages: the pages of actors, on a site.
    """
    world = World(Picture(partnerships, language, home))
    letters = "".join(sorted(set("".join(world.picture.name(party) for party in world.picture.parties))))
    return WorldPage(
        safe_json(numbers(world.picture)),
        safe_json(_words(columns(world.picture, pages))),
        legend(world.picture),
        world.ranking,
        summary(world),
        lead(world),
        letters,
    )


def _words(data: dict[str, Any]) -> dict[str, Any]:
    """Return the columns without those that `numbers` gives."""
    del data["actors"]["home"], data["links"]["ends"], data["links"]["form"], data["forms"]
    return data


def world_html(page: WorldPage, around: Around) -> str:
    """Return a world map as one HTML document."""
    outlines = Markup(asset("world-outlines.json"))  # noqa: S704 - made of the vendored file
    if around.site:
        near: dict[str, Any] = {"near": [around.site.asset(name) for name in ATLAS]}
    else:
        near = {"near": [], **{name.partition(".")[0]: Markup(asset(name)) for name in ATLAS}}  # noqa: S704 - vendored
    return document(
        "world.html.j2",
        around,
        blocks={"outlines": outlines, "lines": page.lines, "style": drawing()},
        scripts=SCRIPTS,
        later=Later({"data": page.data, "words": TEXTS[around.language], **near}, LATER),
        sheets=("map.css", "world.css"),
        letters=page.letters,
        facets=page.facets,
        ranking=page.ranking,
        ranked=_RANKED,
        summary=page.summary,
        lead=page.lead,
        hollow_glyphs=hollow_glyphs(),
        kind_glyphs=kind_glyphs(),
    )


def legend(picture: Picture) -> tuple[Facet, ...]:
    """Return the blocks of the legend that a world map has room for: forms and statuses that occur."""
    found = {facet.name: facet for facet in facets(picture)}

    def occurring(choices: Iterable[Choice]) -> tuple[Choice, ...]:
        return tuple(choice for choice in choices if choice.total)

    return tuple(found[name]._replace(choices=occurring(found[name].choices)) for name in ("form", "status"))


def summary(world: World) -> str:
    """Return what the line under the map says: how many links between how many places, and who has none."""
    picture, fr = world.picture, world.picture.language == "fr"
    placed = {party.id for party in picture.parties if place_of(party)}
    drawn = sum(
        any(a.id in placed and b.id in placed for a, b in combinations(one.partners, 2)) for one in picture.partnerships
    )
    links = count(drawn, *(("lien", "liens") if fr else ("link", "links")), picture.language)
    places = count(len(placed), *(("lieu", "lieux") if fr else ("place", "places")), picture.language)
    words = f"{links} entre {places}" if fr else f"{links} between {places}"
    if missing := len(picture.partnerships) - drawn:
        rest = count(missing, *(("lien", "liens") if fr else ("link", "links")), picture.language)
        words += (
            f"{NBSP}; {rest} sans coordonnées, dans la table" if fr else f"; {rest} without coordinates, in the table"
        )
    return f"{words}. {capital(picture.coverage())}."


def lead(world: World) -> str:
    """Return the sentence of the panel while nothing is selected."""
    picture, fr = world.picture, world.picture.language == "fr"
    links = count(len(picture.partnerships), *(("lien", "liens") if fr else ("link", "links")), picture.language)
    n = len(world.ranking)
    countries = count(n, *(("pays", "pays") if fr else ("country", "countries")), picture.language)
    dated = [day for one in picture.partnerships if (day := attested_from(one))]
    since = ""
    if dated:
        first = date_words(min(dated)[:4], picture.language)
        since = f", depuis {first} pour le plus ancien daté" if fr else f", the oldest dated one from {first}"
    return f"{links} avec {countries}{since}." if fr else f"{links} with {countries}{since}."
