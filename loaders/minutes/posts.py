"""Diplomats: the body of a post is an embassy or consulate, in the country or city that the words or the document say."""

from __future__ import annotations

import re

from graph.ids import fold
from graph.places import label
from loaders.minutes.gazetteer import Body
from loaders.minutes.newly import new_organisation

_POST = re.compile(
    r"^(?:(?:l['’]|la |le |the |vice[- ]))*(?P<post>consule?s?|ambassadeur|ambassadrice|ambassador)"
    r"(?P<rank>\s+(?:générale?|honoraire|general|adjointe?))?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_OF = re.compile(r"^(?:d[e'’]|du|des|of)\s*\S", re.IGNORECASE)
_PLACED = re.compile(
    r"^(?P<of>(?:d[e'’]|du|des|of)\s*(?:la |l['’]|the )?.+?),?\s+(?P<at>(?:à|au|aux|en|in|to|at|près)\s+.+)$",
    re.IGNORECASE,
)
_NO_ARTICLE = ("CU", "MT", "CY", "SG", "MU", "MG", "HT", "BH", "DJ", "OM")
_MASCULINE_IN_E = ("MX", "KH", "MZ", "ZW", "BZ")
_VOWELS = "aeiouyh"


def is_post(title: str) -> bool:
    """Whether a title is a diplomat's."""
    match = _POST.match(title.strip())
    return bool(match and (not match["rest"] or _OF.match(match["rest"])))


def posted(title: str, country: str | None) -> Body | None:
    """Return the embassy or consulate of a post; None where no words say whose or where it is.

    Args:
        title: `Ambassadrice de France`, `consul général de France à Boston`.
        country: the one country that the document is about, if there is one.
    """
    match = _POST.match(" ".join(title.split()).strip(" ,."))
    if match is None or not _OF.match(match["rest"]):
        return None
    english = match["post"].lower() == "ambassador" or bool(re.search(r"\bof\b", match["rest"]))
    placed = _PLACED.match(match["rest"])
    of, at = (placed["of"], placed["at"]) if placed else (match["rest"], None)
    if at is None:
        ours = fold(of).endswith("france")
        if ours and not match["post"].lower().startswith("ambass"):
            # France has several consulates in a country: without a place it is none of them.
            return None
        at = _in(country, english=english) if country and ours else ""
    head = _head(match["post"], match["rank"] or "", english=english)
    at = re.sub(r"^to\b", "in", at) if english else at
    return new_organisation(f"{head} {of} {at}".strip()[:200])


def _head(post: str, rank: str, *, english: bool) -> str:
    embassy = post.lower().startswith("ambass")
    if english:
        general = " General" if "gen" in rank.lower() else ""
        return "Embassy" if embassy else f"Consulate{general}"
    rank = {"generale": " général", "general": " général", "honoraire": " honoraire"}.get(fold(rank), "")
    return "Ambassade" if embassy else f"Consulat{rank}"


def _in(country: str, *, english: bool) -> str:
    """Return `en Arménie`, `au Japon`, `aux États-Unis`, `in Japan`."""
    name = label(country, "en" if english else "fr") or country
    if english:
        return f"in {name}"
    if country in _NO_ARTICLE:
        return f"à {name}"
    folded = fold(name)
    if folded.endswith("s") and (" " in folded or folded in ("philippines", "seychelles", "comores", "maldives")):
        return f"aux {name}"
    feminine = folded.endswith("e") and country not in _MASCULINE_IN_E
    return f"en {name}" if feminine or folded[0] in _VOWELS else f"au {name}"
