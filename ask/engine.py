"""A question in, an answer out: understand it, run its query, say it in one sentence with sources.

asker = Asker.of(graph)                 # holds the names; keep it for as long as the graph's revision stays
asker.ask("Qui coopère avec le Texas ?")
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from types import MappingProxyType
from typing import Any, Final

from ask import sentence
from ask.dates import checked_day
from ask.examples import examples_of, templates
from ask.gazetteer import TERRITORY, Entity, Gazetteer, place
from ask.kinds import Kind
from ask.parse import Choice, Parsed, Refused, parse
from ask.sentence import SPEECH, Question
from graph import read
from graph.asof import partnership_as_of
from graph.db import Graph
from graph.errors import NotUnderstoodError
from graph.places import contains
from graph.views import Answer, Partnership, Segment, Understood, coverage
from graph.vocabulary import Language

MAX_READINGS: Final = 6
"""How many readings of an ambiguous question are tried for one that the sources say something about."""

NEAREST: Final = 3
"""How many questions are offered instead of one that is not understood."""

_FEW: Final = 10
_NOTES: Final = 4
_TOLD_APART: Final = ("US", "CA")

Query = Callable[[Graph, Sequence[Entity]], tuple[Partnership, ...]]
Sentence = Callable[[Question, Sequence[Partnership]], tuple[Segment, ...]]


def _partnerships(graph: Graph, scopes: Sequence[Entity]) -> tuple[Partnership, ...]:
    return read.partnerships(graph, *(scope.id for scope in scopes))


QUERIES: Final[Mapping[str, Query]] = MappingProxyType({"partnerships": _partnerships})
"""What `query` of a kind names."""

SENTENCES: Final[Mapping[str, Sentence]] = MappingProxyType({"partnerships": sentence.partnerships})
"""What `sentence` of a kind names."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a reading of the question brought: today's partnerships, and those of the day asked for."""

    parsed: Parsed
    today: tuple[Partnership, ...]
    value: tuple[Partnership, ...]


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers questions about one graph, whose names it holds as they were when it was made."""

    graph: Graph
    gazetteer: Gazetteer

    @classmethod
    def of(cls, graph: Graph) -> Asker:
        """Read the names of a graph.

        Raises:
            GraphUnavailableError: the database does not answer.
        """
        return cls(graph, Gazetteer.of(read.names(graph)))

    def ask(self, question: str, language: Language | None = None, as_of: str | None = None) -> Answer:
        """Answer a question.

        Args:
            question: at most 300 characters of French or English.
            language: that of the answer; without it, that of the question.
            as_of: the day to answer for, an ISO date of known precision; a day in the question goes before it.

        Raises:
            NotUnderstoodError: no kind of question fits; it names the words and questions that would be understood.
            InputError: empty, too long, with control characters, or a day that is none.
            GraphUnavailableError: the database does not answer.
        """
        day = checked_day(as_of) if as_of else None
        parsed = parse(question, self.gazetteer, language)
        if isinstance(parsed, Refused):
            raise self._not_understood(parsed)
        found = self._search(replace(parsed, as_of=parsed.as_of or day))
        parsed = found.parsed
        asked = _question(parsed)
        segments = SENTENCES[parsed.kind.sentence](asked, found.value)
        searched = read.sources_searched(self.graph)
        rests_on = coverage((ref for item in found.value for ref in item.sources), searched)
        notes = [*_name_notes(parsed, self.gazetteer), *_count_notes(asked, found)]
        if not found.value:
            notes.append(SPEECH[parsed.language].searched(rests_on.searched, rests_on.searched_newest))
            notes.extend(self._nearest_fact(parsed.kind, asked))
        notes.extend(self._left_open(parsed, found.value))
        return Answer(
            question=parsed.text,
            language=parsed.language,
            understood=_understood(parsed),
            answer="".join(segment.text for segment in segments),
            sentence=segments,
            notes=tuple(dict.fromkeys(notes)),
            value=found.value,
            coverage=rests_on,
        )

    def works(self, question: str, language: Language, scopes: Sequence[Entity]) -> bool:
        """Whether a question is understood as about these scopes, and the sources say something about them."""
        parsed = parse(question, self.gazetteer, language)
        if isinstance(parsed, Refused) or parsed.scopes != tuple(scopes):
            return False
        return bool(read.partnerships(self.graph, *(scope.id for scope in scopes), limit=1))

    def _search(self, parsed: Parsed) -> Found:
        """Take the first reading of ambiguous names that sources say something about, else the likeliest."""
        first: Found | None = None
        readings = product(*([choice.taken, *choice.others] for choice in parsed.choices))
        for scopes in islice(readings, MAX_READINGS):
            found = self._run(_read_as(parsed, scopes))
            first = first or found
            if found.value:
                return found
        assert first is not None, "every question has a reading"
        return first

    def _run(self, parsed: Parsed) -> Found:
        asked = _question(parsed)
        today = QUERIES[parsed.kind.query](self.graph, asked.scopes)
        if parsed.abroad:
            today = sentence.foreign(asked, today)
        known = today
        if parsed.as_of:
            known = tuple(then for item in today if (then := partnership_as_of(item, parsed.as_of)))
        return Found(parsed, today, sentence.in_order(asked, known))

    def _nearest_fact(self, kind: Kind, asked: Question) -> list[str]:
        """Say what there is with the whole country, where nothing is found with a part of it."""
        if len(asked.scopes) < 2:
            return []
        first, second = asked.scopes
        country = second.country
        if country in (None, second.id, first.country):
            return []
        wider = asked._replace(scopes=(first, place(country or "")), as_of=None)
        found = QUERIES[kind.query](self.graph, wider.scopes)
        if not found:
            return []
        segments = SENTENCES[kind.sentence](wider, sentence.in_order(wider, found))
        return [SPEECH[asked.language].nearest("".join(segment.text for segment in segments))]

    def _left_open(self, parsed: Parsed, found: Sequence[Partnership]) -> list[str]:
        ids = [scope.id for scope in parsed.scopes if scope.label != TERRITORY]
        if len(found) <= _FEW:
            ids += [item.id for item in found] + [party.id for item in found for party in item.parties]
        open_ = read.review_about(self.graph, list(dict.fromkeys(ids)), parsed.language) if ids else ()
        return list(open_[:_NOTES])

    def _not_understood(self, refused: Refused) -> NotUnderstoodError:
        message = SPEECH[refused.language].refused(refused.reason, refused.unknown)
        tried = list(templates(refused.found, refused.language))
        nearest = [text for text, scopes in tried if self.works(text, refused.language, scopes)][:NEAREST]
        if len(nearest) < NEAREST:
            nearest += [text for text in examples(self, refused.language) if text not in nearest]
        return NotUnderstoodError(message, unknown=refused.unknown, nearest=tuple(nearest[:NEAREST]))


def ask(graph: Graph, question: str, language: Language | None = None, as_of: str | None = None) -> Answer:
    """Answer one question about a graph; for several, make an `Asker` once.

    Raises:
        NotUnderstoodError: no kind of question fits; it names the words and questions that would be understood.
        InputError: empty, too long, with control characters, or a day that is none.
        GraphUnavailableError: the database does not answer.
    """
    return Asker.of(graph).ask(question, language, as_of)


def examples(asker: Asker, language: Language) -> tuple[str, ...]:
    """Return up to four questions that the loaded sources answer; fewer only where they hold very little."""
    return examples_of(read.partnerships(asker.graph, "FR", limit=300), language, asker.gazetteer, asker.works)


def _question(parsed: Parsed) -> Question:
    return Question(parsed.scopes, parsed.language, parsed.abroad, parsed.as_of)


def _read_as(parsed: Parsed, scopes: Sequence[Entity]) -> Parsed:
    """Return the question with each name taken for one of what it may mean; French places stay first."""
    choices = []
    for choice, scope in zip(parsed.choices, scopes, strict=True):
        others = tuple(one for one in (choice.taken, *choice.others) if one != scope)
        choices.append(replace(choice, taken=scope, others=others))
    return replace(parsed, choices=tuple(sorted(choices, key=lambda choice: choice.taken.country != "FR")))


def _understood(parsed: Parsed) -> Understood:
    parameters: dict[str, Any] = {letter: scope.id for letter, scope in zip("ab", parsed.scopes, strict=False)}
    if parsed.abroad:
        parameters["abroad"] = True
    if parsed.as_of:
        parameters["as_of"] = parsed.as_of
    text = SPEECH[parsed.language].understood(parsed.kind.name, parsed.scopes, away=parsed.abroad, as_of=parsed.as_of)
    return Understood(intent=parsed.kind.name, parameters=parameters, text=text)


def _name_notes(parsed: Parsed, gazetteer: Gazetteer) -> list[str]:
    speech = SPEECH[parsed.language]
    notes = []
    for choice in parsed.choices:
        others = [speech.described(one) for one in choice.others if _worth_telling(one, choice, gazetteer)]
        if others or choice.corrected:
            taken = speech.described(choice.taken)
            notes.append(speech.taken(choice.typed, taken, others, corrected=choice.corrected))
        notes.extend(speech.namesake(speech.described(one)) for one in choice.namesakes)
    return notes


def _worth_telling(other: Entity, choice: Choice, gazetteer: Gazetteer) -> bool:
    """Whether a reader could have meant it: not a province around its own capital, not a place without any data."""
    taken = choice.taken
    if other.governs == taken.id or (
        not gazetteer.present.get(other.id) and other.label == TERRITORY and "-" in other.id
    ):
        return False
    around = other.label == TERRITORY and taken.territory is not None and contains(other.id, taken.territory)
    return not around or taken.governs == other.id or other.country in _TOLD_APART


def _count_notes(asked: Question, found: Found) -> list[str]:
    speech = SPEECH[asked.language]
    notes = []
    if found.value and len(asked.scopes) == 1 and asked.scopes[0].label == TERRITORY:
        inner = sentence.internal(asked.scopes[0], found.value)
        if 0 < inner < len(found.value):
            notes.append(speech.internal(inner, asked.scopes[0]))
    if asked.as_of:
        kept = {item.id for item in found.value}
        left = [item for item in found.today if item.id not in kept]
        undated = sum(all(said.stated_on is None for said in item.history) for item in left)
        notes += [speech.undated(undated)] if undated else []
        notes += [speech.later(len(left) - undated)] if len(left) > undated else []
    return notes
