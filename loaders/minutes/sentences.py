"""A paragraph cut into sentences, and what makes one of them no fact: a wish, a question, a denial."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from loaders.minutes.cues import Spotter, Word, spotter
from loaders.minutes.lexicon import Phrases, lexicon

_END = re.compile(
    r"(?<!\bM)(?<!\bMme)(?<!\bSt)(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bUS)(?<!\bJ)[.!?…]+[\"»”)]*\s+(?=[A-ZÀ-Ý«“\"–-])|;\s+"
)
_CLAUSE = re.compile(r"[,;:()]|\s(?:mais|but|car|puis|alors que)\s|\set qu(?:e\s|['’])")
_BREAK = re.compile(
    r"[;:]|,?\s(?:mais|but|car|puis|alors que|alors qu['’]|tandis que|tandis qu['’]|while|whereas"
    r"|although|though|bien que)\s"
    r"|,?\s(?:et|and)\s(?=(?:il|ils|elle|elles|it|they|we|nous|on|que|that)\s|qu['’])",
    re.IGNORECASE,
)
"""Where one statement of a sentence ends and another begins."""

_ASIDE = re.compile(r",\s*(?:qui|que|dont|which|who|whose)\s[^,]*,", re.IGNORECASE)
_CONDITIONAL = re.compile(
    r"\b(?!entrai|montrai|ouvrai|offrai|rencontrai|couvrai|livrai|attirai)\w*(?:[eidtvu]r|rr)(?:ait|aient|ions)\b"
)
_PARTICIPLE = re.compile(r"(?:jumel|li|associ|unie?s?\b|twinned|linked|partnered)\w*", re.IGNORECASE)
_NOT = re.compile(r"(?<!cache )(?<!cachent )(?<!oublie )\bpas\b(?!\s+(?:seulement|moins|que|uniquement))")
_NEVER_MADE = re.compile(
    r"\b(?:pas|jamais|not|never|nothing|rien)\b.{0,25}(?:abouti|signé|concrétis|vu le jour|formalis"
    r"|conclu|matérialis|donné suite|dépassé le stade|allée? plus loin|gone beyond|got beyond"
    r"|signed|materiali[sz]e|formali[sz]ed|concluded)|came to nothing|\bsans suite\b|resté\w* sans suite",
    re.IGNORECASE,
)

_NOTHING_OF_IT = re.compile(
    r"\b(?:nothing of the (?:kind|sort)|no such thing|which is (?:not true|untrue|wrong)|il n['’]en est rien|rien de tel"
    r"|ce qui est faux"
    r"|(?:nous )?ne l['’]affirmons|à tort)\b",
    re.IGNORECASE,
)
"""What takes back all that the sentence has said before."""

_EXPIRED = re.compile(r"\b(?:échue?s?|expirée?s?|expired?|lapsed|à (?:son )?terme|à échéance)\b", re.IGNORECASE)
"""What has run out was there, though nothing came of it: `échue en 2016, sans suite`."""

_HEARSAY = re.compile(
    r"\b(?:rumeurs?|rumou?rs?|on dit (?:que|la|le|qu['’])|dit-on|paraît-il|selon la presse"
    r"|la presse (?:a |avait )?(?:annonc|prêt|parl)\w*"
    r"|(?:le quotidien|le journal|la radio)[^.;]{0,30}annonc\w*|on raconte|le bruit court|n['’]en (?:a|ont) pas connaissance"
    r"|cro(?:it|ient|yait|ire) (?:savoir|se souvenir|avoir (?:lu|entendu|vu|compris))|(?:a|ont|avait) (?:entendu|ouï) dire"
    r"|believe[sd]? (?:to have|(?:she|he|they) had) (?:read|heard|seen)|had been told|heard that"
    r"|heard on the radio|had heard|officers were not aware"
    r"|the press|newspapers?|had quoted|was quoted|allegedly|reportedly|prétend\w*|supposedly)\b",
    re.IGNORECASE,
)
"""What somebody else is said to have said, and nobody there vouches for."""

_TELLS = re.compile(
    r"\b(?:[Nn]ous|[Vv]ous|[Jj]e|[Jj]['’]\w+|[Ii]ls?|[Ee]lles?|(?<!qui )est|(?<!qui )sont|ont|avons|avez|sommes"
    r"|étaient|était|sera"
    r"|seront|aura|auront|faut|vont|rappelle|indique|précise|souligne|annonce|explique|remercie|propose|souhaite|évoque|signale"
    r"|confirme|[Ww]e|[Tt]hey|[Ii]t|[Ss]he|[Hh]e|(?<!who )is|are|(?<!who )was|were|has|have|had|will|would|said"
    r"|reported|explained"
    r"|thanked|noted|asked|welcomed)\b"
    r"|(?<!qui )(?<!qu')\ba\s(?:été|eu|pris|fait|dit|signé|rompu|reçu|[a-zà-ÿ]{3,}é)\b"
)
"""Verbs and pronouns of speech. `IT`, `Grand Est`, `Will` are none."""

WISHES = Phrases((phrase, "wish") for phrase in lexicon()["wishes"]["words"])
_UNREAL = spotter("unreal")
_AGAIN = Spotter([("again", lexicon()["presupposed"]["words"])])


class Sentence(NamedTuple):
    """A sentence: its text, and where it begins in its paragraph."""

    text: str
    start: int


def sentences(text: str, offset: int = 0) -> Iterator[Sentence]:
    """Yield the sentences of a text that begins at `offset` of its paragraph."""
    start = 0
    for match in _END.finditer(text):
        yield Sentence(text[start : match.end()].rstrip(), offset + start)
        start = match.end()
    if text[start:].strip():
        yield Sentence(text[start:].rstrip(), offset + start)


def periods(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text, each with what semicolons part in it."""
    start = 0
    for sentence in sentences(text):
        if not sentence.text.endswith(";"):
            yield Sentence(text[start : sentence.start + len(sentence.text)], start)
            start = sentence.start + len(sentence.text) + 1
    if text[start:].strip():
        yield Sentence(text[start:].rstrip(), start)


