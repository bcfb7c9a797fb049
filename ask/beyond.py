"""What stands beside an answer: what names were taken for, and questions that go on from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from ask.apart import put, told_apart
from ask.gazetteer import TERRITORY, Entity, Gazetteer
from ask.kinds import Kind, kind_named, words
from ask.prose import date_in_full, inside, of, sentence_case, slots, the
from ask.reading import Choice, Parsed
from ask.sentence import SPEECH
from ask.text import tokens
from graph.places import contains
from graph.views.answers import Alternative, Reading

FOLLOWUPS: Final = 3
"""How many further questions are offered."""

Understand = Callable[[str], Parsed | None]
_TOLD_APART: Final = ("US", "CA")


def name_notes(parsed: Parsed, gazetteer: Gazetteer) -> list[str]:
    """Say what ambiguous or mistyped names were taken for, and which other authorities bear the name."""
    speech = SPEECH[parsed.language]
    notes = []
    said = f" {' '.join(token.folded for token in tokens(parsed.text))} "
    if any(f" {phrase} " in said for phrase in words().cited):
        notes.append(speech.EVERY_SOURCE)
    asked = {scope.id for scope in parsed.scopes}
    for choice in parsed.choices:
        others = [speech.described(one) for one in choice.others if worth_telling(one, choice, gazetteer)]
        if others or choice.corrected:
            taken = speech.described(choice.taken)
            notes.append(speech.taken(choice.typed, taken, others, corrected=choice.corrected))
        namesakes = (one for one in choice.namesakes if one.id not in asked)
        notes.extend(speech.namesake(sentence_case(the(one, parsed.language))) for one in namesakes)
    return notes


def worth_telling(other: Entity, choice: Choice, gazetteer: Gazetteer) -> bool:
    """Whether a reader could have meant it: not a province around its own capital, not a place without any data."""
    taken = choice.taken
    if other.governs == taken.id or (
        not gazetteer.present.get(other.id) and other.label == TERRITORY and "-" in other.id
    ):
        return False
    around = other.label == TERRITORY and taken.territory is not None and contains(other.id, taken.territory)
    return not around or taken.governs == other.id or other.country in _TOLD_APART


def read_as(parsed: Parsed, gazetteer: Gazetteer, understand: Understand) -> tuple[Reading, ...]:
    """Return what each name that could be misread was taken for, and the questions that ask for the others."""
    found = []
    asked = {scope.id for scope in parsed.scopes}
    for choice in parsed.choices:
        others = [
            one
            for one in (*choice.others, *choice.namesakes)
            if one.id not in asked and worth_telling(one, choice, gazetteer)
        ]
        alternatives = tuple(a for one in others if (a := _alternative(parsed, choice, one, understand)))
        if alternatives or choice.corrected:
            taken = choice.taken
            found.append(
                Reading(
                    typed=choice.typed,
                    id=taken.id,
                    label=taken.label,
                    name=taken.fr if parsed.language == "fr" else taken.en,
                    corrected=choice.corrected,
                    others=alternatives,
                )
            )
    return tuple(found)


def _alternative(parsed: Parsed, choice: Choice, other: Entity, understand: Understand) -> Alternative | None:
    """Return another reading with the question that gives it, tried before it is offered."""
    before, _, after = parsed.text.partition(choice.typed)
    for name in told_apart(other, parsed.language):
        for question in dict.fromkeys((put(before, other, name, parsed.language) + after, f"{before}{name}{after}")):
            again = None if question == parsed.text else understand(question)
            if again and any(one.taken.id == other.id for one in again.choices):
                described = SPEECH[parsed.language].described(other)
                return Alternative(id=other.id, label=other.label, name=described, question=question)
    return None


def followups(parsed: Parsed, understand: Understand) -> tuple[str, ...]:
    """Return questions of the kinds that follow this one about the same names, understood before they are offered."""
    found: list[str] = []
    for name in parsed.kind.follow:
        for question in filled(kind_named(name), parsed):
            again = understand(question)
            if again and again.kind.name == name and question not in (*found, parsed.text):
                found.append(question)
                break
        if len(found) == FOLLOWUPS:
            break
    return tuple(found)


def _when(parsed: Parsed) -> dict[str, str]:
    """Return the day of the one event that a question is about, and the year that it names, in words."""
    events, period = parsed.filters.events, parsed.filters.period
    forms = {}
    if len(events) == 1 and events[0].date and len(events[0].date) == len("2025-11-20"):
        forms["day"] = date_in_full(events[0].date, parsed.language)
    if period and period.low:
        forms["year"] = period.low[:4]
    return forms


def filled(kind: Kind, parsed: Parsed) -> Iterator[str]:
    """Yield the wordings of a kind with the names of a question."""
    language = parsed.language
    forms: dict[str, Any] = _when(parsed)
    for letter, scope in zip("ab", parsed.scopes, strict=False):
        forms |= slots(letter, scope, language)
        forms |= {letter: the(scope, language), f"name_{letter}": scope.fr if language == "fr" else scope.en}
        if scope.label in ("Collectivity", "Organisation"):
            forms[f"body_{letter}"] = the(scope, language)
        if scope.label == "Collectivity":
            forms[f"at_{letter}"] = inside(scope, "fr") if language == "fr" else the(scope, "en")
        if scope.label == "Network":
            forms[f"network_{letter}"] = the(scope, language)
            forms[f"of_network_{letter}"] = of(scope, language)
        if scope.kind in ("commune", "city"):
            forms[f"of_city_{letter}"] = of(scope, language)
    for example in kind.examples[language]:
        try:
            text = example.format(**forms)
        except KeyError:
            continue
        yield sentence_case(text.replace(" ?", "\u00a0?"))
