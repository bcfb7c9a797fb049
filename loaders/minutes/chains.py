"""Which names a word of a tie reaches: those behind it, or the two before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.minutes.mentions import Mention

_GAP = re.compile(
    r"^(?:[^.;:?!]{0,90}?[\s(’'])?(?:avec|with|entre|between|and|et|ou|or|à|aux?|de|du|des|d['’]|to|par|by|sur|vers|,|of)"
    r"\s*(?:(?:la|le|les|l['’]|the|d['’]|de|du)\s*)*$|^\s*[-/–,]\s*$|^\s*$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:qui|que|qu|où|dont|lequel|laquelle|which|who|where|whose)\b", re.IGNORECASE)
_NEAR = re.compile(r"\b(?:proche|près|near|close)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"^\s*(?:,[^.;:]{0,40},)?\s*"
    r"(?:ont|a|have|has|had|avai(?:t|ent)|sont|est|are|is|entretien\w*|mènent|développ\w*|liés? par|partagent)\b",
    re.IGNORECASE,
)
_PLACE_OF = re.compile(
    r"\b(?:port|universit\w+|école|lycées?|collège|chambre|hôpital|chu|musée|aéroport|orchestre|club|consulat|ambassade|université|university|"
    r"province|préfecture|gouvernorat|wilaya|oblast|canton|college|school|harbour|airport|museum|hospital)\b[^,;:]{0,25}$",
    re.IGNORECASE,
)
"""What lies in a city and is not the city: `une convention avec le port de Montréal`."""
VERBAL = re.compile(r"^(?:jumel|twin|li[ée]|link|travaill|work|coop[eè]r)", re.IGNORECASE)
_SKIPPED = 45
"""How far a name may stand from the word of the tie without a link between them, characters."""


def chain_behind(text: str, found: Sequence[Mention], begin: int, start: int, until: int) -> list[Mention]:
    """Return the names that follow a word, each tied to the one before by a preposition, a comma, `et` or a stroke."""
    chain: list[Mention] = []
    at = start
    for one in found:
        # `sister city of Cincinnati`: the name begins with the last word of the tie.
        if one.start < (start if one.end <= start else begin) or (chain and one.start == chain[-1].start):
            continue
        gap = re.sub(r"\([^()]*\)", "", text[at : one.start])
        near = one.start < until or not chain
        if (
            not near
            or not _GAP.match(gap)
            or _RELATIVE.search(gap)
            or _NEAR.search(gap)
            or _PLACE_OF.search(gap)
            or len(gap) > _SKIPPED
        ):
            break
        if chain and len(gap.strip()) > 14:
            break
        chain.append(one)
        at = one.end
    return chain


def pair_before(text: str, found: Sequence[Mention], word: int, after: int) -> list[Mention]:
    """Return the two names before a word that they are the subject of: `Toulouse et Atlanta ont un accord`."""
    before = [one for one in found if one.end <= word]
    if len(before) < 2:
        return []
    one, other = before[-2], before[-1]
    between = text[one.end : other.start].strip()
    if between not in ("et", "and", "/", "-", "–", "&") and not re.fullmatch(
        r"(?:et|and)\s+(?:la|le|l['’]|the|ville de|d['’])?.{0,12}", between
    ):
        return []
    if VERBAL.match(text[word:after]) and re.fullmatch(r"\s*,?\s*(?:also |aussi )?", text[other.end : word]):
        return [one, other]
    return [one, other] if _BEFORE.match(text[other.end : word]) and word - other.end < 60 else []
