"""Two lenses, and the table of links, as documents drawn on the server: they need no script, print, and can be embedded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from graph.errors import InputError
from graph.views import Partnership
from graph.vocabulary import Status
from viz import style
from viz.columns import Pages
from viz.lenses import lenses_svg
from viz.picture import Picture
from viz.shell import Around, document, own
from viz.words import count, quoted

ROWS = 300
"""How many rows a table on a page has at most; a file has all."""


class Part(NamedTuple):
    """Which rows of a table are shown, and the addresses of those before and after."""

    first: int = 0
    before: str | None = None
    after: str | None = None


def lenses_html(
    links: Sequence[Partnership], scopes: tuple[str, str], around: Around, pages: Pages | None = None
) -> str:
    """Return two lenses with the table of what they show.

    Raises:
        InputError: the outline of one of the two is unknown.
    """
    drawn = [lenses_svg(links, *scopes, language=around.language, stacked=stacked) for stacked in (False, True)]
    known = [Markup(one) for one in drawn if one]  # noqa: S704 - every text in it is escaped
    if len(known) < len(drawn):
        raise InputError(f"lenses: no outline is known of {scopes[0]} or {scopes[1]}")
    return _sheet(links, around, pages, known, Part(), most=None)


def table_html(
    links: Sequence[Partnership], around: Around, pages: Pages | None = None, part: Part | None = None
) -> str:
    """Return the table of links: all of them, or the part that is asked for."""
    return _sheet(links, around, pages, [], part or Part(), most=ROWS if part else None)


def _sheet(
    links: Sequence[Partnership],
    around: Around,
    pages: Pages | None,
    drawings: Sequence[Markup],
    part: Part,
    *,
    most: int | None,
) -> str:
    whole, language = Picture(links, around.language), around.language
    shown = Picture(links[part.first : part.first + most] if most else links, language)
    rows = [_row(shown, n, pages) for n in range(len(shown.partnerships))]
    return document(
        "plain.html.j2",
        around,
        blocks={},
        scripts=(own("shell.js"), own("sheet.js")),
        sheets=("map.css", "sheet.css"),
        letters="".join(sorted(set("".join(actor["name"] for row in rows for actor in (*row["left"], *row["right"]))))),
        drawings=drawings,
        summary=f"{whole.summary()}. {whole.coverage()}.",
        caption=count(len(rows), *(("lien", "liens") if language == "fr" else ("link", "links")), language),
        rows=rows,
        before=part.before,
        after=part.after,
    )


def _row(picture: Picture, position: int, pages: Pages | None) -> Mapping[str, Any]:
    one, shown, language = picture.partnerships[position], picture.links[position], picture.language
    actors = [(party, picture.actors[end]) for party, end in zip(_once(one), shown["ends"], strict=True)]
    ordered = sorted(actors, key=lambda entry: not picture.at_home(entry[0]))
    told = [
        {
            "name": actor["name"],
            "kind": actor["kind"],
            "url": pages.pattern.replace("{}", party.id) if pages and pages.has(party) else None,
        }
        for party, actor in ordered
    ]
    return {
        "left": told[:1],
        "right": told[1:],
        "form": style.FORM_LABELS[shown["form"]].in_(language),
        "form_glyph": Markup(style.form_glyph_svg(one.form)),  # noqa: S704 - made of constants
        "status": Status(shown["status"]).label.in_(language),
        "status_glyph": Markup(style.status_glyph_svg(one.status)),  # noqa: S704 - made of constants
        "since": " ".join(filter(None, (shown["since"], quoted(one.since_words, language)))),
        "until": shown["until"],
        "said": shown["said"],
        "themes": ", ".join(shown["themes"]),
        "history": [
            {
                "when": item["when"],
                "what": ". ".join(filter(None, (item["what"], item["note"]))),
                "source": f"{picture.sources[item['source']]['title']}, {picture.sources[item['source']]['date']}",
                "where": item["where"],
            }
            for item in shown["history"]
        ],
    }


def _once(one: Partnership) -> list[Any]:
    return list({party.id: party for party in one.partners}.values())
