"""All kinds of question but those for partners: which of `data/asks.toml` explains every word of a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ask import filters
from ask.choose import namesakes
from ask.dates import Period
from ask.filters import Filters, said
from ask.foreign import foreign_subject, from_abroad
from ask.gazetteer import TERRITORY, Entity, Gazetteer, place
from ask.kinds import Kind, Office, Verb, Words, asks, parts, words
from ask.prose import NUMBERS
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

_GENERAL: Final = frozenset(("small", "asking", "phrases", "levels", "between", "joins", "cited"))
_COUNTRY: Final = frozenset(("pays", "country", "countries", "par pays", "by country", "per country"))
_ROLES: Final = frozenset(
    "operateur operateurs operator operators intermediaire intermediaires intermediary proprietaire owner".split()
)
"""What an actor is to the one that follows "of": "Is AFD an operator of the state?"."""
_BY: Final = frozenset(("par", "by", "per"))
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
    yes: bool = False

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
        if found is None or not self._asked(kind, found) or self._unexplained(kind, found):
            return None
        return self._read(kind, found)

    def near(self) -> Iterator[tuple[Parsed, frozenset[str]]]:
        """Yield the question as each kind that it asks for, with the words that the kind does not explain."""
        for kind in asks():
            found = self._filters(kind)
            if found is not None and self._asked(kind, found):
                parsed = self._read(kind, found)
                if parsed:
                    yield parsed, self._unexplained(kind, found)

    def _read(self, kind: Kind, found: Filters) -> Parsed | None:
        """Return the question as one kind that it asks for, None where its names do not fit."""
        choices = self._choices(kind, found)
        if choices is None or not self._whole(kind, found, choices):
            return None
        if "measure" in kind.needs:
            said_ = self.said | self._beside(kind)
            figures = _figures(said_, choices[0].taken.id, choices[0].taken.governs, self.gazetteer, kind)
            if not figures:
                return None
            found = replace(found, figures=figures)
        abroad = any(words().has(text, "abroad") for text in self.said)
        if abroad and "ranked" in kind.needs and not found.countries and foreign_subject(self.pieces):
            turned = from_abroad(choices)
            if turned is None or found.hard:
                return None
            choices, abroad = turned, False
        elif abroad and "ranked" in kind.needs and not found.countries and not choices:
            # "Which city has the most foreign partners": the sources are about links of France.
            choices = (Choice("", place("FR")),)
        elif abroad and kind.partners and "abroad" not in kind.filters and foreign_subject(self.pieces):
            return None
        if "ranked" in kind.needs:
            choices = self._by_part(choices)
        form = filters.form(self.said, words()) if "form" in kind.filters else None
        return Parsed(self.text, self.language, kind, choices, abroad, form, self.day, found, self.yes)

    def _by_part(self, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """Return what "by region" ranks: the parts of France, by their links with the one place abroad that is named."""
        by_part = any(text.split()[0] in _BY and words().has(text, "levels") for text in self.said)
        away = [one for one in choices if one.taken.country != "FR"]
        if not by_part or len(away) != 1:
            return choices
        home = next((one for one in choices if one.taken.id == "FR"), Choice("", place("FR")))
        return replace(home, slot=0), replace(away[0], slot=1)

    def _whole(self, kind: Kind, found: Filters, choices: Sequence[Choice]) -> bool:
        """Whether all is there that makes it this kind, and nothing that makes it none: "were all present?"."""
        if ("both" in kind.needs and not self._paired()) or (self.yes and self.said & words().universal):
            return False
        if kind.name in ("peers", "compare") and self._shared_is_named():
            return False
        return "name" not in kind.one_of or bool(choices or found.period or found.themes or found.planned)

    def _shared_is_named(self) -> bool:
        """Whether what is shared is named: "who shares Bristol as a twin" asks who is twinned with Bristol."""
        return any(
            one.text in ("share", "shares", "partage", "partagent") and two.candidates
            for one, two in pairwise(self.pieces)
        )

    # --- does it ask this? --------------------------------------------------------------------------------------------

    def _asked(self, kind: Kind, found: Filters) -> bool:
        if found.office and "office" in kind.needs:
            return True
        if (found.verb and "verb" in kind.needs) or found.planned:
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

    def _paired(self) -> bool:
        """Whether "and" stands between the last two names: "both Armenia and Israel"."""
        names = self.names[-2:]
        gap = [piece.text for piece in self.pieces if names[0].end <= piece.start < names[-1].start]
        return len(names) > 1 and any(words().has(text, "joins") or text in ("as well as", "qu", "que") for text in gap)

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
        extreme = self._one_of(known.extremes) if "extreme" in takes else None
        service = self._service() if "service" in takes else ()
        if service and office and office.chair:
            return None  # who chairs a body runs none of its services
        missing = ("office" in kind.needs and office is None) or ("verb" in kind.needs and verb is None)
        if missing or ("event" in kind.needs and not events) or ("period" in kind.needs and period is None):
            return None
        if any(name in takes and self._unclear(table) for name, table in known.single.items()):
            return None
        if ("extreme" in kind.needs and extreme is None) or ("yes" in kind.needs and not self.yes):
            return None
        return Filters(
            statuses=filters.statuses(self.said, vocabulary) if "status" in takes else (),
            forms=several if "form" in takes and len(several := filters.forms(self.said, vocabulary)) > 1 else (),
            ongoing=any(vocabulary.has(text, "now") for text in self.said),
            extreme=extreme,
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
            planned="planned" in takes and bool(self.said & known.planned),
            events=events,
            event_kind=self._one_of(known.event_kinds) if takes & {"event_kind", "event"} else None,
            organisation_kind=self._one_of(known.organisation_kinds) if "organisation_kind" in takes else None,
            subject=self._subject() if "subject" in takes else service,
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
        if any(
            one.text in _ROLES
            and two.text in ("of", "de", "d", "du", "des", "for", "pour")
            and one.start > self.names[0].start
            for one, two in pairwise(self.pieces)
            if self.names
        ):
            return not verb.both
        folded = [token.folded for token in self.left]
        text = f" {' '.join(folded)} "
        return any(f" {word} " in text for word in parts().forward) and not verb.both

    def _events(self) -> tuple[EventName, ...]:
        """Return the events that the question names, or that lie on the day or in the period that it names."""
        ids = {one.id for piece in self.names for one in piece.candidates}
        titled = [self.gazetteer.titles[text] for text in self.said if text in self.gazetteer.titles]
        if titled:
            # "The brainstorming of December": a word that only titles of events have names these.
            meant = frozenset.intersection(*titled)
            known = (event for event in self.gazetteer.events if event.id in meant)
            return tuple(event for event in known if self.period is None or self.period.holds(event.date))
        named = tuple(event for event in self.gazetteer.events if event.id in ids)
        if named and not self.period:
            return named
        if self.period is None:
            # "At the meetings of the country group": all that the sources know.
            who = self.said & {"qui", "who", "whom"}
            plural = {text for text in self.said if text.endswith("s")} & set(parts().event_kinds)
            kinds = {parts().event_kinds[text] for text in plural} if who else set()
            return tuple(event for event in self.gazetteer.events if event.kind in kinds)
        period = self.period
        return tuple(event for event in named or self.gazetteer.events if period.holds(event.date))

    def _presence(self) -> str:
        return "excused" if any(text.startswith(_EXCUSED) or " excus" in text for text in self.said) else "present"

    def _one_of(self, table: Mapping[str, str]) -> str | None:
        found = {value for phrase, value in table.items() if phrase in self.said}
        return found.pop() if len(found) == 1 else None

    def _unclear(self, table: Mapping[str, str]) -> bool:
        """Whether a question names several of what can be one only: "meetings and congresses"."""
        return len({value for phrase, value in table.items() if phrase in self.said}) > 1

    def _subject(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(w for text in sorted(self.said) for w in parts().subjects.get(text, ())))

    def _service(self) -> tuple[str, ...]:
        text = f" {' '.join(token.folded for token in self.left)} "
        found = (listed for phrase, listed in parts().services.items() if f" {phrase} " in text)
        return tuple(dict.fromkeys(phrase for listed in found for phrase in listed))

    def _top(self) -> int | None:
        counts = [count for text in self.said if (count := _count(text))]
        return min(counts[0], MAX_TOP) if len(counts) == 1 else None

    # --- is every word explained? --------------------------------------------------------------------------------------

    def _unexplained(self, kind: Kind, found: Filters) -> frozenset[str]:
        own = kind.cues | kind.extra | kind.after | kind.before | {word for pair in kind.pairs for word in pair}
        if found.office:
            own |= found.office.words
        if found.verb:
            own |= {part for word in found.verb.words for part in word.split("+")}
        vocabulary, known, takes = words(), parts(), kind.filters | kind.needs
        own |= set(known.event_kinds) if found.event_kind or "event" in takes else set()
        own |= self.gazetteer.titles.keys() if "event" in takes else set()
        own |= set(known.organisation_kinds) if found.organisation_kind else set()
        own |= set(known.subjects) if found.subject else set()
        own |= {word for phrase in found.subject for word in (phrase, *phrase.split())} if "service" in takes else set()
        own |= set(vocabulary.themes) if found.themes else set()
        own |= set(vocabulary.statuses) if found.statuses else set()
        own |= set(known.extremes) if found.extreme else set()
        own |= known.planned if found.planned else set()
        own |= _COUNTRY if "ranked" in takes else set()
        unused = frozenset() if "level" in takes else filters.unused_levels(self.pieces, vocabulary)
        return frozenset(
            text
            for text in self.said
            if text not in own and (text in unused or not self._general(text, found, vocabulary, kind))
        )

    def _general(self, text: str, found: Filters, vocabulary: Words, kind: Kind) -> bool:
        roles = vocabulary.roles.get(text, frozenset())
        if "or" in roles:
            return self.pieces[0].text == text
        explained = (
            bool(roles & _GENERAL or "now" in roles),
            "lead" in roles and bool(found.themes),
            "abroad" in roles and (kind.partners or "abroad" in kind.filters),
            found.top is not None and _count(text) is not None,
            "form" in roles and "form" in kind.filters,
            "number" in roles and (bool(kind.needs & {"ranked", "event"}) or kind.query == "compare"),
            "measure" in kind.needs,
        )
        return any(explained)

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
            if taken[0].area and not kind.areas:
                return None
            other: tuple[Entity, ...] = ()
            if not piece.type and taken[0].label == "Collectivity":
                other = namesakes(taken[0], piece, self.gazetteer)
            start, end = self.left[piece.start].start, self.left[piece.end - 1].end
            typed = self.text[start:end]
            choices.append(Choice(typed, taken[0], taken[1:MAX_CHOICES], other, piece.typed is not None, slot))
        return tuple(choices)

    def _beside(self, kind: Kind) -> frozenset[str]:
        """Return the names of the territories that a kind does not take as its own: "French cities", of those counted."""
        return frozenset(
            fold(name)
            for piece in self.names
            if self._ignored(piece, kind)
            for name in (piece.candidates[0].fr, piece.candidates[0].en)[:1]
        )

    def _ignored(self, piece: Piece, kind: Kind) -> bool:
        """Whether a name only says where all of this kind lies: "the French section of", where another name is left."""
        if not kind.ignores or len(self.names) < 2 or not piece.demonym:
            return False
        return any(one.label == TERRITORY and one.id in kind.ignores for one in piece.candidates)


def _count(text: str) -> int | None:
    """Return the number that a word is: 3, three, trois; None where it is none, or one."""
    if text.isascii() and text.isdigit() and len(text) < 4:
        return int(text)
    return next((at for spelt in NUMBERS.values() for at, word in enumerate(spelt) if at > 1 and word == text), None)


def _figures(
    found: frozenset[str], subject: str, governs: str | None, gazetteer: Gazetteer, kind: Kind
) -> tuple[FigureName, ...]:
    """Return the figures about a subject that the words of a question ask for: those whose words hold them all.

    Of several measures the one with the fewest other words is meant: "members", before "members that are cities".
    """
    known = [*gazetteer.figures.get(subject, ()), *gazetteer.figures.get(governs or "", ())]
    vocabulary = words()
    asked = {
        _stem(parts().counted.get(word, word))
        for text in found
        if text not in kind.cues
        and text not in kind.extra
        and not vocabulary.roles.get(text, frozenset()) & {"small", "asking", "phrases"}
        for word in text.split()
        if not vocabulary.has(word, "small")
    }
    if not asked:
        return tuple(known) if found & _FIGURES_ALL else ()
    levels = {_stem(word) for word in vocabulary.levels}
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
