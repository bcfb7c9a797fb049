"""Bodies that no table has, by the shape of their names, and the country that a document is about.

`New York City Police Department (NYPD)`, `groupe-pays Allemagne`, an organisation by its name alone.
"""

from __future__ import annotations

import re

from graph.ids import slug
from graph.places import country_of, label
from graph.places import names as territory_names
from loaders.minutes.gazetteer import HOME, Body
from loaders.minutes.lexicon import phrases, tokens

MOST = (3, 5)
"""More than this share of what tells a country must tell one, for a document to be about it alone."""

MANY_TIMES = 2
"""How often a text must name a territory so that it alone tells the country."""

_NEW = re.compile(
    r"(?P<name>(?:[A-ZÀ-Ý][\w'’&-]+)(?:[ '’-](?:de|des|du|d|of|for|and|the|et|la|le|pour|l|[A-ZÀ-Ý][\w'’&-]+)){1,12}) ?"
    r"\((?P<acronym>[A-Z][A-Za-z]{1,9})\)"
)
GROUP = re.compile(r"(?P<name>[Gg]roupe[- ][Pp]ays\s+(?P<land>[A-ZÉÈÎ][\w'’-]+(?:[ -][A-ZÉÈÎ][\w'’-]+)*))")
"""A country group: `groupe-pays Allemagne`."""


def newly_named(text: str) -> dict[int, re.Match[str]]:
    """Return what in a text has the shape of such a name, by where it begins."""
    shapes = [shape for shape, mark in ((_NEW, "("), (GROUP, "roupe")) if mark in text]
    return {match.start(): match for shape in shapes for match in shape.finditer(text)}


def body_of(match: re.Match[str]) -> Body | None:
    """Return the body that such a name is of; None where the acronym is not of its letters."""
    if match.re is GROUP:
        return _country_group(match)
    return new_organisation(match["name"], match["acronym"]) if _initials_fit(match["name"], match["acronym"]) else None


def new_organisation(name: str, acronym: str | None = None) -> Body:
    """Return a body that the graph does not have, by its name alone."""
    said: dict[str, object] = {"name": name, "kind": _kind(name)}
    if acronym:
        said["acronym"] = acronym
    doubt = (f"{name} : organisme nouveau, à vérifier", f"{name}: a new body, to be checked")
    said = {field: value for field, value in said.items() if value}
    return Body(slug(name)[:140].rstrip("-"), "Organisation", said, known=False, doubt=(doubt[0][:300], doubt[1][:300]))


def _country_group(match: re.Match[str]) -> Body:
    """Return a country group that the graph does not have."""
    land, _ = country_abroad(match["land"])
    name = f"Groupe-pays {match['land']}"
    said: dict[str, object] = {"name": name, "kind": "country_group", "reach": "bilateral"}
    if land:
        said["names"] = {"en": f"{label(land, 'en')} country group"}
    doubt = (f"{name} : réseau nouveau, à vérifier", f"{name}: a new network, to be checked")
    return Body(slug(name)[:140].rstrip("-"), "Network", said, known=False, doubt=doubt)


def _kind(name: str) -> str | None:
    found = next(phrases("organisations").all(tokens(name)), None)
    return found[0] if found else None


def _initials_fit(name: str, acronym: str) -> bool:
    """Whether an acronym is made of the first letters of a name, small words left out or not."""
    letters = iter("".join(token.folded[0] for token in tokens(name)))
    return all(any(letter == other for other in letters) for letter in acronym.lower() if letter.isalpha())


def land_of(text: str) -> str | None:
    """Return the country abroad that a heading names, by its name or by that of a part of it: `Commission Mali`, `Galice`."""
    here = tokens(text)
    for index, token in enumerate(here):
        for count in (3, 2, 1) if token.capital else ():
            codes = territory_names().get(" ".join(one.folded for one in here[index : index + count]), ())
            whole = [code for code in codes if "-" not in code]
            lands = set(whole) if whole else {country_of(code) for code in codes}
            if len(lands) == 1 and (land := lands.pop()) != HOME:
                return land
    return None


def country_abroad(text: str) -> tuple[str | None, bool]:
    """Return the foreign country that a text names most, by its names and its territories, and whether it is of it alone.

    A territory alone tells no country: Paul is a person before it is a part of Cape Verde.
    """
    counts: dict[str, int] = {}
    said: dict[str, set[str]] = {}
    here = tokens(text)
    for index, token in enumerate(here):
        if not token.capital:
            continue
        for count in (3, 2, 1):
            name = " ".join(one.folded for one in here[index : index + count])
            territories_ = territory_names().get(name, ())
            codes = {country_of(code) for code in territories_}
            if len(codes) == 1 and (code := codes.pop()) != HOME:
                # A country by its name weighs more than a region somewhere that a word happens to be.
                council = " ".join(one.folded for one in here[index + count : index + count + 2]) == "county council"
                counts[code] = counts.get(code, 0) + (3 if council else 2 if code in territories_ else 1)
                if council:
                    said.setdefault(code, set()).add(code)
                said.setdefault(code, set()).add(code if code in territories_ else name)
                break
    sure = {
        code: count for code, count in counts.items() if code in said[code] or len(said[code]) > 1 or count > MANY_TIMES
    }
    first = max(sorted(sure), key=lambda code: sure[code], default=None)
    return first, first is not None and sure[first] * MOST[1] > sum(sure.values()) * MOST[0]
