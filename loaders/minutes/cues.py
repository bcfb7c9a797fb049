"""The words that state a tie, and those that say how it stands: phrases of the lexicon in which `*` is any ending."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from loaders.minutes.lexicon import KEPT_TEXTS, lexicon, tokens

FIRM = ("twinning", "friendship", "cooperation", "project", "contact")
"""Forms from the firmest to the loosest."""

LOOSE = ("project", "contact")
"""Forms whose words are of everyday use: they tie only what a preposition of company joins to them."""

_JOINED = re.compile(
    r"\s*(?:(?:-|\bde|\bd['’]|\bof|\bfor|\bet d['’]|\bet de|\bet|\band|\bdu|\bde la|\bde l['’])\s*)?"
    r"(?:(?:cadre|framework|formelle?s?|formal|officielle?s?|official|historique|active)\s+)?",
    re.IGNORECASE,
)
_VERBAL = re.compile(
    r"(?:jumel(?:ée?s?|ent|er)|twinned|li(?:ée?s?|e à)|linked|travaill\w*|work\w*|coop[eéè]r(?:e|ent|ons|é|ates?|ating)"
    r"|collabor(?:e|ent|ons|ates?|ating)|accompagn\w*|appuie\w*|s['’]est associée?|uniss\w+|unit|partnered|parrain\w+)\b",
    re.IGNORECASE,
)


_OF_AN_OFFICE = re.compile(
    r"\b(?:chargée?s?|responsables?|direct(?:eur|rice|ion)s?|chef(?:fe)?s?|adjointe?s?|déléguée?s?|conseill(?:er|ère)s?"
    r"|vice-présidente?s?|référente?s?|officers?|heads?|managers?|director)"
    r"\s+(?:(?:de )?(?:mission|projets?|service|pôle)\s+)?"
    r"(?:de la|de l['’]|des|du|de|d['’]|à la|à l['’]|aux|au|of|for)\s*(?:la\s+)?$",
    re.IGNORECASE,
)
"""An office whose matter a word is: `la chargée de coopération de la Région` ties nobody."""


_PRONOUN = re.compile(
    r"\s*(?P<word>Celui|Celle|Ceux|Celles|The one|That|(?:Le|La) (?:plus ancienn?e?|premi(?:er|ère)|seconde?"
    r"|deuxième|troisième|dernière?)|L['’]autre|The (?:oldest|first|second|third|other|latest))\s*,?\s+"
    r"(?=(?:(?:conclu|sign|nou|pass|concluded|signed|made)\w*\s+)?(?:avec|with|de|of) |d['’])"
)


_IS_SO = re.compile(
    r"\b(?P<word>l['’](?:est|était|sont))\s+(?:(?:aussi|également|elle|quant à elle),?\s+)?(?=avec |à )"
)
"""`Saint-Yrieix l'est avec Bad Windsheim`."""


_ONE_OF_IT = re.compile(
    r"[:;,]\s(?:mais\s|but\s)?(?P<word>celui|celle|the one)\s+(?=(?:(?:conclu|sign|nou|pass|concluded|signed"
    r"|made)\w*\s+)?(?:avec|with) )"
)
"""`La Région n'a plus d'accord : celui conclu avec Fatick est arrivé à terme`."""


class Word(NamedTuple):
    """A word that counts in a text: what it says, and where it stands."""

    says: str
    start: int
    end: int


class Spotter:
    """Finds phrases; the longest at each place, none inside another."""

    def __init__(self, lists: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._says: dict[str, str] = {}
        stems: list[tuple[str, str]] = []
        for says, phrases in lists:
            for phrase in phrases:
                if "*" in phrase:
                    stems.append((phrase, says))
                else:
                    self._says[phrase] = says
        self._stems = [(re.compile(_pattern(phrase)), says) for phrase, says in stems]
        every = sorted((*self._says, *(phrase for phrase, _ in stems)), key=len, reverse=True)
        self._any = re.compile(rf"\b(?:{'|'.join(_pattern(phrase) for phrase in every)})(?= |$)")

    def all(self, text: str) -> Iterator[Word]:
        """Yield the phrases of a text, in their order."""
        here = tokens(text)
        folded, starts = _folded(text)
        for match in self._any.finditer(folded):
            first = bisect_right(starts, match.start()) - 1
            last = bisect_right(starts, match.end() - 1) - 1
            yield Word(self._meant(match[0]), here[first].start, here[last].end)

    def opens(self, text: str) -> bool:
        """Whether a text holds any of the phrases."""
        return self._any.search(_folded(text)[0]) is not None

    def _meant(self, phrase: str) -> str:
        said = self._says.get(phrase)
        return said or next(says for shape, says in self._stems if shape.fullmatch(phrase))


def _pattern(phrase: str) -> str:
    return re.escape(phrase).replace(r"\*", r"\w*").replace("\\ ", " ")


@lru_cache(maxsize=KEPT_TEXTS)
def _folded(text: str) -> tuple[str, list[int]]:
    """Return the folded words of a text in one line, and where each begins in it."""
    words = [token.folded for token in tokens(text)]
    return " ".join(words), [0, *accumulate(len(word) + 1 for word in words)][: len(words)]


def spotter(table: str) -> Spotter:
    """Return what finds the phrases of a table of the lexicon: each stands for the name of its list."""
    return Spotter(lexicon()[table].items())


_FORMS = spotter("forms")


class Cue(NamedTuple):
    """A word that states a tie: its form, where it stands, and whether it is a verb or participle."""

    form: str
    start: int
    end: int
    verbal: bool


def as_before(text: str, form: str) -> Cue | None:
    """Return the word that stands for one of the sentence before: `Celui avec Lewes est au point mort`."""
    match = _PRONOUN.match(text) or _IS_SO.search(text) or _ONE_OF_IT.search(text)
    return Cue(form, match.start("word"), match.end("word"), verbal=False) if match else None


def named(text: str) -> bool:
    """Whether a text holds any word of a tie."""
    return _FORMS.opens(text)


@lru_cache(maxsize=KEPT_TEXTS)
def cues(text: str) -> tuple[Cue, ...]:
    """Return the words of ties in a text; `accord de coopération`, `convention de jumelage` are one, of the firmer form."""
    found: list[Cue] = []
    for form, start, end in _FORMS.all(text):
        if form == "no_tie" or _OF_AN_OFFICE.search(text[:start]):
            continue
        last = found[-1] if found else None
        if (
            last
            and _JOINED.fullmatch(text[last.end : start])
            and not (last.verbal and "de" not in text[last.end : start])
        ):
            firmer = min(last.form, form, key=FIRM.index)
            found[-1] = Cue(firmer, last.start, end, last.verbal)
        else:
            found.append(Cue(form, start, end, _VERBAL.match(text[start:end]) is not None))
    return tuple(found)
