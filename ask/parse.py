"""A question → which kind it is, about which places and bodies; or what in it is not understood.

Every word must be explained by a name, by a list of `data/kinds.toml`, or by a date; one that is not refuses the question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ask import filters
from ask.beside import LINKS, merged, typed
from ask.choose import namesakes, network_in, ranked
from ask.dates import AsOf, Period, as_of, period
from ask.filters import Filters
from ask.gazetteer import TERRITORY, Entity, Gazetteer, place
from ask.grammar import MAX_CHOICES, Grammar
from ask.joined import joined
from ask.kinds import Kind, kinds, parts, words
from ask.reading import Choice, Parsed, Refused
from ask.reworded import reworded
from ask.slots import ranker
from ask.spans import Piece, cut, with_areas
from ask.text import Token, asks_yes, checked, in_full, language_of, tokens
from graph.ids import fold
from graph.vocabulary import Language, Status

_GENERAL: Final = frozenset(("small", "asking", "phrases", "levels", "between", "joins", "abroad", "cited"))
_BARE: Final = frozenset(("et", "and", "avec", "with", "to", "x", "a", "entre", "between")) | LINKS
_BEFORE_NAMES: Final = frozenset(("de", "d", "a", "avec", "en", "of", "with", "in"))
__all__ = ["Choice", "Parsed", "Prepared", "Reading", "Refused", "parse", "prepared"]

_OF_ALL: Final = "decentralised-cooperation"
"""The theme that says no more than that authorities have links: it narrows none."""

_AUTHORITIES: Final = frozenset(("collectivites", "authorities", "entites", "entities"))
_RELATIVE: Final = frozenset(("that", "who", "which", "qui", "dont"))
_LOOSE: Final = frozenset(
    ("entities", "entity", "authorities", "bodies", "actors", "cities", "towns", "entites", "collectivites", "acteurs")
)


def parse(question: str, gazetteer: Gazetteer, language: Language | None = None) -> Parsed | Refused:
    """Understand a question, in other words where it is not understood as it stands; or say what in it is not understood.

    Raises:
        InputError: the text is empty, too long, or has control characters.
    """
    text = checked(question)
    found = _parse(text, gazetteer, language)
    if isinstance(found, Parsed):
        return found
    for again in reworded(text, gazetteer):
        other = _parse(again, gazetteer, found.language)
        if isinstance(other, Parsed):
            return replace(other, text=text, instead=tuple(replace(one, text=text) for one in other.instead))
    return found


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question cut up.

    `left` are its tokens without days and periods, `pieces` what they are cut into, `places` the same with words that also
    name a part of the world as names.
    """

    text: str
    language: Language
    left: tuple[Token, ...]
    pieces: tuple[Piece, ...]
    places: tuple[Piece, ...]
    day: AsOf | None
    when: Period | None
    yes: bool

    @property
    def meeting(self) -> tuple[tuple[Piece, ...], ...]:
        """The pieces with "la réunion" as words, where they name the island without a capital."""
        found = _as_words(self.pieces, self.left)
        return (found,) if found else ()

    def grammar(self, pieces: Sequence[Piece], gazetteer: Gazetteer) -> Grammar:
        """Return the kinds of question but those for partners against one cut."""
        rank = ranker(pieces, gazetteer, _LOOSE)
        day = self.day.value if self.day else None
        return Grammar(self.text, self.language, self.left, pieces, self.when, day, gazetteer, rank, self.yes)

    def reading(self, pieces: tuple[Piece, ...], gazetteer: Gazetteer) -> Reading:
        """Return the kinds of question for partners against one cut."""
        return Reading(self.text, self.language, self.left, pieces, self.day, self.when, gazetteer, self.yes)


def prepared(text: str, gazetteer: Gazetteer, language: Language | None) -> Prepared:
    """Cut a question into names and words, days and periods taken out."""
    found = in_full(tokens(text))
    day = as_of(found, words())
    left = _without(found, day)
    when = period(left, words())
    left = _without(left, when)
    raw = cut(left, gazetteer, words())
    plain = typed(merged(raw), words())
    around = typed(merged(with_areas(raw, left, gazetteer)), words())
    pieces = joined(plain, text, left, gazetteer, words())
    places = pieces if around == plain else joined(around, text, left, gazetteer, words())
    speech = language or _language(found, left, pieces)
    yes = asks_yes([token.folded for token in found], words())
    return Prepared(text, speech, left, pieces, places, day, when, yes)


