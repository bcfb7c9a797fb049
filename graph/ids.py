"""Readable, stable ids worked out by the rule that docs/facts-format.md writes down.

Pure functions of their arguments: two files that name one body meet on one id. Every id matches `ID_PATTERN`.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from anyascii import anyascii

from graph.errors import InputError

ID_PATTERN: Final = re.compile(r"[a-z0-9]+(-{1,2}[a-z0-9]+)*")
"""The whole of every id; `--` stands only between the parts of a composed one."""

MAX_LENGTH: Final = 120
"""Longest composed id, characters; a longer one is cut and closed with a hash."""

SAME_PLACE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "GP": "FR-971",
        "MQ": "FR-972",
        "GF": "FR-973",
        "RE": "FR-974",
        "YT": "FR-976",
        "BL": "FR-BL",
        "MF": "FR-MF",
        "NC": "FR-NC",
        "PF": "FR-PF",
        "PM": "FR-PM",
        "TF": "FR-TF",
        "WF": "FR-WF",
        "AS": "US-AS",
        "GU": "US-GU",
        "MP": "US-MP",
        "PR": "US-PR",
        "UM": "US-UM",
        "VI": "US-VI",
        "AW": "NL-AW",
        "CW": "NL-CW",
        "SX": "NL-SX",
        "HK": "CN-HK",
        "MO": "CN-MO",
        "AX": "FI-01",
    }
)
"""ISO 3166 gives these places two codes, as a country and as a subdivision of one; the second is the one we use."""

# Three federations repeat their city names from state to state, so the state belongs to the id.
_STATE_IN_ID: Final = frozenset({"US", "CA", "AU"})

_WORDS: Final = re.compile(r"[a-z0-9]+")

_TERRITORY: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")

# Words of a folded name → the legal form they stand for. Where a name has several ("Communauté d'agglomération Angers
# Loire Métropole"), the first here wins: it is the one that stays in use when the law's form changes.
_LEGAL_FORMS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(rf"\b(?:{words})\b"), form)
    for words, form in (
        ("metropole europeenne|eurometropole|metropole", "metropole"),
        ("communaute urbaine|^cu", "communaute-urbaine"),
        ("communaute d agglomerations?|communaute agglomeration|^ca", "communaute-d-agglomeration"),
        ("communaute de communes|^cc", "communaute-de-communes"),
        ("etablissement public territorial|^ept", "etablissement-public-territorial"),
        ("pole metropolitain", "pole-metropolitain"),
        ("pole d equilibre territorial et rural|^petr", "pole-d-equilibre-territorial-et-rural"),
        ("syndicat mixte", "syndicat-mixte"),
        ("agglomeration|agglo", "communaute-d-agglomeration"),
    )
)

# "de La Rochelle" keeps its article; "du Grand Nancy" has none left to keep.
_LEADING_LINK: Final = re.compile(r"^(?:de l|d|de|du|des)\b ?")
_TRAILING_LINK: Final = re.compile(r" ?\b(?:de l|d|de|du|des)$")

CONTRACTED: Final[Mapping[str, str]] = MappingProxyType({"du": "le", "au": "le", "des": "les", "aux": "les"})
"""Folded French word before a name → the article of the name that it holds: "du Havre", "aux Sables-d'Olonne"."""


def fold(text: str) -> str:
    """Lower-case ASCII form for comparing: other scripts are romanised, runs of other characters become one space.

    Empty where nothing of `text` can be written in letters or digits.
    """
    # Most names are ASCII: the tables of 50,000 names open in half the time.
    ascii_text = text if text.isascii() else anyascii(unicodedata.normalize("NFC", text))
    return " ".join(_WORDS.findall(ascii_text.lower()))


def slug(text: str) -> str:
    """The folded text with hyphens, which is the id of a network, organisation, person, source or theme.

    Raises:
        InputError: nothing of the text can be written in letters or digits.
    """
    folded = fold(text)
    if not folded:
        raise InputError(f"no id can be made of the name {text!r}: it has no letter or digit")
    return folded.replace(" ", "-")


def is_id(text: str) -> bool:
    """Whether `text` has the shape of an id; says nothing about its being known."""
    return ID_PATTERN.fullmatch(text) is not None


def collectivity_id(
    name: str,
    kind: str,
    territory: str,
    *,
    governs: str | None = None,
    departement: str | None = None,
    form: str | None = None,
) -> str:
    """The id of a local authority.

    Args:
        name: its official name, in its own language.
        kind: a collectivity kind of the facts format; only `intercommunality` changes the rule.
        territory: ISO 3166 code of the smallest territory known, `FR-54`, `US-OH`, `ML`.
        governs: the ISO code of the territory that it governs, if any; the id is then that code.
        departement: number of the département (`93`, `2A`), for French homonyms only: `places.commune_id` knows them.
        form: legal form of an intercommunality whose name does not tell it (`metropole`).

    Raises:
        InputError: a name without letters, or a code that does not have the shape of an ISO 3166 code.
    """
    if governs is not None:
        return _checked_territory(governs).lower()
    prefix = _prefix(territory)
    own = _intercommunality_slug(name, form, prefix) if kind == "intercommunality" else slug(name)
    return f"{prefix}-{own}" if departement is None else f"{prefix}-{own}-{slug(departement)}"


def partnership_id(parties: Iterable[str]) -> str:
    """The id of the partnership between these parties: their sorted ids joined by `--`, at most 120 characters.

    Order and repetition of the parties do not matter.

    Raises:
        InputError: fewer than two different parties, or one that is not an id.
    """
    ids = sorted(set(parties))
    for party in ids:
        # A `--` inside would let two different sets of parties meet on one id.
        if not is_id(party) or "--" in party:
            raise InputError(f"party {party!r} is not an id: expected lower-case letters, digits and single hyphens")
    if len(ids) < 2:
        raise InputError(f"a partnership needs two different parties, got {', '.join(ids) or 'none'}")
    return _shortened("--".join(ids))


def claim_id(*parts: str) -> str:
    """The id of a claim: its parts in their order, joined by `--`, at most 120 characters.

    A part that is an id stays as it is, any other is slugged.

    Raises:
        InputError: no part, or one without letters and digits.
    """
    if not parts:
        raise InputError("a claim's id needs at least one part")
    return _shortened("--".join(part if is_id(part) else slug(part) for part in parts))


def event_id(date: str | None, name: str) -> str:
    """The id of an event: its EDTF date as far as known (`2016-03`, None), then its French name."""
    return slug(name) if date is None else f"{slug(date)}-{slug(name)}"


def statement_key(*arguments: object) -> str:
    """20 hex digits that stand for these JSON values: equal values give equal keys, whatever the order of a mapping.

    Raises:
        InputError: an argument that JSON cannot hold.
    """
    try:
        text = json.dumps(arguments, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise InputError(f"a statement can only hold JSON values: {error}") from error
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _checked_territory(code: str) -> str:
    """`code`, or an InputError where it does not have the shape of an ISO 3166 code."""
    if _TERRITORY.fullmatch(code) is None:
        raise InputError(f"territory {code!r} is not an ISO 3166 code such as FR, FR-54 or US-PA")
    return code


def _prefix(territory: str) -> str:
    """The country, with the state where city names repeat: `fr`, `us-oh`; `us` where the state is not known."""
    code = SAME_PLACE.get(_checked_territory(territory), territory)
    country = code[:2]
    return (code if country in _STATE_IN_ID else country).lower()


def _intercommunality_slug(name: str, form: str | None, prefix: str) -> str:
    """The name without its legal form, then the legal form.

    A French one of unknown form ends in `intercommunalite`, so that it cannot take the id of its namesake commune.
    """
    rest, found = without_legal_form(slug(name).replace("-", " "))
    if not rest:
        raise InputError(f"no id can be made of the name {name!r}: nothing stands beside the legal form")
    form = found or form or ("intercommunalite" if prefix == "fr" else None)
    return slug(rest if form is None else f"{rest} {form}")


def without_legal_form(folded: str) -> tuple[str, str | None]:
    """A folded name without the words of its legal form and what links them to it, and that form, if any."""
    found: str | None = None
    rest = folded
    for pattern, form in _LEGAL_FORMS:
        cut = " ".join(pattern.sub(" ", rest).split())
        if cut != rest:
            found = found or form
            rest = _TRAILING_LINK.sub("", _LEADING_LINK.sub("", cut))
    return rest, found


def _shortened(joined: str) -> str:
    """`joined`, or where it is longer than 120 characters its beginning and a hash of the whole."""
    if len(joined) <= MAX_LENGTH:
        return joined
    digest = hashlib.sha256(joined.encode("ascii")).hexdigest()[:12]
    return f"{joined[: MAX_LENGTH - len(digest) - 2].rstrip('-')}--{digest}"
