"""Answering questions for links: which links, in which sentence, with which notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Final

from ask import narrowed, sentence
from ask.gazetteer import TERRITORY, Entity, either, place
from ask.named.base import Context
from ask.named.linked import between
from ask.prose import listed, sentence_case
from ask.reading import Parsed
from ask.sentence import SPEECH, Question
from graph import read
from graph.asof import partnership_as_of
from graph.ids import fold
from graph.views.answers import Segment
from graph.views.partnerships import Partnership
from graph.vocabulary import ReviewKind, Status

MAX_READINGS: Final = 6
"""How many readings of an ambiguous question are tried for one that the sources say something about."""

_FEW: Final = 10
_REST: Final = 0.02
"""Share of the authorities of a country that may be in a part of it that is not known, before it is said."""

_NOTES: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What a reading of the question brought: links of today, those of the day asked for, of these those of the form."""

    parsed: Parsed
    today: tuple[Partnership, ...]
    then: tuple[Partnership, ...]
    value: tuple[Partnership, ...]


def question(parsed: Parsed, *, found: bool = True) -> Question:
    """Return what the sentence answers; where nothing was `found`, with all that narrowed it."""
    narrow = narrowed.phrase(parsed, levels=not found, ongoing=not found)
    asked = {side for side, _ in parsed.filters.levels}
    if parsed.abroad and len(parsed.scopes) == 1 and asked == {parsed.scopes[0].id}:
        # "French regions with a partner abroad": the regions are the subject.
        scopes = (parsed.scopes[0], either((), parsed.scopes))
        return Question(scopes, parsed.language, form=parsed.form, as_of=parsed.as_of, filtered=narrow)
    return Question(_sides(parsed), parsed.language, parsed.abroad, parsed.form, parsed.as_of, narrow)


def _sides(parsed: Parsed) -> tuple[Entity, ...]:
    """Return the places, first that whose authorities are asked for: "how many American cities are twinned with France"."""
    scopes = parsed.scopes
    asked = {side for side, _ in parsed.filters.levels}
    both = len(scopes) > 1 and all(scope.label == TERRITORY for scope in scopes)
    return scopes[::-1] if both and asked == {scopes[1].id} else scopes


def search(context: Context, parsed: Parsed) -> Found:
    """Take the first reading of ambiguous names that sources say something about, else the likeliest."""
    first: Found | None = None
    for one in readings(parsed):
        found = _run(context, one)
        first = first or found
        if found.value:
            return found
    assert first is not None, "every question has a reading"
    return first


def readings(parsed: Parsed, *, sort: bool = True) -> Iterator[Parsed]:
    """Yield a question with each name taken for one of what it may mean; French places stay first."""
    ways = (
        [choice.taken, *(one for one in choice.others if not _around(one, choice.taken))] for choice in parsed.choices
    )
    for scopes in islice(product(*ways), MAX_READINGS):
        choices = []
        for choice, scope in zip(parsed.choices, scopes, strict=True):
            others = tuple(one for one in (choice.taken, *choice.others) if one != scope)
            choices.append(replace(choice, taken=scope, others=others))
        if sort:
            choices.sort(key=lambda choice: choice.taken.country != "FR")
        yield replace(parsed, choices=tuple(choices))


def _around(one: Entity, taken: Entity) -> bool:
    """Whether a part of a country only shares the name of a city in it: who says Geneva does not mean its canton."""
    return one.label == TERRITORY and "-" in one.id and taken.label == "Collectivity" and one.country == taken.country


def _run(context: Context, parsed: Parsed) -> Found:
    asked = question(parsed)
    today = between(context, asked.scopes)
    if parsed.abroad and asked.scopes:
        today = sentence.foreign(asked, today)
    elif parsed.abroad:
        today = tuple(link for link in today if len({party.country for party in link.partners}) > 1)
    then = today
    if parsed.as_of:
        then = tuple(item for one in today if (item := partnership_as_of(one, parsed.as_of)))
    then = narrowed.kept(sentence.in_order(asked, then), parsed)
    value = tuple(item for item in then if parsed.form in (None, item.form))
    return Found(parsed, today, then, value)