def _parse(text: str, gazetteer: Gazetteer, language: Language | None) -> Parsed | Refused:
    question = prepared(text, gazetteer, language)
    left, pieces, places = question.left, question.pieces, question.places

    def asked(cut_: Sequence[Piece]) -> tuple[Parsed, ...]:
        return tuple(question.grammar(cut_, gazetteer).found())

    # "La réunion" without a capital is a meeting before it is an island.
    fits = (
        next((again for cut_ in question.meeting if (again := asked(cut_))), ())
        or asked(pieces)
        or (asked(places) if places != pieces else ())
    )
    if not fits or fits[0].kind.name == "office-of":
        reading = question.reading(places, gazetteer).result()
        if isinstance(reading, Parsed):
            return reading
        fits = fits or next((again for other in _otherwise(left, pieces, gazetteer) if (again := asked(other))), ())
        if not fits:
            return reading
    return replace(fits[0], instead=fits[1:])


def _as_words(pieces: Sequence[Piece], left: Sequence[Token]) -> tuple[Piece, ...]:
    """Return the pieces with names that end in a word for an event, and have no capital, as words; empty without any."""
    events = parts().event_kinds
    again: list[Piece] = []
    for piece in pieces:
        several = left[piece.start : piece.end]
        if len(several) == 2 and several[1].folded in events and not any(token.capital for token in several):
            again += [Piece(piece.start + at, piece.start + at + 1, token.folded) for at, token in enumerate(several)]
        else:
            again.append(piece)
    return tuple(again) if len(again) > len(pieces) else ()


def _language(found: Sequence[Token], left: Sequence[Token], pieces: Sequence[Piece]) -> Language:
    """Return the language of the words beside names; where they tell none, that of all words."""
    beside = [token for piece in pieces if not piece.candidates for token in left[piece.start : piece.end]]
    return language_of(beside, words()) or language_of(found, words()) or "fr"


def _without(found: Sequence[Token], when: AsOf | Period | None) -> tuple[Token, ...]:
    return tuple(token for at, token in enumerate(found) if when is None or not when.start <= at < when.end)


def _otherwise(left: Sequence[Token], pieces: Sequence[Piece], gazetteer: Gazetteer) -> Iterator[tuple[Piece, ...]]:
    """Yield other cuts: with a body found by what its name means, then by a word that only its name has."""
    meant = gazetteer.meanings.found(left)
    if meant:
        start, end, ids = meant
        before = cut(left[:start], gazetteer, words())
        body = Piece(
            start,
            end,
            " ".join(token.folded for token in left[start:end]),
            tuple(gazetteer.bodies[id_] for id_ in ids),
            typed="",
        )
        after = tuple(
            replace(piece, start=piece.start + end, end=piece.end + end)
            for piece in cut(left[end:], gazetteer, words())
        )
        yield (*before, body, *after)
    rare = tuple(
        replace(piece, candidates=bodies, typed=piece.text)
        if not piece.candidates and (bodies := gazetteer.named_in_part(piece.text))
        else piece
        for piece in pieces
    )
    if rare != tuple(pieces):
        yield rare


