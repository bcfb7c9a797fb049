"""Which names a word of a tie reaches: those behind it, those it stands behind, the two before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.minutes.cues import LOOSE, Cue
from loaders.minutes.lexicon import tokens
from loaders.minutes.meeting import EVENTS
from loaders.minutes.naming import Mention
from loaders.minutes.sentences import statement

_TO = (
    r"(?:\s*\b(?:la|le|les|l['’]|the|d['’]|de|du|des|of|ses?|sa|leurs?|notre|nos|our|its|their|both|nouvelle|new)\s*)*"
)
_LEVEL = r"(?:(?:la |le |l['’]|the )?(?:[a-zà-ÿ]+\s+){0,2}(?:de|d['’]|du|of)\s*)?"
_COMPANY = re.compile(
    rf"(?:\b(?:avec|with|entre|between|auprès d[eu]|sur|vers|unit|unissent|lie|lient|links|linking|and)"
    rf"|liant|unissant|linking|binding|joining|:)\s*{_TO}{_LEVEL}{_TO}\s*$",
    re.IGNORECASE,
)
"""A preposition of company before a name: it may stand far behind the word."""

_ANY = re.compile(
    rf"(?:(?:\b(?:et|ou|or|à|aux?|de|du|des|to|par|by|sur|vers|of|dont|from|in)|d['’]|l['’]|,"
    rf"|[-/–(])\s*{_TO}{_LEVEL}{_TO}|^\s*{_TO}{_LEVEL})\s*$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:qui|que|qu|où|dont|which|who|where|whose)\b", re.IGNORECASE)
_THAT_IT_HAS = re.compile(
    rf".{{0,20}}?\b(?:qu[e'’]|which|that)\s*(?:[\w'’-]+\s+){{1,4}}?(?:a|ont|avons|avait|avaient|had|has|have"
    rf"|entretien\w+|maint\w+|keeps?)\s*"
    rf"(?:[\w'’-]+\s+){{0,3}}?(?:avec|with)\s*{_TO}{_LEVEL}{_TO}\s*",
    re.IGNORECASE,
)
"""`les liens que sa ville a noués avec`: a relative clause that says whose the tie is."""

_WHOSE = re.compile(r"\s*(?:qu[e'’]|which|that)\s*(?:la |le |l['’]|the )?", re.IGNORECASE)
"""What leads to the subject of such a clause: `les échanges que Metz entretient avec`."""

_SUCH = re.compile(
    rf"\s*[,(:]?\s*(?:dont|notamment|including|among them|such as|namely|à savoir|comme|soit)\s*{_TO}", re.IGNORECASE
)
"""What leads from a word to examples: `six villes sœurs, dont Toyama`."""

_NEAR = re.compile(r"\b(?:proche|près|near|close)\b", re.IGNORECASE)
_DATED = (
    r"(?:\s*,?\s*(?:depuis|since|en|in|de|du|from|dès)\s+(?:le\s+|l['’]an\s+)?"
    r"(?:\d{1,2}(?:er)?\s+)?(?:[a-zéû]{3,9}\s+)?(?:19|20)\d\d)?"
)
_NEXT = re.compile(
    rf"{_DATED}\s*(?:[,/;&–-]|et|and|ou|puis|ainsi que|as well as|also|aussi|enfin|d['’]autre part|d['’]une part|then)?\s*"
    rf"(?:[,]?\s*(?:et|and)\s*)?(?:aussi |enfin |also |then |depuis (?:\d{{4}} )?|since \d{{4}} )?(?:avec"
    rf"|with|à|to|de|d['’]|of)?\s*{_TO}{_LEVEL}{_TO}\s*",
    re.IGNORECASE,
)
"""What may stand between two names of one chain."""

_BEFORE = re.compile(
    r"^\s*(?:,[^.;:]{0,40},)?\s*"
    r"(?:ont|a|have|has|had|avai(?:t|ent)|sont|est|are|is|entretien\w*|mènent|conduisent|portent|run|lead"
    r"|f[êe]t\w+|célèbr\w+|célébr\w+|celebrat\w*|mark(?:s|ed)?\b|s['’]apprêtent|développ\w*|liés? par|partagent|share"
    r"|sign\w+|conclu\w*|concluded|agreed|renew\w*|renouvel\w*|keep|maintain)\b",
    re.IGNORECASE,
)
PLACE_OF = re.compile(
    r"\b(?:port|universit\w+|école|lycées?|collège|chambre|hôpital|chu|musée|aéroport|orchestre|club"
    r"|consulat|ambassade|university"
    r"|college|school|harbour|airport|museum|hospital|clinique|conservatoire|théâtre)\b"
    r"[^,;:]{0,25}$",
    re.IGNORECASE,
)
"""What lies in a city and is not the city: `une convention avec le port de Montréal`."""

_ITS = re.compile(r"\s*,?\s*(?:avec|à|with|to)\s+(?:laquelle|lequel|lesquelles|qui|which|whom)\b", re.IGNORECASE)
_THERETO = re.compile(r"[\s,]*(?:y|lui)\s+(?:est|sont)\s+(?:(?:aussi|également|elle aussi)\s+)?", re.IGNORECASE)
"""`Ndiaganiao (Sénégal) y est liée`."""

_RUN_WITH = re.compile(
    r"\b(?:mènent?|mène|conduit|conduisent|développent?|poursuit|poursuivent|entretien\w*|porte|runs?|leads?|carries|carry"
    r"|signée?s?|conclue?s?|nouée?s?|passée?s?|signed|concluded|made)"
    r"\s(?:[\w'’]+\s){0,3}?(?:avec|with)\s(?:la |le |l['’]|the )?$",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"\s*,?\s*(?:(?:depuis|since)\s[^,;:.]{2,20},?\s*)?(?:une?|an?|le|la|the|des|several)\s(?:\w+\s)?", re.IGNORECASE
)
"""`mène avec Sokodé, depuis 2020, un projet`: what is run with somebody stands behind the name."""

_BESIDE = re.compile(
    r"\s*(?:\(|,|[-–—:])\s*(?:(?:sa|son|notre|nos|its|our|une?|la|les?|l['’]|deux|trois|two|three|both|ville|a|the|dont|whose|depuis|since)\s*)*"
    r"(?:\d{4}\s?,?\s*)?(?:(?:première?|seule|plus ancienne?|first|oldest|old|ancienne?)\s*)?",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\s*,?[^,;:]{0,30}?\b(?:est|sont|reste\w*|demeure|constitue|figure|fait partie|is|are|was|remains?"
    r"|has been|have been|became|devient)\b[^;:]{0,40}",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"(?:Avec|With|Concernant|S['’]agissant d[eu]s?|Pour|Quant à|Côté|À|A|En ce qui concerne"
    r"|Du côté d[eu]|As (?:for|regards|to)|Regarding|For"
    r"|In|On|Vers|Sur|Au sujet d[eu]|Entre|Between)\s*(?:l['’]|la |le |the )?(?:ville d[eu] |city of )?",
    re.IGNORECASE,
)
_THE = re.compile(r"[,:]\s(?:\w+\s)?(?:(?:le|la|les|ce|cette|ces|the|this|these|notre|our)\s+|l['’])$", re.IGNORECASE)
_COMPOUND = re.compile(r"\b(?:[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir)\s+$")
"""`the Hanau twinning`."""

_IN_BRACKETS = re.compile(r"^\s?\([^()]{2,30}\)")
"""`Aberystwyth (pays de Galles) — jumelage de 1974`: where it lies says nothing of the tie."""

MANY = 14
"""A loose word of so many characters is a phrase that is no everyday one: `mission exploratoire`."""

FAR, WIDE = 45, 120
"""How far a name may stand behind the word: with any preposition, with one of company, characters."""


def behind(text: str, found: Sequence[Mention], cue: Cue, until: int) -> list[Mention]:
    """Return the names that follow a word, each tied to the one before by a preposition, a comma, `et` or a stroke."""
    chain: list[Mention] = []
    subject: list[Mention] = []
    _, end = statement(text, cue.start)
    if (close := text.find(")", cue.end)) >= 0 and text.rfind("(", 0, cue.start) > text.rfind(")", 0, cue.start):
        # What stands in brackets speaks of the name before them.
        end = min(end, close)
    at = cue.end
    for one in found:
        # `sister city of Cincinnati`: the name begins with the last word of the tie.
        if one.end <= cue.end or (one.start < cue.start) or (chain and one.start == chain[-1].start):
            if chain and one.start == chain[-1].start and one.body.id != chain[-1].body.id:
                chain.append(one)
            continue
        gap = re.sub(r"\([^()]*\)", "", text[at : one.start]) if one.start > at else ""
        if not chain and not subject and _WHOSE.fullmatch(gap):
            subject = [one]
            continue
        if chain:
            if not _NEXT.fullmatch(gap) or (one.start > until and not re.fullmatch(r"\s*(?:et|and|&|/|,)\s*", gap)):
                break
        elif one.start > max(until, cue.end) or one.start > end + 2 or not _reaches(gap, cue):
            break
        chain += [*subject, one] if not chain else [one]
        at = one.end
    return chain


_ASKED = re.compile(
    r"^\s(?:since|depuis|en|in)\s(?:19|20)\d\d,|,\s(?:a|ont|est|sont|has|have|was|were|will|va|veut|souhaite)\s"
)
"""`…, a demandé à Dresde`: what somebody does behind a comma is said of another."""


def _reaches(gap: str, cue: Cue) -> bool:
    if _SUCH.fullmatch(gap):
        return True
    if _NEAR.search(gap) or PLACE_OF.search(gap) or (_RELATIVE.search(gap) and not _THAT_IT_HAS.fullmatch(gap)):
        return False
    if _COMPANY.search(gap):
        return len(gap) <= WIDE
    if (
        len(gap) > FAR
        or _ASKED.search(gap)
        or (cue.form in LOOSE and cue.end - cue.start < MANY and len(gap) > 4 and not gap.strip().startswith("("))
    ):
        return False
    if not _ANY.search(gap) and not (cue.verbal and len(gap) < 25):
        return False
    return next(EVENTS.all(tokens(gap)), None) is None


def before(text: str, found: Sequence[Mention], cue: Cue) -> list[Mention]:
    """Return the partner where it stands before the word.

    `Turin, avec laquelle …`; `Avec Bury, les échanges …`; `Leipzig (jumelage)`; `Leipzig est notre ville jumelle`.
    """
    begin, _ = statement(text, cue.start)
    near = [one for one in found if begin <= one.start and one.end <= cue.start]
    near = near or [one for one in found if one.end <= cue.start]
    if not near:
        return []
    for one in reversed(near):
        if _ITS.match(text[one.end : cue.start]):
            return [one]
    last = near[-1]
    gap = _IN_BRACKETS.sub("", text[last.end : cue.start])
    run = (_RUN_WITH.search(text[begin : last.start]) and _WHAT.fullmatch(gap)) or (
        gap == " " and not cue.verbal and _COMPOUND.search(text[: last.start])
    )
    if run or _BESIDE.fullmatch(gap) or _THERETO.fullmatch(gap):
        return _with_those_before(text, near) if gap.lstrip().startswith(":") else [last]
    if _IS.fullmatch(gap) and not cue.verbal:
        return _with_those_before(text, near)
    first = found[0]
    lead = text[: first.start].strip()
    fronted = lead and (_AHEAD.fullmatch(f"{lead} ") or _AHEAD.fullmatch(lead))
    spoken_of = not lead and _THE.search(text[first.end : cue.start])
    if first.end <= cue.start and (fronted or spoken_of):
        return [
            one
            for one in found
            if one is first or (one.end <= cue.start and _NEXT.fullmatch(text[first.end : one.start]))
        ]
    return []


def _with_those_before(text: str, near: Sequence[Mention]) -> list[Mention]:
    chain = [near[-1]]
    for one in reversed(near[:-1]):
        if not _NEXT.fullmatch(_IN_BRACKETS.sub("", text[one.end : chain[0].start])):
            break
        chain.insert(0, one)
    return chain


def pair_before(text: str, found: Sequence[Mention], cue: Cue) -> list[Mention]:
    """Return the two names before a word that they are the subject of: `Toulouse et Atlanta ont un accord`."""
    ahead = [one for one in found if one.end <= cue.start]
    if len(ahead) < 2:
        return []
    one, other = ahead[-2], ahead[-1]
    between = text[one.end : other.start].strip()
    if between not in ("et", "and", "/", "-", "–", "&") and not re.fullmatch(
        r"(?:et|and)\s+(?:la|le|l['’]|the|ville de|d['’])?.{0,12}", between
    ):
        return []
    after = text[other.end : cue.start]
    if cue.verbal and re.fullmatch(r"\s*,?\s*(?:also |aussi |sont |are |were )?", after):
        return [one, other]
    if between in ("-", "–", "/") and re.fullmatch(r"\s*[:,(–-]?\s*(?:le |un |the )?", after):
        return [one, other]
    return [one, other] if _BEFORE.match(after) and len(after) < 60 else []


def third_before(text: str, found: Sequence[Mention], pair: Sequence[Mention]) -> Mention | None:
    """Return the name that a comma joins to a pair: `Ashford, Fougères and Bad Münstereifel have formed …`."""
    ahead = [one for one in found if one.end <= pair[0].start]
    return ahead[-1] if ahead and text[ahead[-1].end : pair[0].start].strip() == "," else None
