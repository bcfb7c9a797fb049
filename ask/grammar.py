"""All kinds of question but those for partners: which of `data/asks.toml` explains every word of a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ask import filters
from ask.choose import namesakes
from ask.dates import Period
from ask.filters import Filters, said
from ask.gazetteer import TERRITORY, Entity, Gazetteer
from ask.kinds import Kind, Office, Verb, Words, asks, parts, words
from ask.reading import Choice, Parsed
from ask.slots import Rank, filled
from ask.spans import Piece
from ask.text import Token
from graph.ids import fold
from graph.read.askable import EventName, FigureName
from graph.vocabulary import Language

MAX_CHOICES: Final = 4
"""How many things of one name are considered."""

MAX_TOP: Final = 100

_GENERAL: Final = frozenset(("small", "asking", "phrases", "levels", "between", "joins", "abroad"))
_COUNTRY: Final = frozenset(("pays", "country", "countries"))
_EXCUSED: Final = ("excus", "absent", "apolog")
_FIGURES_ALL: Final = frozenset(("chiffre", "chiffres", "quels chiffres", "figure", "figures"))


@dataclass(frozen=True, slots=True)
class Grammar:
    """One question against all kinds; `left` are its tokens without days and periods, `day` one asked for with "as of"."""

    text: str
    language: Language
    left: Sequence[Token]
    pieces: Sequence[Piece]
    period: Period | None
    day: str | None
    gazetteer: Gazetteer
    rank: Rank

    @property
    def said(self) -> frozenset[str]:
        """The words and phrases that are no names."""
        return said(self.pieces)

    @property
    def names(self) -> tuple[Piece, ...]:
        """The names."""
        return tuple(piece for piece in self.pieces if piece.candidates)

    def found(self) -> Iterator[Parsed]:
        """Yield the question as each kind that explains all of it, in the order of the kinds."""
        fit: set[str] = set()
        for kind in asks():
            parsed = None if kind.unless & fit else self._as(kind)
            if parsed:
                fit.add(kind.name)
                yield parsed

    def _as(self, kind: Kind) -> Parsed | None:
        found = self._filters(kind)
        if found is None or not self._asked(kind, found) or not self._explained(kind, found):
            return None
        choices = self._choices(kind, found)
        if choices is None:
            return None
        if "measure" in kind.needs:
            figures = _figures(self.said, choices[0].taken.id, choices[0].taken.governs, self.gazetteer, kind)
            if not figures:
                return None
            found = replace(found, figures=figures)
        if "name" in kind.one_of and not (choices or found.period or found.themes):
            return None
        abroad = any(words().has(text, "abroad") for text in self.said)
        form = filters.form(self.said, words()) if "form" in kind.filters else None
        return Parsed(self.text, self.language, kind, choices, abroad, form, self.day, found)

    # --- does it ask this? --------------------------------------------------------------------------------------------

    def _asked(self, kind: Kind, found: Filters) -> bool:
        if found.office and "office" in kind.needs:
            return True
        if found.verb and "verb" in kind.needs:
            return True
        if kind.cued(self.said) or self._placed(kind.after, after=True) or self._placed(kind.before, after=False):
            return True
        return kind.bare and bool(self.names) and all(words().has(text, "small") for text in self.said)

    def _placed(self, cues: frozenset[str], *, after: bool) -> bool:
        """Whether one of these cues stands before the first name (which is then after it), or after it."""
        if not cues or not self.names:
            return False
        first = self.names[0].start
        return any(
            piece.text in cues and (piece.start < first) == after for piece in self.pieces if not piece.candidates
        )

    # --- what narrows it ----------------------------------------------------------------------------------------------

    def _filters(self, kind: Kind) -> Filters | None:
        """Return what the kind needs and takes; None where something that it needs is missing."""
        known, vocabulary, takes = parts(), words(), kind.filters | kind.needs
        period = self.period if takes & {"period", "event"} else None
        if (self.period and period is None) or (self.day and not kind.partners):
            return None
        office = self._office() if "office" in takes else None
        verb = self._verb() if "verb" in takes else None
        events = self._events() if "event" in takes else ()
        missing = ("office" in kind.needs and office is None) or ("verb" in kind.needs and verb is None)
        if missing or ("event" in kind.needs and not events) or ("period" in kind.needs and period is None):
            return None
        return Filters(
            status=filters.status(self.said, vocabulary) if "status" in takes else None,
            themes=filters.themes(self.said, vocabulary) if "theme" in takes else (),
            levels=filters.levels(self.pieces, vocabulary) if "level" in takes else (),
            period=period,
            number=any(vocabulary.has(text, "number") for text in self.said),
            top=self._top() if "top" in takes else None,
            countries=bool(self.said & _COUNTRY),
            office=office,
            verb=verb,
            forward=verb is not None and self._forward(verb),
            presence=self._presence() if "presence" in takes else None,
            events=events,
            event_kind=self._one_of(known.event_kinds) if takes & {"event_kind", "event"} else None,
            organisation_kind=self._one_of(known.organisation_kinds) if "organisation_kind" in takes else None,
            subject=self._subject() if "subject" in takes else (),
        )

    def _office(self) -> Office | None:
        found = [office for office in parts().offices if office.words & self.said]
        # "Adjoint au maire" names both words, and is the deputy.
        deputy = next((office for office in found if office.id == "deputy-mayor"), None)
        return deputy or (found[0] if found else None)

    def _verb(self) -> Verb | None:
        found = [verb for verb in parts().verbs if verb.said(self.said)]
        return found[0] if found else None

    def _forward(self, verb: Verb) -> bool:
        if verb.forward:
            return True
        folded = [token.folded for token in self.left]
        text = f" {' '.join(folded)} "
        return any(f" {word} " in text for word in parts().forward) and not verb.both

    def _events(self) -> tuple[EventName, ...]:
        """Return the events that the question names, or that lie on the day or in the period that it names."""
        ids = {one.id for piece in self.names for one in piece.candidates}
        named = tuple(event for event in self.gazetteer.events if event.id in ids)
        if named and not self.period:
            return named
        if self.period is None:
            return ()
        period = self.period
        return tuple(event for event in named or self.gazetteer.events if period.holds(event.date))

    def _presence(self) -> str:
        return "excused" if any(text.startswith(_EXCUSED) or " excus" in text for text in self.said) else "present"

    def _one_of(self, table: Mapping[str, str]) -> str | None:
        found = {value for phrase, value in table.items() if phrase in self.said}
        return found.pop() if len(found) == 1 else None

    def _subject(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(w for text in sorted(self.said) for w in parts().subjects.get(text, ())))

    def _top(self) -> int | None:
        digits = [int(text) for text in self.said if text.isascii() and text.isdigit() and len(text) < 4]
        return min(digits[0], MAX_TOP) if digits and digits[0] else None

    # --- is every word explained? --------------------------------------------------------------------------------------

    def _explained(self, kind: Kind, found: Filters) -> bool:
        own = kind.cues | kind.extra | kind.after | kind.before | {word for pair in kind.pairs for word in pair}
        if found.office:
            own |= found.office.words
        if found.verb:
            own |= {part for word in found.verb.words for part in word.split("+")}
        vocabulary, known, takes = words(), parts(), kind.filters | kind.needs
        own |= set(known.event_kinds) if found.event_kind or "event" in takes else set()
        own |= set(known.organisation_kinds) if found.organisation_kind else set()
        own |= set(known.subjects) if found.subject else set()
        own |= set(vocabulary.themes) if found.themes else set()
        own |= set(vocabulary.statuses) if found.status else set()
        own |= _COUNTRY if "ranked" in takes else set()
        return all(text in own or self._general(text, found, vocabulary, kind) for text in self.said)

    def _general(self, text: str, found: Filters, vocabulary: Words, kind: Kind) -> bool:
        roles = vocabulary.roles.get(text, frozenset())
        if roles & _GENERAL or (found.themes and "lead" in roles):
            return True
        if "or" in roles:
            return self.pieces[0].text == text
        if found.top is not None and text == str(found.top):
            return True
        if "form" in roles and "form" in kind.filters:
            return True
        if "number" in roles and "ranked" in kind.needs:
            return True
        return "measure" in kind.needs

    # --- names ----------------------------------------------------------------------------------------------------------

    def _choices(self, kind: Kind, found: Filters) -> tuple[Choice, ...] | None:
        named = [piece for piece in self.names if not self._ignored(piece, kind)]
        if found.events and "event" in kind.needs:
            named = [piece for piece in named if not any(one.label == "Event" for one in piece.candidates)]
        given = filled(kind.slots, named, self.gazetteer, self.rank)
        if given is None:
            return None
        choices = []
        for slot, piece, taken in sorted(given, key=lambda one: one[0]):
            if found.verb and found.verb.both and taken[0].label != "Network":
                return None
            other: tuple[Entity, ...] = ()
            if not piece.type and taken[0].label == "Collectivity":
                other = namesakes(taken[0], piece, self.gazetteer)
            start, end = self.left[piece.start].start, self.left[piece.end - 1].end
            typed = self.text[start:end]
            choices.append(Choice(typed, taken[0], taken[1:MAX_CHOICES], other, piece.typed is not None, slot))
        return tuple(choices)

    def _ignored(self, piece: Piece, kind: Kind) -> bool:
        """Whether a name only says where all of this kind lies: "the French section of", where another name is left."""
        if not kind.ignores or len(self.names) < 2 or not piece.demonym:
            return False
        return any(one.label == TERRITORY and one.id in kind.ignores for one in piece.candidates)


def _figures(
    found: frozenset[str], subject: str, governs: str | None, gazetteer: Gazetteer, kind: Kind
) -> tuple[FigureName, ...]:
    """Return the figures about a subject that the words of a question ask for: those whose words hold them all.

    Of several measures the one with the fewest other words is meant: "members", before "members that are cities".
    """
    known = [*gazetteer.figures.get(subject, ()), *gazetteer.figures.get(governs or "", ())]
    vocabulary = words()
    asked = {
        _stem(word)
        for text in found
        if text not in kind.cues
        and text not in kind.extra
        and not vocabulary.roles.get(text, frozenset()) & {"small", "asking", "phrases"}
        for word in text.split()
    }
    if not asked:
        return tuple(known) if found & _FIGURES_ALL else ()
    levels = {_stem(word) for word in vocabulary.levels} | {"abroad", "etranger", "international", "internationalement"}
    must = asked - levels or asked
    fits = [(figure, told) for figure in known if must <= (told := _told(figure))]
    if not fits:
        return ()
    closest = max(len(asked & told) for _, told in fits)
    fits = [(figure, told) for figure, told in fits if len(asked & told) == closest]
    measure = min(fits, key=lambda fit: (fit[0].measure.count("-"), len(fit[1]), fit[0].id))[0].measure
    return tuple(figure for figure, _ in fits if figure.measure == measure)


def _told(figure: FigureName) -> frozenset[str]:
    text = fold(f"{figure.labels.fr} {figure.labels.en} {figure.unit} {figure.measure}")
    return frozenset(_stem(word) for word in text.split())


def _stem(word: str) -> str:
    return word.rstrip("s") if len(word) > 3 else word
