"""The answering sentence: partnerships → pieces that name their sources, in either language. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from ask import sentence_en, sentence_fr
from ask.gazetteer import TERRITORY, Entity, place
from ask.prose import Tense, inside, listed, origin, sentence_case, the
from graph.ids import fold
from graph.places import territories
from graph.views import Partnership, Party, Segment
from graph.vocabulary import CollectivityKind, Form, Language, OrganisationKind, Status

SPEECH: Final = {"fr": sentence_fr, "en": sentence_en}
"""The words of each language."""

YES: Final[Mapping[Language, str]] = {"fr": "Oui. ", "en": "Yes. "}
"""What stands before an answer to a question for yes or no. No source is no "no"."""

NAMED: Final = 2
"""Up to so many partnerships are named in the sentence, more are counted."""

FEW: Final = 5
"""Up to so many partnerships are named where the question names no place."""

_LEVEL_ORDER: Final = tuple(sentence_fr.LEVELS)
_FORM_ORDER: Final[tuple[str | None, ...]] = (*(str(form) for form in Form), None)
_STATUS_ORDER: Final = tuple(str(status) for status in Status)


class Question(NamedTuple):
    """What the sentence answers: the scopes, the first of them its subject where it is a body."""

    scopes: tuple[Entity, ...]
    language: Language
    abroad: bool = False
    form: str | None = None
    as_of: str | None = None
    filtered: str = ""


def partnerships(question: Question, found: Sequence[Partnership]) -> tuple[Segment, ...]:
    """Return the sentence about these partnerships; their texts joined are the whole sentence."""
    speech = SPEECH[question.language]
    opening = speech.day(question.as_of)
    if not question.scopes:
        return _of_all(question, found, opening)
    if question.filtered:
        among = speech.among(question.filtered)
        opening = opening + among if opening else sentence_case(among)
    if not found:
        text = speech.none(question.scopes, away=question.abroad, form_=question.form, then=question.as_of is not None)
        return (Segment(text=opening + (text if opening else sentence_case(text)), strong=True),)
    subject = question.scopes[0]
    if subject.label != TERRITORY and len(question.scopes) > 1 and question.scopes[1].label != TERRITORY:
        pieces = _of_two(question, found)
    elif subject.label != TERRITORY:
        pieces = _of_body(question, found)
    else:
        pieces = _of_territory(question, found)
    if opening:
        return (Segment(text=opening), *pieces)
    return (pieces[0].model_copy(update={"text": sentence_case(pieces[0].text)}), *pieces[1:])


def in_order(question: Question, found: Iterable[Partnership]) -> tuple[Partnership, ...]:
    """Return partnerships in the order of their French party's name, then of the others'."""

    def key(p: Partnership) -> tuple[str, str, str]:
        parties = sorted(
            p.partners, key=lambda party: (party.country != "FR", fold(party.names.in_(question.language)))
        )
        folded = [fold(party.names.in_(question.language)) for party in parties]
        return (folded[0] if folded else "", " ".join(folded[1:]), p.id)

    return tuple(sorted(found, key=key))


def foreign(question: Question, found: Iterable[Partnership]) -> tuple[Partnership, ...]:
    """Return those that have a party in another country than that of the first scope."""
    home = question.scopes[0].country
    return tuple(p for p in found if home is None or any(party.country != home for party in p.partners))


def internal(scope: Entity, found: Iterable[Partnership]) -> int:
    """Return how many partnerships have all their parties in a territory."""
    return sum(all(_inside(party, scope) for party in p.partners) for p in found)


# --- three shapes -----------------------------------------------------------------------------------------------------


def _of_two(question: Question, found: Sequence[Partnership]) -> list[Segment]:
    """Nancy et Cincinnati ont un lien : un jumelage en cours, depuis 1991."""
    speech = SPEECH[question.language]
    pair = listed([the(scope, question.language) for scope in question.scopes], question.language)
    verb, counted = speech.have_together(len(found), tense=_tense(question, found))
    named = [Segment(text=speech.link(p), sources=_sources([p])) for p in found]
    return [
        Segment(text=f"{pair} {verb} "),
        Segment(text=counted, strong=True),
        Segment(text=speech.COLON),
        *_listed(named, question.language),
    ]


def _of_body(question: Question, found: Sequence[Partnership]) -> list[Segment]:
    """Tours a un partenaire aux États-Unis : Minneapolis (jumelage)."""
    speech, language = SPEECH[question.language], question.language
    subject, others = question.scopes[0], _others(question, found)
    verb, counted = speech.has_partners(len(others), tense=_tense(question, found))
    where = f" {inside(question.scopes[1], language)}" if len(question.scopes) > 1 else ""
    countries = {party.country for party in others.values()}
    if not where:
        where = speech.ABROAD if question.abroad else ""
        if len(found) > NAMED and len(countries) > 1 and None not in countries:
            where += speech.in_countries(len(countries))
    return [
        Segment(text=f"{the(subject, language)} {verb} "),
        Segment(text=counted, strong=True),
        Segment(text=where + speech.COLON),
        *_tail(question, found, {subject.id}),
    ]


def _of_territory(question: Question, found: Sequence[Partnership]) -> list[Segment]:
    """Quatre villes et une région ont un lien avec la Pennsylvanie : trois jumelages et une coopération."""
    speech, language = SPEECH[question.language], question.language
    object_ = question.scopes[-1]
    subjects = _subjects(question, found)
    if not subjects:
        inner = Segment(text=f" {speech.within(object_)}{speech.COLON}")
        return [Segment(text=speech.links(len(found)), strong=True), inner, *_tail(question, found, set())]
    counts = Counter(_level(party) for party in subjects.values())
    ordered = [(level, counts[level]) for level in _LEVEL_ORDER if counts[level]]
    where = ""
    if len(question.scopes) > 1 and question.scopes[0].id != "FR":
        where = f" {origin(question.scopes[0], language)}"
    elif len(question.scopes) == 1 and question.abroad:
        where = speech.ABROAD
    countries = {party.country for party in subjects.values()}
    if len(question.scopes) == 1 and len(countries) > 1 and None not in countries:
        where += speech.in_countries(len(countries))
    verb = speech.have_link(many=len(subjects) > 1, tense=_tense(question, found))
    return [
        Segment(text=speech.levels(ordered), strong=True),
        Segment(text=f"{where} {verb} {the(object_, language)}{speech.COLON}"),
        *_tail(question, found, {object_.id}),
    ]


def _of_all(question: Question, found: Sequence[Partnership], opening: str) -> tuple[Segment, ...]:
    """Les sources mentionnent un lien en sommeil : Saint-Étienne et Pittsburgh (contacts)."""
    speech, language = SPEECH[question.language], question.language
    if not found:
        text = speech.none_of_all(
            question.form, question.filtered, away=question.abroad, then=question.as_of is not None
        )
        return (Segment(text=opening + (text if opening else sentence_case(text)), strong=True),)
    lead, counted = speech.all_counted(len(found), question.form, question.filtered, away=question.abroad)
    if len(found) > FEW:
        named = _forms(language, found)
    else:
        named = [
            Segment(
                text=f"{listed([party.names.in_(language) for party in p.partners], language)} ({speech.detail(p)})",
                sources=_sources([p]),
            )
            for p in found
        ]
    return (
        Segment(text=opening + (lead if opening else sentence_case(lead))),
        Segment(text=counted, strong=True),
        Segment(text=speech.COLON),
        *_listed(named, language),
    )


# --- the end of the sentence ------------------------------------------------------------------------------------------


def _tail(question: Question, found: Sequence[Partnership], known: set[str]) -> list[Segment]:
    if len(found) > NAMED:
        return _listed(_forms(question.language, found), question.language)
    named = []
    before = ""
    for p in found:
        ours, rest = _sides(question, p, known)
        who = ours
        if rest and ours:
            who = SPEECH[question.language].paired("" if ours == before else ours, rest)
        named.append(Segment(text=f"{who or rest} ({SPEECH[question.language].detail(p)})", sources=_sources([p])))
        before = ours
    return _listed(named, question.language)


def _sides(question: Question, p: Partnership, known: set[str]) -> tuple[str, str]:
    """The two sides of one partnership beside what the sentence has named: Caen and Nashville, Minneapolis and nobody."""
    language, first = question.language, question.scopes[0]
    parties = [party for party in p.partners if party.id not in known]
    # The subject of the question comes first: its territory's parties, or those outside where only one was asked for.
    if first.label == TERRITORY:
        ours = [party for party in parties if _inside(party, first) == (len(question.scopes) > 1)]
    else:
        # All are partners of the body: those in the place that is asked for stand first.
        return listed(
            [_named(party, language) for party in sorted(parties, key=lambda one: not _asked(question, one))], language
        ), ""
    rest = [party for party in parties if party not in ours]
    sides = [listed([_named(party, language) for party in side], language) for side in (ours, rest)]
    return sides[0], sides[1]


def _asked(question: Question, party: Party) -> bool:
    return len(question.scopes) < 2 or _inside(party, question.scopes[1])


def _named(party: Party, language: Language) -> str:
    """Return the name of a party; in French a state or region takes its article: la Pennsylvanie."""
    code = party.id.upper()
    return the(place(code), language) if language == "fr" and code in territories() else party.names.in_(language)


def _forms(language: Language, found: Sequence[Partnership]) -> list[Segment]:
    """Partnerships counted by form, each form with the statuses that are known."""
    segments = []
    for form in _FORM_ORDER:
        group = [p for p in found if p.form == form]
        if group:
            counts = Counter(p.status for p in group)
            statuses = {status: counts[status] for status in _STATUS_ORDER if counts[status]}
            segments.append(Segment(text=SPEECH[language].form(form, statuses), sources=_sources(group)))
    return segments


def _listed(parts: Sequence[Segment], language: Language) -> list[Segment]:
    """Put commas, the last "and" and the full stop between and after pieces."""
    joined: list[Segment] = []
    for at, part in enumerate(parts):
        if at:
            joined.append(Segment(text=SPEECH[language].AND if at == len(parts) - 1 else ", "))
        joined.append(part)
    return [*joined, Segment(text=".")]


def _sources(found: Iterable[Partnership]) -> tuple[str, ...]:
    """The sources behind these partnerships, each once, newest first."""
    dates = {ref.id: ref.date or "" for p in found for ref in p.sources}
    return tuple(sorted(sorted(dates), key=lambda id_: dates[id_], reverse=True))


# --- parties ----------------------------------------------------------------------------------------------------------


def _others(question: Question, found: Sequence[Partnership]) -> Mapping[str, Party]:
    """The partners of a body, within the second scope where there is one."""
    subject, where = question.scopes[0], question.scopes[1:]
    parties = (party for p in found for party in p.partners if party.id != subject.id)
    kept = (party for party in parties if not where or _inside(party, where[0]))
    if question.abroad:
        kept = (party for party in kept if party.country != subject.country)
    return {party.id: party for party in kept}


def _subjects(question: Question, found: Sequence[Partnership]) -> Mapping[str, Party]:
    """Who has a link: the parties in the first of two territories, or those outside the only one."""
    first, object_ = question.scopes[0], question.scopes[-1]
    parties = [party for p in found for party in p.partners if party.id != object_.id]
    if len(question.scopes) > 1:
        return {party.id: party for party in parties if _inside(party, first)}
    if question.abroad:
        return {party.id: party for party in parties if party.country != first.country}
    return {party.id: party for party in parties if not _inside(party, first)}


def _inside(party: Party, scope: Entity) -> bool:
    return scope.holds(party.id, party.territory)


def _level(party: Party) -> str:
    if party.kind in (CollectivityKind.COMMUNE, CollectivityKind.CITY):
        return "city"
    if party.kind in _LEVEL_ORDER:
        return party.kind
    return "organisation" if party.kind in set(OrganisationKind) else "other"


def _tense(question: Question, found: Sequence[Partnership]) -> Tense:
    if question.as_of:
        return "then"
    return "ended" if all(p.status == Status.ENDED for p in found) else "now"