def is_told(text: str) -> bool:
    """Whether words tell something, as speech does and an office never: `Combien cela nous coûte-t-il ?`."""
    return text.rstrip().endswith("?") or (" " in text.strip() and _TELLS.search(text) is not None)


def clause(text: str, at: int) -> tuple[int, int]:
    """Return where the clause begins and ends that holds a character of a sentence."""
    return _around(_CLAUSE, text, at)


def statement(text: str, at: int) -> tuple[int, int]:
    """Return where the statement begins and ends that holds a character of a sentence: a clause that commas do not end."""
    return _around(_BREAK, text, at)


def _around(shape: re.Pattern[str], text: str, at: int) -> tuple[int, int]:
    cuts = list(shape.finditer(text))
    begin = max((cut.end() for cut in cuts if cut.end() <= at), default=0)
    end = min((cut.start() for cut in cuts if cut.start() >= at), default=len(text))
    return begin, end


def unreal(text: str, word: int, name: int, last: int | None = None) -> str | None:
    """Return why a tie is not stated as a fact: `wish`, `question`, `denial`; None where it is.

    Args:
        text: the sentence.
        word: where the word of the tie stands.
        name: where the name of the first partner begins.
        last: where the name of the last partner ends; `name` where it is not given.
    """
    if text.rstrip().endswith("?"):
        return "question"
    begin, end = statement(text, word)
    near, _ = clause(text, word)
    tail = _tail(text, word, name, max(last or name, word))
    never = _NEVER_MADE.search(text[max(last or name, word) : end])
    if (never and not _EXPIRED.search(text, begin, end)) or _NOTHING_OF_IT.search(text, max(last or name, word)):
        return "denial"
    if _HEARSAY.search(text[begin:end]):
        return "hearsay"
    marks = _marks(text)
    if (aside := _apposed(text, word, last or name)) is not None:
        # `Coburg, jumelée avec Niort depuis 1974, serait la mieux placée`: what is said outside is not of the tie.
        marks = [mark for mark in marks if aside[0] <= mark.start < aside[1]]
    for what, at, _ in marks:
        ahead = begin <= at < max(word, name)
        inside = ahead or near <= at < tail
        if ((what == "words" and inside) or (what == "ahead" and ahead and at < word)) and not _aside(text, at, word):
            return "wish"
    for what, at, stop in marks:
        if what == "negations" and near <= at < max(word, name) and not re.search(r"\bplus\s+$", text[:at]):
            return "denial" if stop <= max(word, name) else None
    return None


def _tail(text: str, word: int, name: int, last: int) -> int:
    """Return where the clause of the last partner ends; behind a name between commas, where that ends which goes on."""
    _, tail = clause(text, last)
    if word < name and text[:name].endswith(", ") and text[tail:].startswith(", "):
        # `Un quatrième partenaire, Lörrach, avait été pressenti`.
        _, tail = clause(text, tail + 2)
    return tail


def _apposed(text: str, word: int, last: int) -> tuple[int, int] | None:
    """Return where a participle stands that commas close on both sides; None where a word is none."""
    if not _PARTICIPLE.match(text[word:]) or not (text[:word].endswith(", ") or not text[:word].strip()):
        return None
    close = text.find(",", last)
    return (word, close) if close >= 0 and not re.search(r"[;:]", text[word:close]) else None


def taken_up_again(text: str, word: int) -> bool:
    """Whether a word before that of a tie says that it is to live again: `relancer le jumelage`; so there is one."""
    begin, _ = statement(text, word)
    return any(begin <= one.start < word and word - one.end < 40 for one in _AGAIN.all(text))


def _marks(text: str) -> list[Word]:
    found = [one for one in _UNREAL.all(text) if one.says != "no_mark"]
    found += [Word("words", *match.span()) for match in _CONDITIONAL.finditer(text)]
    found += [Word("negations", *match.span()) for match in _NOT.finditer(text)]
    return found


def _aside(text: str, mark: int, word: int) -> bool:
    """Whether a mark stands in a relative clause that is closed before the word: `Lyon, qui souhaite …, est jumelée`."""
    return any(match.start() <= mark < match.end() <= word for match in _ASIDE.finditer(text))
