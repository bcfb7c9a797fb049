"""How a tie stands and since when, by the words around it: active, asleep, suspended, ended, in negotiation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from loaders.minutes.cues import Spotter, Word, spotter
from loaders.minutes.dates import dates, spans
from loaders.minutes.lexicon import phrases, tokens
from loaders.minutes.sentences import unreal

_STATUS: Spotter = spotter("status")
_SINCE = re.compile(
    r"\b(?:depuis|since|signée?s?|conclue?s?|convenue?s?|prêtée?s?|paraphée?s?|ratifiée?s?|établie?s?|remont\w+|dat\w+|créée?s?|nouée?s?|lancée?s?"
    r"|scellée?s?|officialisée?s?|née?s?|jumelée?s?"
    r"|inaugurée?s?|signed|established|formed|began|begun|started|dating|founded|concluded|agreed"
    r"|launched|twinned|inaugurated|goes back|going back)\s+"
    r"(?:(?:à|de|du|d['’]|en|le|l['’]|in|on|back to|back|to|from|année|depuis|since|au|officiellement"
    r"|formally|officially|en effet|bien|fin|début|early|late|the)\s*)*$",
    re.IGNORECASE,
)
SPAN = re.compile(
    r"\b(?:de|from|entre|between)\s+(?P<first>(?:19|20)\d\d)\s+(?:à|to|et|and|until)\s+(?:(?:19|20)\d\d)\b"
)
"""From when to when: what has an end is over."""

_OF_IT = re.compile(
    r"\b(?:convention|accord|charte|jumelage|pacte|protocole|contrat|partenariat|agreement|charter|treaty)\s"
    r"(?:(?!fêt|célébr|commémor|celebr|mark)[\w'’]+\s){0,2}(?:de|d['’]|of|en|in)\s*$",
    re.IGNORECASE,
)
"""`une convention de 2017`: the year when it was made."""

_BARE = re.compile(
    r"\b(?:jumelage|twinned|twinning|charter|charte|accord|agreement|convention|protocole"
    r"|memorandum(?: of understanding)?|MoU|pacte"
    r"|partenariat|partnership|friendship|amitié|coopération|cooperation)\s*[,:(–-]?\s*$",
    re.IGNORECASE,
)
"""`Jumelage 1974`, `charter 2003`: the year right behind the word."""

_BRACKET = re.compile(r"^\s*(?:\((?:[^()]{0,30}?[\s,])?|,\s*(?:en |in )?)$")
_BEHIND = re.compile(r"\s*(?:\([^()]*\)\s*)?,?\s*(?:le|en|in|on|depuis|since|dès|du|of|de)\s*(?:le\s*)?$")
_MADE = re.compile(
    r"\b(?:jumel|twinn|sign|concl|scell|établ|noué|lanc|adopt|approuv|créé|establish|form(?:ed|al)|launch|agreed|enter)\w*",
    re.IGNORECASE,
)
"""`signée avec Foumban le 14 mars 2017`: what was made, and when, the partner between."""

_MADE_WITH = re.compile(
    r"\b(?:conclu|sign|scell|établ|noué|jumel|twinn|enter)\w*\s+(?:[Aa]vec|[Ww]ith|[Ee]ntre|[Bb]etween)\s+"
    r"[A-ZÀ-Ý][\w'’-]+(?:[ -][A-ZÀ-Ý][\w'’-]+)*(?:\s\([^()]*\))?\s+(?:en|in|le|on)\s+$"
)
"""`conclu avec Alençon en 1972`, whoever that is."""

_REASON = re.compile(
    r"^[\s,]*(?:since|depuis que|depuis qu['’]|because|after|car|parce que)\s(?:the |le |la |l['’])?[a-zà-ÿ]",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\b(?:said|reported|noted|explained|stated|added|confirmed|recalled)\b", re.IGNORECASE)
_OF_AN_OFFICE = re.compile(
    r"\b(?:maire|présidente?|élue?|mayor|chair|ambassad\w+|directeur|directrice)\b[^,;]{0,20}$", re.IGNORECASE
)


def status_of(text: str, begin: int, end: int, word: int) -> str | None:
    """Return the status that a stretch of a sentence states of the tie whose word stands at `word`; None where none is said.

    The last one said holds (`en sommeil, puis relancé`); a wish, a question or a denial says nothing.
    """
    said = [one for one in _STATUS.all(text) if begin <= one.start < end]
    firm = [one for one in said if one.says != "active_weak" and not _wished(text, one)]
    firm = [one for one in firm if not _a_reason(text, said, one)]
    firm = [one for one in firm if one.says != "dormant" or not _mere_past(text, one, word)]
    if any(one.says == "negotiating" for one in firm) and not any(one.says == "ended" for one in firm):
        return "negotiating"
    if not firm and SPAN.search(text, begin, end):
        return "ended"
    strong = [one for one in firm if one.says != "active"] if _keeps_asleep(firm) else firm
    if strong:
        return strong[-1].says
    return "active" if said and not firm and any(one.says == "active_weak" for one in said) else None


def _a_reason(text: str, said: Sequence[Word], one: Word) -> bool:
    """Whether a word tells of what made a tie so: `dormant since the college closed`."""
    before = [other.end for other in said if other.end <= one.start]
    return bool(before) and _REASON.search(text[before[-1] : one.start]) is not None


def _wished(text: str, one: Word) -> bool:
    return one.says in ("active", "ended", "suspended") and unreal(text, one.start, one.start, one.end) is not None


def _mere_past(text: str, one: Word, word: int) -> bool:
    """Whether `avait` or `had` is not the verb of the tie: `avait` behind it, or far before."""
    folded = tokens(text[one.start : one.end])[0].folded
    if folded == "had" and _REPORTED.search(text[: one.start]):
        # In reported speech every verb is past.
        return True
    return folded in ("avait", "avaient", "had") and not 0 <= word - one.end < 40


def _keeps_asleep(said: Sequence[Word]) -> bool:
    """Whether the last `active` is only how lively it was before: `jadis active, en sommeil`; of one breath, sleep holds."""
    return any(
        one.says == "active" and other.says in ("dormant", "suspended", "ended") and other.start - one.end < 25
        for one, other in pairwise(said)
    )


def since_of(text: str, begin: int, end: int, last: int, today: str | None) -> tuple[str | None, str | None]:
    """Return since when a tie is (EDTF) and the words that count it back, in a stretch of a sentence.

    Args:
        text: the sentence.
        begin: where the stretch begins.
        end: where it ends.
        last: where the name of the last partner ends.
        today: the day of the document.
    """
    every = [one for one in dates(text) if begin <= one.start < end]
    span = SPAN.search(text, begin, end)
    if span and not _OF_AN_OFFICE.search(text[: span.start()]):
        return span["first"], None
    for date in every:
        if _says_since(text, begin, date.start, last) and not _of_its_sleep(text, begin, date.start):
            return date.value, None
    for date in every:
        if date.start >= last and _BRACKET.match(text[last : date.start]):
            return date.value, None
    near = [one for one in spans(text, today) if begin <= one.start < end]
    behind = [one for one in near if one.start >= last and _BRACKET.match(text[last : one.start])]
    for one in behind or near:
        if not _of_its_sleep(text, begin, one.start) and not _OF_AN_OFFICE.search(text[: one.start]):
            return one.value, one.words
    return None, None


def _says_since(text: str, begin: int, at: int, last: int) -> bool:
    """Whether the words before a date say that a tie was made then."""
    lead = text[begin:at]
    if _BARE.search(lead) and not re.match(r"(?:19|20)\d\d\s?[-–/à]", text[at:]):
        return True
    if _SINCE.search(lead) or _OF_IT.search(lead) or _MADE_WITH.search(lead):
        return True
    return at >= last and bool(_BEHIND.match(text[last:at]) and _MADE.search(text[begin:last]))


def _of_its_sleep(text: str, begin: int, at: int) -> bool:
    """Whether a date says since when a tie has slept or been over, not since when it is."""
    asleep = [
        one
        for one in _STATUS.all(text)
        if begin <= one.start < at and one.says in ("dormant", "suspended", "ended", "active")
    ]
    return any(
        at - one.end < 35 for one in asleep if one.says != "active_weak" and not _mere_past(text, one, one.start + 1)
    )


def themes_of(text: str) -> tuple[str, ...]:
    """Return the ids of the themes that a text names."""
    return tuple(sorted({theme for theme, _, _ in phrases("themes").all(tokens(text))}))