def said(context: Context, found: Found) -> tuple[Segment, ...]:
    """Return the sentence; it tells what is left out by form, and where there is nothing what is nearest to it.

    That is a link of another form, one of another authority of the name, or partners of whom only the country is known.
    """
    parsed = found.parsed
    asked = question(parsed, found=bool(found.value))
    speech = SPEECH[parsed.language]
    segments = sentence.partnerships(asked, found.value)
    if not asked.scopes:
        return segments
    others = len(found.then) - len(found.value)
    if found.value:
        segments = _ended(segments, speech.and_other_forms(others)) if others else segments
        return (Segment(text=sentence.YES[parsed.language], strong=True), *segments) if parsed.yes else segments
    other = sentence.partnerships(asked._replace(form=None), found.then) if others else _of_namesake(context, parsed)
    if not other:
        unplaced = _unplaced(context, parsed)
        return _ended(segments, unplaced) if unplaced else segments
    first = other[0].model_copy(update={"text": _lower(other[0].text, other)})
    return (*_ended(segments, speech.HOWEVER), first, *other[1:])


def _ended(segments: tuple[Segment, ...], tail: str) -> tuple[Segment, ...]:
    last = segments[-1]
    return (*segments[:-1], last.model_copy(update={"text": last.text.removesuffix(".") + tail}))


def _unplaced(context: Context, parsed: Parsed) -> str:
    """Say how many bodies of a country lie in a part of it that no source names, where only a part was asked for."""
    for count, country, _ in _vague(context, parsed):
        told: str = SPEECH[parsed.language].unplaced(count, country)
        return told
    return ""


def _vague(context: Context, parsed: Parsed) -> Iterator[tuple[int, Entity, int]]:
    """Yield, for each part of a country asked for: authorities whose part is not known, the country, those whose part is."""
    for scope in parsed.scopes:
        country = scope.country
        if scope.label != TERRITORY or "-" not in scope.id or country in (None, "FR"):
            continue
        count, placed = context.gazetteer.placed.get(country or "", (0, 0))
        if count:
            yield count, place(country or ""), placed


def _lower(text: str, segments: Sequence[Segment]) -> str:
    """Begin a sentence small, unless it begins with a name."""
    if segments[0].strong or text.startswith(
        ("La ", "Le ", "Les ", "The ", "L'", "Parmi ", "Among ", "Au ", "Fin ", "As of")
    ):
        return text[:1].lower() + text[1:]
    return text


def _of_namesake(context: Context, parsed: Parsed) -> tuple[Segment, ...]:
    """Return the sentence about an authority of the same name that has what was asked for."""
    for at, choice in enumerate(parsed.choices):
        for other in relatives(context, choice.taken):
            scopes = tuple(other if here == at else one.taken for here, one in enumerate(parsed.choices))
            asked = question(parsed)._replace(scopes=scopes, form=None)
            links = sentence.in_order(asked, between(context, scopes))
            if links:
                return sentence.partnerships(asked, links)
    return ()


def relatives(context: Context, taken: Entity) -> tuple[Entity, ...]:
    """Return the intercommunalities that bear a city's name, or the cities whose name an intercommunality bears."""
    gazetteer = context.gazetteer
    if taken.label != "Collectivity":
        return ()
    if taken.kind in ("commune", "city"):
        found = gazetteer.intercommunalities(fold(taken.fr), taken.country, taken.territory)
    elif taken.kind == "intercommunality":
        names = {fold(taken.fr), *fold(taken.fr).split()}
        found = tuple(
            gazetteer.bodies[id_] for name in sorted(names) for id_ in gazetteer.index.get(name, ()) if id_ != taken.id
        )
        found = tuple(one for one in found if one.kind == "commune" and one.country == taken.country)
    else:
        found = ()
    return tuple(one for one in found if one.id != taken.id)[:2]


def notes(context: Context, found: Found) -> list[str]:
    """Return what the reader should know about the numbers, and what is nearest where there is nothing."""
    parsed, asked = found.parsed, question(found.parsed)
    speech = SPEECH[parsed.language]
    told = []
    if found.value and len(asked.scopes) == 1 and asked.scopes[0].label == TERRITORY:
        inner = sentence.internal(asked.scopes[0], found.value)
        if 0 < inner < len(found.value):
            told.append(speech.internal(inner, asked.scopes[0]))
    told += _left_out(found)
    told += _twice(found)
    above = narrowed.no_cities(found.value, parsed)
    if above:
        told.append(speech.no_cities([party.names.in_(parsed.language) for party in above[:4]]))
    if found.value:
        # Not where next to none are left over: there the list is as good as whole.
        vague = ((count, country) for count, country, placed in _vague(context, parsed) if count > placed * _REST)
        told.extend(speech.maybe_more(count, country) for count, country in vague)
    else:
        told.extend(_nearest_fact(context, found))
    told.extend(_left_open(context, found))
    return told


