"""A question in, an answer out: understand it, run its query, say it in one sentence with sources.

asker = Asker.of(graph)                 # holds the names; keep it for as long as the graph's revision stays
asker.ask("Qui coopère avec le Texas ?")
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any, Final

from ask import answering, beyond, partners
from ask.dates import checked_day
from ask.examples import about, examples_of, templates
from ask.gazetteer import Entity, Gazetteer
from ask.kinds import asks, words
from ask.named.base import Context
from ask.nearest import Near, nearest
from ask.parse import Parsed, Refused, parse
from ask.sentence import SPEECH
from graph import read
from graph.db import Graph
from graph.errors import NotUnderstoodError
from graph.ids import fold
from graph.lists.answer import Asked, listed
from graph.lists.catalogue import LISTS
from graph.read.askable import askable
from graph.views.answers import Answer, Segment, Table, Understood
from graph.views.base import SourceRef, coverage
from graph.views.partnerships import Partnership
from graph.views.sources import Source
from graph.vocabulary import Language

NEAREST: Final = 3
"""How many questions are offered instead of one that is not understood."""

TRIED: Final = 8
"""How many readings of it that leave words out are tried."""

PARSES: Final = 500
"""How many questions are kept as they were understood."""

SAMPLE: Final = 300
"""Links that examples are made from, at most."""

_OTHERS: Final = frozenset(kind.name for kind in asks())


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers questions about one graph, whose names it holds as they were when it was made."""

    graph: Graph
    gazetteer: Gazetteer
    shown: dict[Language, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Examples already worked out, by language."""
    held: dict[str, tuple[Any, ...]] = field(default_factory=dict, compare=False, repr=False)
    """All partnerships, and id and date of all sources, once they were needed."""
    parses: dict[tuple[str, Language | None], Parsed | Refused] = field(default_factory=dict, compare=False, repr=False)
    """How questions of late were understood: what is offered with an answer is often asked next."""

    @classmethod
    def of(cls, graph: Graph) -> Asker:
        """Read the names of a graph.

        Raises:
            GraphUnavailableError: the database does not answer.
        """
        return cls(graph, Gazetteer.of(read.names(graph), askable(graph)))

    @property
    def context(self) -> Context:
        """What named queries work with."""
        return Context(self.graph, self.gazetteer, self.links)

    def links(self) -> tuple[Partnership, ...]:
        """Return all partnerships, read once."""
        if "links" not in self.held:
            self.held["links"] = read.partnerships(self.graph)
        return self.held["links"]

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
        parsed = self._parsed(question, language)
        if isinstance(parsed, Refused):
            raise self._not_understood(parsed)
        return self.answer(parsed if parsed.kind.name in _OTHERS else replace(parsed, as_of=parsed.as_of or day))

    def answer(self, parsed: Parsed) -> Answer:
        """Answer a question that is understood already.

        Raises:
            GraphUnavailableError: the database does not answer.
        """
        return self._other(parsed) if parsed.kind.name in _OTHERS else self._partners(parsed)

    def worded(self, parsed: Parsed) -> Parsed:
        """Return a question given by parameters in words that are understood as the same, where there are such words."""
        said = [] if parsed.kind.name in _OTHERS else [_plain(partners.understood(parsed))]
        for text in (*beyond.filled(parsed.kind, parsed), *said):
            again = self.understand(text, parsed.language)
            if again and _same(again, parsed):
                return again
        return parsed

    def understand(self, question: str, language: Language) -> Parsed | None:
        """Return how a question is understood, None where it is not."""
        parsed = self._parsed(question, language)
        return parsed if isinstance(parsed, Parsed) else None

    def _parsed(self, question: str, language: Language | None) -> Parsed | Refused:
        found = self.parses.get((question, language))
        if found is None:
            found = parse(question, self.gazetteer, language)
            if len(self.parses) >= PARSES:
                self.parses.clear()
            self.parses[question, language] = found
        return found

    def _searched(self) -> tuple[Any, ...]:
        if "searched" not in self.held:
            self.held["searched"] = read.sources_searched(self.graph)
        return self.held["searched"]

    def works(self, question: str, language: Language, scopes: Sequence[Entity]) -> bool:
        """Whether a question is understood as about these things, and the sources say something about them."""
        parsed = self.understand(question, language)
        if parsed is None or {one.id for one in parsed.scopes} != {one.id for one in scopes}:
            return False
        if parsed.kind.name in _OTHERS:
            return answering.run(self.context, parsed)[1].found
        return bool(partners.search(self.context, parsed).value)

    def _partners(self, parsed: Parsed) -> Answer:
        found = partners.search(self.context, parsed)
        segments = partners.said(self.context, found)
        notes = partners.notes(self.context, found)
        parameters = {letter: scope.id for letter, scope in zip("ab", found.parsed.scopes, strict=False)}
        understood = Understood(
            intent=found.parsed.kind.name,
            parameters={**parameters, **_narrowed(found.parsed)},
            text=partners.understood(found.parsed),
        )
        refs = tuple(ref for item in found.value for ref in item.sources)
        return self._answer(found.parsed, understood, segments, notes, refs, value=found.value)

    def _other(self, parsed: Parsed) -> Answer:
        parsed, found = answering.run(self.context, parsed)
        understood = Understood(
            intent=parsed.kind.name,
            parameters={**_named(parsed), **_narrowed(parsed)},
            text=answering.understood(parsed, found),
        )
        language = parsed.language
        table = None
        if found.columns:
            table = Table(columns=tuple(column.in_(language) for column in found.columns), rows=found.rows)
        refs = tuple(ref for item in found.value for ref in getattr(item, "sources", ()))
        if found.kind == "sources":
            refs = tuple(
                SourceRef(id=one.id, title=one.title, titles=one.titles, date=one.date, locator="")
                for one in found.value
                if isinstance(one, Source)
            )
        segments = answering.said(parsed, found)
        # Where links are asked for those that have ended are left out; of all else only dates tell what holds today.
        dated = [SPEECH[language].dated()] if parsed.filters.ongoing and not parsed.kind.areas else []
        notes = [*dated, *found.notes, *self._left_open(parsed, found=bool(found.value))]
        return self._answer(parsed, understood, segments, notes, refs, value=found.value, kind=found.kind, table=table)

    def _answer(
        self,
        parsed: Parsed,
        understood: Understood,
        segments: Sequence[Segment],
        notes: Sequence[str],
        refs: Sequence[SourceRef],
        **rows: Any,
    ) -> Answer:
        rests_on = coverage(refs, self._searched())
        told = [*beyond.name_notes(parsed, self.gazetteer)]
        if not rows["value"] and rows.get("kind") != "claims":
            told.append(SPEECH[parsed.language].searched(rests_on.searched, rests_on.searched_newest))
        understand = partial(self.understand, language=parsed.language)
        return Answer(
            question=parsed.text,
            language=parsed.language,
            understood=understood,
            answer="".join(segment.text for segment in segments),
            sentence=tuple(segments),
            notes=tuple(dict.fromkeys((*told, *notes))),
            readings=beyond.read_as(parsed, self.gazetteer, understand),
            followups=beyond.followups(parsed, understand),
            coverage=rests_on,
            **rows,
        )

    def _left_open(self, parsed: Parsed, *, found: bool) -> list[str]:
        """Where nothing is found, say what the documents leave open about what was asked."""
        ids = [scope.id for scope in parsed.scopes]
        if found or not ids or parsed.kind.name == "open":
            return []
        known = read.review_about(self.graph, ids)
        return [one.question.in_(parsed.language) for one in known if set(ids) >= one.about][:NEAREST]

    def _either(self, refused: Refused) -> Iterator[str]:
        """Yield a question that "and" makes unclear with "or" in its place: of either, where links of both were asked for."""
        if refused.reason == "shape":
            old, new = {"fr": (" et ", " ou "), "en": (" and ", " or ")}[refused.language]
            if old in refused.text:
                yield refused.text.replace(old, new, 1)

    def _answers(self, question: str, language: Language) -> bool:
        """Whether a question is understood, and the sources say something."""
        parsed = self.understand(question, language)
        return parsed is not None and bool(self.answer(parsed).value)

    def _not_understood(self, refused: Refused) -> NotUnderstoodError:
        absent = (words().absent.get(word) for text in refused.unknown for word in fold(text).split())
        told = dict.fromkeys(entry[refused.language] for entry in absent if entry)
        message = " ".join([SPEECH[refused.language].refused(refused.reason, refused.unknown), *told])
        offered = [text for text in self._either(refused) if self._answers(text, refused.language)]
        left_out = self._relaxed(refused)
        offered += [text for text in left_out if text not in offered]
        for text, scopes in (*templates(refused.found, refused.language), *about(refused.found, refused.language)):
            if len(offered) < NEAREST and text not in offered and self.works(text, refused.language, scopes):
                offered.append(text)
        if len(offered) < NEAREST:
            offered.extend(examples(self, refused.language))
        shown = tuple(dict.fromkeys(offered))[:NEAREST]
        left_out = {text: said for text, said in left_out.items() if said and text in shown}
        return NotUnderstoodError(message, unknown=refused.unknown, nearest=shown, left_out=left_out)

    def _relaxed(self, refused: Refused) -> dict[str, str]:
        """Return what was most likely meant, in words that are understood, each with what it leaves out."""
        speech, found = SPEECH[refused.language], dict[str, str]()
        for near in islice(nearest(refused.text, self.gazetteer, refused.language), TRIED):
            text = self._put(near)
            # Of what was meant most likely, that no source tells it is an answer too.
            whole = not found and len(near.parsed.scopes) == len(refused.found)
            if text and text not in found and (whole or self._answers(text, refused.language)):
                found[text] = speech.leaving_out(near.left_out) if near.left_out else ""
                if len(found) == NEAREST:
                    break
        return found

    def _put(self, near: Near) -> str | None:
        """Return words in which a reading is understood as the same: those of its kind, or those that were typed."""
        again = self.worded(near.parsed)
        if again is not near.parsed:
            return again.text.replace(" ?", "\u00a0?")
        typed = self.understand(near.text, near.parsed.language)
        same = typed and any(_same(one, near.parsed) for one in (typed, *typed.instead))
        return near.text if same else None


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
        # What was said last is what people may want to know; a register without dates comes after it.
        sample = listed(asker.graph, LISTS["partnerships"], Asked({"between": "FR"}, SAMPLE, sort="-stated_on")).value
        asker.shown[language] = examples_of(sample, language, asker.gazetteer, asker.works)
    return asker.shown[language]


def _plain(understood: str) -> str:
    """Return how a question was understood without what stands in brackets."""
    return re.sub(r" \([^()]*\)", "", understood)


def _same(one: Parsed, other: Parsed) -> bool:
    """Whether two questions ask for the same, however they were put."""

    def asked(parsed: Parsed) -> tuple[object, ...]:
        period = parsed.filters.period
        period = period._replace(start=0, end=0) if period else None
        # That cities are asked for narrows nothing.
        filters = replace(parsed.filters, period=period, levels=parsed.filters.hard)
        return (parsed.kind, parsed.scopes, filters, parsed.form, parsed.as_of, parsed.abroad)

    return asked(one) == asked(other)


def _named(parsed: Parsed) -> dict[str, Any]:
    """Return what a question names, by the name of the slot that it fills."""
    named: dict[str, Any] = {}
    for choice in parsed.choices:
        slot = parsed.kind.slots[choice.slot].removesuffix("?").split("|")[0]
        named[slot if slot not in named else f"{slot}_2"] = choice.taken.id
    return named


def _narrowed(parsed: Parsed) -> dict[str, Any]:
    """Return what narrows a question, as parameters."""
    filters = parsed.filters
    period = filters.period
    given = {
        "abroad": parsed.abroad or None,
        "form": parsed.form,
        "as_of": parsed.as_of,
        "status": filters.statuses[0] if len(filters.statuses) == 1 else list(filters.statuses) or None,
        "forms": list(filters.forms) or None,
        "ongoing": filters.ongoing or None,
        "order": filters.extreme,
        "themes": list(filters.themes) or None,
        "levels": [level for _, level in filters.hard] or None,
        "when": period.when if period else None,
        "from": period.low if period else None,
        "to": period.high if period else None,
        "office": filters.office.id if filters.office else None,
        "relation": list(filters.verb.kinds) if filters.verb else None,
        "events": [event.id for event in filters.events] or None,
        "presence": filters.presence,
        "parties": 3 if filters.three else None,
        "top": filters.top,
    }
    return {name: value for name, value in given.items() if value is not None}