@dataclass(frozen=True, slots=True)
class Reading:
    """One question against the kinds that ask for partners."""

    text: str
    language: Language
    tokens: tuple[Token, ...]
    pieces: tuple[Piece, ...]
    day: AsOf | None
    when: Period | None
    gazetteer: Gazetteer
    yes: bool

    @property
    def names(self) -> tuple[Piece, ...]:
        """The names."""
        return tuple(piece for piece in self.pieces if piece.candidates)

    def result(self) -> Parsed | Refused:
        """Return what the question asks for, or why it is not understood."""
        choices = [self._choice(piece) for piece in self.names]
        found = tuple(
            choice.taken if choice else piece.candidates[0] for piece, choice in zip(self.names, choices, strict=True)
        )
        unknown = self._unknown() or self._nowhere()
        if unknown:
            return self._refused(self._why(unknown), unknown, found)
        nobody = [piece for piece, choice in zip(self.names, choices, strict=True) if choice is None]
        if nobody:
            reason = "network" if network_in(nobody[0]) else "level"
            return self._refused(reason, [self._said(piece) for piece in nobody], found)
        clear = [choice for choice in choices if choice]
        if len(clear) == 1 and clear[0].taken.without and not clear[0].taken.parts:
            # "Twinnings outside Europe": those of France, which is what the sources are about.
            clear.append(Choice("", place("FR")))
        kind = next((kind for kind in kinds() if self._fits(kind, len(clear))), None)
        if kind is None or not self._joined(found):
            return self._refused("places" if not clear else "shape", [], found)
        clear.sort(key=lambda choice: choice.taken.country != "FR")
        narrowed = self._filters()
        # "Ended in 2022" is no state of 2022, and no query asks when links ended.
        over = Status.ENDED in narrowed.statuses and self.when and not narrowed.began
        if over or (self.yes and self.said & words().universal) or self._counts_its_own(clear, narrowed):
            return self._refused("shape", [], found)
        if kind.scopes == 0 and not narrowed.narrow and not self._form():
            return self._refused("places", [], found)
        day = self.day.value if self.day else None
        if self.when and narrowed.period is None:
            day = self.when.low
        return Parsed(
            text=self.text,
            language=self.language,
            kind=kind,
            choices=tuple(clear),
            abroad=any(words().has(text, "abroad") for text in self.said),
            form=self._form(),
            as_of=day,
            filters=narrowed,
            yes=self.yes,
        )

    def _counts_its_own(self, clear: Sequence[Choice], narrowed: Filters) -> bool:
        """Whether what is counted are authorities of a place ("how many French authorities cooperate"), not its partners."""
        alone = len(clear) == 1 and len(self.names) == 1 and self.names[0].demonym
        return alone and narrowed.number and not narrowed.levels and bool(self.said & _AUTHORITIES)

    @property
    def said(self) -> frozenset[str]:
        """The words and phrases that are no names."""
        return filters.said(self.pieces)

    def _form(self) -> str | None:
        return filters.form(self.said, words())

    def _filters(self) -> Filters:
        """Return what narrows the links: "in 2016" is a day, "started in 2016" and "of the nineties" a beginning."""
        levels = filters.levels(self.pieces, words())
        begun = any(words().has(text, "begun") for text in self.said)
        began = self.when is not None and (begun or self.when.when != "in")
        return Filters(
            statuses=filters.statuses(self.said, words()),
            forms=() if self._form() else filters.forms(self.said, words()),
            ongoing=any(words().has(text, "now") for text in self.said),
            themes=tuple(one for one in filters.themes(self.said, words()) if one != _OF_ALL),
            levels=levels,
            period=self.when if began else None,
            began=began,
            three=any(words().has(text, "three") for text in self.said),
            number=any(words().has(text, "number") for text in self.said),
        )

    def _choice(self, piece: Piece) -> Choice | None:
        at = self.pieces.index(piece)
        before = self.pieces[at - 1].text if at else ""
        after = self.pieces[at + 1].text if at + 1 < len(self.pieces) else ""
        order = ranked(piece, self.gazetteer, before, loose=after in _LOOSE)
        if not order:
            return None
        other = () if piece.type else namesakes(order[0], piece, self.gazetteer)
        return Choice(self._said(piece), order[0], order[1:MAX_CHOICES], other, piece.typed is not None)

    def _unknown(self) -> list[str]:
        """Return the words that nothing explains, neighbours together, as they were written."""
        runs: list[tuple[int, int]] = []
        for at, piece in enumerate(self.pieces):
            if piece.candidates or self.explained(at):
                continue
            if runs and runs[-1][1] == piece.start:
                runs[-1] = (runs[-1][0], piece.end)
            else:
                runs.append((piece.start, piece.end))
        return [self.text[self.tokens[start].start : self.tokens[end - 1].end] for start, end in runs]

    def _nowhere(self) -> list[str]:
        """Return a name that is not where the question says it is: "York, Pennsylvania" where only another York is known."""
        cue = any(piece.text in kind.cues for piece in self.pieces for kind in kinds() if not piece.candidates)
        for one, two in pairwise(self.pieces):
            between = self.text[self.tokens[one.end - 1].end : self.tokens[two.start].start]
            place = two.candidates and not two.demonym and two.candidates[-1].label == TERRITORY
            if cue and one.candidates and place and ("," in between or "(" in between):
                return [self.text[self.tokens[one.start].start : self.tokens[two.end - 1].end]]
        return []

    def explained(self, at: int) -> bool:
        """Whether the piece at a place is explained by a list of words, or by what stands beside it."""
        text = self.pieces[at].text
        roles = words().roles.get(text, frozenset())
        if roles & _GENERAL or any(text in kind.cues or text in kind.extra for kind in kinds()):
            return True
        if any(text == pair[0] for kind in kinds() for pair in kind.pairs):
            return True
        if roles & {"status", "theme", "form", "three", "number", "now"}:
            return True
        if ("lead" in roles and filters.themes(self.said, words())) or ("begun" in roles and self.when):
            return True
        # "Only contacts"; "twinned with Boston only" asks who has no other partner, which no query answers.
        if "only" in roles and (self._sort(at, 1) & {"form", "status"} or self._limits(at)):
            return True
        # "ou" is "where" at the beginning; between two levels, forms, statuses or themes it joins what is asked for.
        return "or" in roles and (at == 0 or bool(self._sort(at, -1) & self._sort(at, 1)))

    def _limits(self, at: int) -> bool:
        """Whether "only" opens what is asked for, and that is limited by two names: "Nantes: only partners outside Europe".

        "Twins that have only partners outside Europe" asks for those with no others, which no query answers.
        """
        start = self.tokens[self.pieces[at].start].start
        opens = at == 0 or any(
            mark in self.text[self.tokens[self.pieces[at - 1].end - 1].end : start] for mark in ":,;("
        )
        after = at + 1
        while after < len(self.pieces) and self.pieces[after].text in LINKS:
            after += 1
        follows = self.pieces[after].text if after < len(self.pieces) else ""
        links = any(follows in kind.cues for kind in kinds()) and not self.pieces[after].candidates
        return opens and links and len(self.names) > 1

    def _sort(self, at: int, step: int) -> frozenset[str]:
        """Return what the next telling word to one side narrows."""
        at += step
        while 0 <= at < len(self.pieces) and self.pieces[at].text in LINKS:
            at += step
        if not 0 <= at < len(self.pieces) or self.pieces[at].candidates:
            return frozenset()
        return words().roles.get(self.pieces[at].text, frozenset()) & {"levels", "form", "status", "theme"}

    def _fits(self, kind: Kind, scopes: int) -> bool:
        if kind.scopes != scopes:
            return False
        others = {piece.text for piece in self.pieces if not piece.candidates}
        if kind.cued(frozenset(others)) or filters.themes(self.said, words()) or self._form():
            return True
        if filters.statuses(self.said, words()):
            return True
        return kind.bare and all(text in _BARE or words().has(text, "levels") for text in others)

    def _joined(self, found: Sequence[Entity]) -> bool:
        """Whether two places are joined as a question about links between them joins them.

        "Partners of Nancy and Tours" asks for those of both: only "between", or two countries, makes a pair of "and".
        """
        others = [piece.text for piece in self.pieces if not piece.candidates]
        between = any(words().has(text, "between") for text in others)
        if any(scope.without and not scope.parts for scope in found):
            # "Apart from Bordeaux, who is …": all places but one stand at no end of a pair.
            return True
        if len(found) < 2:
            return not between or any(words().has(text, "abroad") for text in others)
        first, second = self.names
        gap = [piece.text for piece in self.pieces if first.end <= piece.start < second.start]
        comma = "," in self.text[self.tokens[first.end - 1].end : self.tokens[second.start].start]
        if self._nested(first, second) or (
            all(scope.label != TERRITORY for scope in found) and self.said & {"who", "qui", "whom"}
        ):
            return False
        joined = comma or any(words().has(text, "joins") for text in gap)
        if between or not joined:
            return True
        # "Twinnings with Ukraine and Poland" asks for those of both; "France and Japan", or names alone, for those between.
        alone = all(text in _BARE for text in others)
        home = any(scope.country == "FR" for scope in found)
        return found[0].country != found[1].country and (home or alone)

    def _nested(self, first: Piece, second: Piece) -> bool:
        """Whether links are asked for twice: "partners of Nancy that are partners of Tours"."""
        cues = {cue for kind in kinds() for cue in kind.cues}
        before = any(piece.text in cues for piece in self.pieces if piece.start < first.start and not piece.candidates)
        gap = {piece.text for piece in self.pieces if first.end <= piece.start < second.start}
        return before and bool(gap & cues) and any(text.split()[0] in _RELATIVE for text in gap)

    def _why(self, unknown: Sequence[str]) -> str:
        """Return `place` where the unknown looks like a name: a capital, or where a name would stand."""
        first = self.text.startswith(unknown[0])
        named = all(character.isalpha() or character in " -'’." for character in unknown[0])
        ordinary = fold(unknown[0]) in words().ordinary and unknown[0].islower()
        if len(unknown) > 1 or not named or ordinary or (first and unknown[0] != self.text.rstrip(" ?!.")):
            return "words"
        before = self.text[: self.text.index(unknown[0])].split()
        place = unknown[0][0].isupper() or (not self.names and bool(before) and fold(before[-1]) in _BEFORE_NAMES)
        return "place" if place else "words"

    def _said(self, piece: Piece) -> str:
        return self.text[self.tokens[piece.start].start : self.tokens[piece.end - 1].end]

    def _refused(self, reason: str, unknown: Sequence[str], found: Sequence[Entity]) -> Refused:
        return Refused(self.text, self.language, reason, tuple(unknown), tuple(found))