def _twice(found: Found) -> list[str]:
    """Say which name stands for two bodies of one place, that may be one."""
    language = found.parsed.language
    bodies = {party.id: party for link in found.value for party in link.partners if party.territory}
    names = Counter((party.names.in_(language), party.territory) for party in bodies.values())
    several = sorted({name for (name, _), count in names.items() if count > 1})
    return [SPEECH[language].twice(several)] if several and len(several) <= _NOTES else []


def _left_out(found: Found) -> list[str]:
    parsed = found.parsed
    speech = SPEECH[parsed.language]
    told = []
    if parsed.as_of:
        day = {item.id for item in found.today if partnership_as_of(item, parsed.as_of)}
        left = [item for item in found.today if item.id not in day]
        undated = sum(all(one.stated_on is None for one in item.history) for item in left)
        told += [speech.undated(undated)] if undated else []
        told += [speech.later(len(left) - undated)] if len(left) > undated else []
    if parsed.filters.ongoing:
        over = sum(item.status == Status.ENDED for item in found.today)
        told += [speech.over(over)] if over else []
    if parsed.filters.began:
        unknown = sum(item.since is None for item in found.today)
        told += [speech.no_beginning(unknown)] if unknown else []
    return told


def _nearest_fact(context: Context, found: Found) -> list[str]:
    """Say what there is of another form, or with the whole country where nothing is found with a part of it."""
    parsed, asked = found.parsed, question(found.parsed)
    if not asked.scopes:
        return []
    wider = asked._replace(form=None, filtered="")
    links: Sequence[Partnership] = found.then
    *before, last = asked.scopes
    country = last.country
    loose = replace(parsed, filters=replace(parsed.filters, levels=()))
    if not links and parsed.filters.hard and (of_any_level := narrowed.kept(found.today, loose)):
        # Rather the same of any level than everything.
        links, wider = of_any_level, question(replace(loose, form=None, as_of=None))
    elif not links and found.today and (parsed.filters.narrow or parsed.form):
        links = found.today
        wider = wider._replace(as_of=None)
    elif links:
        return []
    elif country not in (None, last.id, *(scope.country for scope in before)):
        wider = wider._replace(scopes=(*before, place(country or "")), as_of=None)
        links = between(context, wider.scopes) if country != "FR" else ()
    if not links:
        return []
    segments = sentence.partnerships(wider, sentence.in_order(wider, links))
    text = _lower("".join(segment.text for segment in segments), segments)
    return [SPEECH[asked.language].nearest(text)]


def _left_open(context: Context, found: Found) -> list[str]:
    """Return what the documents leave open about the partnerships found; about what was asked where there is none.

    An open question belongs to a partnership that it names by two of its parties, or by nothing else than them; a slip of
    a document is told where it may be about another party than the one read.
    """
    parsed = found.parsed
    bodies = [{party.id for party in item.partners} for item in found.value]
    if not found.value:
        bodies = [{scope.id} for scope in parsed.scopes if scope.label != TERRITORY]
    if not bodies or len(bodies) > _FEW:
        return []
    asked = {scope.id for scope in parsed.scopes} if found.value else set()
    known = read.review_about(context.graph, sorted(set().union(*bodies)))
    fits = [
        one.question.in_(parsed.language)
        for one in known
        if any(
            len(one.about & body) > 1 or (one.kind != ReviewKind.SLIP and one.about <= body - asked) for body in bodies
        )
    ]
    return fits[:_NOTES]


def understood(parsed: Parsed) -> str:
    """Return how the question was understood, in words."""
    speech = SPEECH[parsed.language]
    narrowed_by = narrowed.phrase(parsed, ongoing=True)
    if not parsed.scopes:
        text: str = speech.all_links(parsed.form, narrowed_by, away=parsed.abroad, as_of=parsed.as_of)
        return sentence_case(text)
    text = speech.understood(
        parsed.kind.name, parsed.scopes, away=parsed.abroad, twinned=parsed.form == "twinning", as_of=parsed.as_of
    )
    if parsed.form and parsed.form != "twinning":
        narrowed_by = listed([one for one in (speech.of_form(parsed.form), narrowed_by) if one], parsed.language)
    levels = narrowed.level_words(parsed, parsed.language)
    return f"{text}{levels}" + (f", {narrowed_by}" if narrowed_by else "")
