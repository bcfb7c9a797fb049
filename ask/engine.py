"""A question in, an answer out: understand it, run its query, say it in one sentence with sources.

asker = Asker.of(graph)                 # holds the names; keep it for as long as the graph's revision stays
asker.ask("Qui coopère avec le Texas ?")
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product
from types import MappingProxyType
from typing import Any, Final

from ask import sentence
from ask.dates import checked_day
from ask.examples import examples_of, templates
from ask.gazetteer import TERRITORY, Entity, Gazetteer, place
from ask.kinds import Kind
from ask.parse import Choice, Parsed, Refused, parse
from ask.prose import sentence_case, the
from ask.sentence import SPEECH, Question
from graph import read
from graph.asof import partnership_as_of
from graph.db import Graph
from graph.errors import NotUnderstoodError
from graph.places import contains
from graph.views import Answer, Partnership, Segment, Understood, coverage
from graph.vocabulary import Language, ReviewKind

MAX_READINGS: Final = 6
"""How many readings of an ambiguous question are tried for one that the sources say something about."""

NEAREST: Final = 3
"""How many questions are offered instead of one that is not understood."""

_FEW: Final = 10
_NOTES: Final = 3
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
    """What a reading of the question brought: links of today, those of the day asked for, of these those of the form."""

    parsed: Parsed
    today: tuple[Partnership, ...]
    then: tuple[Partnership, ...]
    value: tuple[Partnership, ...]


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers questions about one graph, whose names it holds as they were when it was made."""

    graph: Graph
    gazetteer: Gazetteer
    shown: dict[Language, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Examples already worked out, by language."""

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
            notes.extend(self._nearest_fact(parsed.kind, asked, found.then))
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
        then = today
        if parsed.as_of:
            then = tuple(item for one in today if (item := partnership_as_of(one, parsed.as_of)))
        then = sentence.in_order(asked, then)
        value = tuple(item for item in then if parsed.form in (None, item.form))
        return Found(parsed, today, then, value)

    def _nearest_fact(self, kind: Kind, asked: Question, then: Sequence[Partnership]) -> list[str]:
        """Say what there is of another form, or with the whole country where nothing is found with a part of it."""
        wider = asked._replace(form=None)
        found = tuple(then)
        *before, last = asked.scopes
        country = last.country
        if not found and country not in (None, last.id, *(scope.country for scope in before)):
            wider = wider._replace(scopes=(*before, place(country or "")), as_of=None)
            found = QUERIES[kind.query](self.graph, wider.scopes) if country != "FR" else ()
        if not found:
            return []
        segments = SENTENCES[kind.sentence](wider, sentence.in_order(wider, found))
        return [SPEECH[asked.language].nearest("".join(segment.text for segment in segments))]

    def _left_open(self, parsed: Parsed, found: Sequence[Partnership]) -> list[str]:
        """Return what the documents leave open about the partnerships found; about what was asked where there is none.

        An open question belongs to a partnership that it names by two of its parties, or by nothing else than them.
        """
        bodies = [{party.id for party in item.parties} for item in found]
        if not found:
            bodies = [{scope.id} for scope in parsed.scopes if scope.label != TERRITORY]
        if not bodies or len(bodies) > _FEW:
            return []
        asked = {scope.id for scope in parsed.scopes} if found else set()
        known = read.review_about(self.graph, sorted(set().union(*bodies)))
        fits = [
            open_.question.in_(parsed.language)
            for open_ in known
            if open_.kind != ReviewKind.SLIP
            and any(len(open_.about & body) > 1 or open_.about <= body - asked for body in bodies)
        ]
        return fits[:_NOTES]

    def _not_understood(self, refused: Refused) -> NotUnderstoodError:
        message = SPEECH[refused.language].refused(refused.reason, refused.unknown)
        nearest = self._with_day(refused)
        for text, scopes in templates(refused.found, refused.language):
            if self.works(text, refused.language, scopes):
                nearest.append(text)
        if len(nearest) < NEAREST:
            nearest.extend(examples(self, refused.language))
        return NotUnderstoodError(message, unknown=refused.unknown, nearest=tuple(dict.fromkeys(nearest))[:NEAREST])

    def _with_day(self, refused: Refused) -> list[str]:
        """Offer "as of" where the question says "in 2019", if that makes it one that is understood."""
        for year in refused.unknown:
            day = f"au 31 décembre {year}" if refused.language == "fr" else f"as of {year}"
            asked = refused.text.replace(f"en {year}", day).replace(f"in {year}", day)
            if asked != refused.text and isinstance(parse(asked, self.gazetteer, refused.language), Parsed):
                return [asked]
        return []


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
    if language not in asker.shown:
        sample = read.partnerships(asker.graph, "FR", limit=300)
        asker.shown[language] = examples_of(sample, language, asker.gazetteer, asker.works)
    return asker.shown[language]


def _question(parsed: Parsed) -> Question:
    return Question(parsed.scopes, parsed.language, parsed.abroad, parsed.form, parsed.as_of)


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
    if parsed.form:
        parameters["form"] = parsed.form
    if parsed.as_of:
        parameters["as_of"] = parsed.as_of
    text = SPEECH[parsed.language].understood(
        parsed.kind.name, parsed.scopes, away=parsed.abroad, twinned=parsed.form is not None, as_of=parsed.as_of
    )
    return Understood(intent=parsed.kind.name, parameters=parameters, text=text)


def _name_notes(parsed: Parsed, gazetteer: Gazetteer) -> list[str]:
    speech = SPEECH[parsed.language]
    notes = []
    for choice in parsed.choices:
        others = [speech.described(one) for one in choice.others if _worth_telling(one, choice, gazetteer)]
        if others or choice.corrected:
            taken = speech.described(choice.taken)
            notes.append(speech.taken(choice.typed, taken, others, corrected=choice.corrected))
        notes.extend(speech.namesake(sentence_case(the(one, parsed.language))) for one in choice.namesakes)
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
    others = len(found.then) - len(found.value)
    if found.value and others:
        notes.append(speech.other_forms(others))
    if asked.as_of:
        kept = {item.id for item in found.then}
        left = [item for item in found.today if item.id not in kept]
        undated = sum(all(said.stated_on is None for said in item.history) for item in left)
        notes += [speech.undated(undated)] if undated else []
        notes += [speech.later(len(left) - undated)] if len(left) > undated else []
    return notes
