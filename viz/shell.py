"""What stands around every map: one HTML document, closed by its own policy, as a file of its own or as a page of a site.

A file carries everything in it, fonts as data and libraries inline, and loads nothing. On a site the same document links
the fonts and scripts that the site serves, and the band leads to the site's other pages. Embedded it has no band.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import unescape
from types import MappingProxyType
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph.vocabulary import Language
from viz import style
from viz.assets_io import asset, fonts_css, needs_extended, safe_json
from viz.style import Theme
from viz.texts import TEXTS

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
EARLY = (
    "fonts/newsreader-latin-400.woff2",
    "fonts/newsreader-latin-600.woff2",
    "fonts/source-sans-3-latin-wght-normal.woff2",
)
"""Fonts that a page of a site asks for before its style does: one that comes late is not used on that page at all."""


class Place(NamedTuple):
    """An entry of the band: its words, its address, whether the reader is there, and the language it speaks."""

    label: str
    address: str
    current: bool = False
    language: str | None = None


class Site(NamedTuple):
    """The site that a map is a page of.

    `asset` gives the address of a font sheet or script by its name; `file` is the address of the same map as one file,
    `embed` that of the same map to be framed elsewhere, `table` that of the plain table behind it.
    """

    home: str
    destinations: Sequence[Place]
    languages: Sequence[Place]
    asset: Callable[[str], str]
    file: str | None = None
    embed: str | None = None
    table: str | None = None


class Around(NamedTuple):
    """How a map is shown: its words, theme and title, the site around it, and whether it stands in another's frame."""

    language: Language
    title: str
    theme: Theme = "auto"
    site: Site | None = None
    embedded: bool = False


class Script(NamedTuple):
    """A script by the name under which a site serves it."""

    name: str
    text: Callable[[], str]


class Later(NamedTuple):
    """What a map's first frame does not need: data that stands behind what draws it, scripts that run once it was shown."""

    blocks: Mapping[str, Any] = MappingProxyType({})
    scripts: Sequence[Script] = ()


NOTHING = Later()


def own(name: str) -> Script:
    """Return a script of `viz/assets/`, ours or vendored."""
    return Script(name, lambda: asset(name))


def document(
    template: str,
    around: Around,
    *,
    blocks: Mapping[str, Any],
    scripts: Sequence[Script],
    later: Later = NOTHING,
    sheets: Sequence[str] = ("map.css",),
    letters: str = "",
    **values: Any,
) -> str:
    """Return a whole page.

    Args:
        template: its name in `viz/templates/`.
        around: language, title, theme, site.
        blocks: data by name, each a JSON block that the scripts read; Markup is JSON already.
        scripts: in the order in which they run.
        later: what the first frame does not need.
        sheets: CSS files of `viz/assets/`.
        letters: text that says which fonts are needed where they are carried along.
        values: what else the template shows.
    """
    site = around.site
    return (
        environment()
        .get_template(template)
        .render(
            blocks=_json(blocks),
            held=_json(later.blocks),
            css=_css(tuple(sheets), None if site else needs_extended(around.title + letters)),
            scripts=[_script(script, site) for script in scripts],
            later=[_script(script, site) for script in later.scripts],
            fonts=site.asset("fonts.css") if site else None,
            early=tuple(site.asset(name) for name in EARLY) if site else (),
            nonce=secrets.token_urlsafe(18),
            policy=_policy(site),
            around=around,
            site=site,
            language=around.language,
            theme=around.theme,
            title=around.title,
            text=TEXTS[around.language],
            logo=Markup(style.logo_svg()),  # noqa: S704 - made of our own constants
            **values,
        )
    )


def _json(blocks: Mapping[str, Any]) -> dict[str, Markup]:
    return {name: block if isinstance(block, Markup) else safe_json(block) for name, block in blocks.items()}


def policy(html: str) -> str:
    """Return the policy that a document names (it holds the nonce of its scripts), to be sent as a header too.

    Raises:
        ValueError: the document names none, which is a mistake of ours.
    """
    found = _POLICY.search(html)
    if found is None:
        raise ValueError("the map names no content security policy")
    return unescape(found[1])


def _policy(site: Site | None) -> str:
    """Return what a document may load: nothing, or its own site's fonts and outlines; scripts by nonce alone."""
    mine = " 'self'" if site else ""
    connect = "connect-src 'self'; " if site else ""
    fonts = f"style-src{mine} 'unsafe-inline'; img-src data:; font-src{mine} data:"
    return f"{connect}{fonts}; base-uri 'none'; form-action 'none'"


def _script(script: Script, site: Site | None) -> dict[str, Any]:
    if site:
        return {"address": site.asset(script.name)}
    return {"text": Markup(script.text())}  # noqa: S704 - our own files and the libraries


@cache
def _css(sheets: tuple[str, ...], extended: bool | None) -> Markup:  # noqa: FBT001 - cached by it
    """Return the style of a document; `extended` says which fonts it carries, None that it carries none."""
    fonts = "" if extended is None else fonts_css(extended)
    return Markup(fonts + style.css_tokens() + "".join(asset(name) for name in sheets))  # noqa: S704 - our own files


@cache
def environment() -> Environment:
    """Return the templates of maps: everything is escaped, a missing value is an error."""
    return Environment(
        loader=PackageLoader("viz", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
