"""The map of actors as one HTML document: the drawing, the panel of each actor, and the table of all relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from graph.views import Relation
from graph.views.networks import Network
from graph.views.organisations import Organisation
from graph.vocabulary import Language, RelationKind
from viz import style
from viz.actors import ASIDE, ROLES, Actor, Actors, kind_of
from viz.actors_drawing import Drawing, css
from viz.shell import Around, Place, document, own
from viz.words import date_words, number


class ActorsPage(NamedTuple):
    """All that a map of actors says and draws, apart from what stands around it; made once for a state of the graph."""

    actors: Actors
    wide: Markup
    tall: Markup
    rules: Markup


def actors_page(
    relations: Sequence[Relation],
    networks: Sequence[Network],
    organisations: Sequence[Organisation],
    language: Language,
) -> ActorsPage:
    """Work out the map of actors.

    Args:
        relations: all that sources state.
        networks: every network.
        organisations: every organisation.
        language: of all words.
    """
    actors = Actors(relations, networks, organisations, language)
    return ActorsPage(actors, Drawing(actors, tall=False).svg(), Drawing(actors, tall=True).svg(), css(actors))


def actors_html(
    page: ActorsPage,
    around: Around,
    pages: Callable[[Actor], str | None] | None = None,
    narrow: Sequence[tuple[str, Sequence[Place]]] = (),
) -> str:
    """Return a map of actors as one HTML document.

    Args:
        page: what it says and draws.
        around: language, title, theme, site.
        pages: gives the page of an actor, on a site.
        narrow: on a site, the ways to see a part of it: a heading and the choices below it.
    """
    actors, language = page.actors, around.language
    counts = Counter(tie.kind for tie in actors.ties)
    return document(
        "actors.html.j2",
        around,
        blocks={},
        scripts=(own("shell.js"), own("sheet.js")),
        sheets=("map.css", "sheet.css"),
        letters="".join(sorted(set("".join(actor.name for actor in actors.actors)))),
        page=page,
        actors=actors,
        narrow=narrow,
        address=pages or (lambda _: None),
        roles=[
            (kind, RelationKind(kind).label.in_(language), dash, width, counts[kind])
            for kind, (dash, width) in ROLES.items()
        ],
        others=[
            (RelationKind(kind).label.in_(language), counts[kind])
            for kind in RelationKind
            if counts[kind] and kind not in ROLES and kind not in ASIDE
        ],
        aside=ASIDE,
        source_date=lambda ref: date_words(ref.date, language, long=True),
        kind_of=lambda actor: kind_of(actor, language),
        glyphs={True: _glyph("network"), False: _glyph("organisation")},
        number=lambda value: number(value, language),
    )


def _glyph(kind: str) -> Markup:
    return Markup(style.kind_glyph_svg(kind, at_home=True))  # noqa: S704 - made of constants
