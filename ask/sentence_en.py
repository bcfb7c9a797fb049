"""The English words of answers. Pure functions; `ask.sentence` puts them together, `ask.sentence_fr` is its twin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from ask.gazetteer import TERRITORY, Entity
from ask.prose import Tense, date, digits, extent, listed, number, of, on, sentence_case, sort, the
from graph.places import label
from graph.views import Partnership

COLON: Final = ": "
HOWEVER: Final = "; however, "
ABROAD: Final = " abroad"
AND: Final = " and "
EVERY_SOURCE: Final = "All sources are looked at, not only those that the question names."


class Noun(NamedTuple):
    """A noun: singular, plural."""

    one: str
    many: str


LEVELS: Final[Mapping[str, Noun]] = {
    "city": Noun("city", "cities"),
    "intercommunality": Noun("intercommunal authority", "intercommunal authorities"),
    "departement": Noun("département", "départements"),
    "region": Noun("region", "regions"),
    "state": Noun("state", "states"),
    "county": Noun("county", "counties"),
    "special_district": Noun("special district", "special districts"),
    "organisation": Noun("body", "bodies"),
    "other": Noun("other actor", "other actors"),
}
FORMS: Final[Mapping[str | None, Noun]] = {
    "twinning": Noun("twinning", "twinnings"),
    "friendship": Noun("friendship", "friendships"),
    "cooperation": Noun("cooperation", "cooperations"),
    "project": Noun("project", "projects"),
    "contact": Noun("contacts", "contacts"),
    None: Noun("link of unstated form", "links of unstated form"),
}
_TERRITORIES: Final = {"departement": "département", "land": "state"}
_BEFORE: Final = ("active", "exploratory", "dormant", "suspended", "ended")


def levels(counts: Sequence[tuple[str, int]]) -> str:
    """Return how many of which level: four cities and one region."""
    return listed([_counted(LEVELS[level], count) for level, count in counts], "en")


def links(count: int) -> str:
    """Return how many links: one link, two links."""
    return _counted(Noun("link", "links"), count)


def form(name: str | None, statuses: Mapping[str, int]) -> str:
    """Return links of one form: three twinnings, one active cooperation, four twinnings (one of them active)."""
    noun, count = FORMS[name], sum(statuses.values())
    known = {status: held for status, held in statuses.items() if status != "unknown"}
    if known and len(statuses) == 1:
        return _counted(Noun(*(_with_status(word, next(iter(known))) for word in noun)), count, mass=name == "contact")
    parts = [f"{number(held, 'en')} {_status(status)}" for status, held in known.items()]
    counted = _counted(noun, count, mass=name == "contact")
    return f"{counted} ({listed(parts, 'en')})" if parts else counted


def detail(p: Partnership) -> str:
    """Return one link in the words of a bracket: active twinning, since 1991."""
    noun = FORMS[p.form].one
    said = noun if p.status == "unknown" else _with_status(noun, p.status)
    since = _since(p)
    return f"{said}, {since}" if since else said


def link(p: Partnership) -> str:
    """Return one link with its number: one active twinning, since 1991."""
    since = _since(p)
    return form(p.form, {p.status: 1}) + (f", {since}" if since else "")


def have_link(*, many: bool, tense: Tense) -> str:
    """Return the verb of several or one: have a link with."""
    return f"{_have(many=many, tense=tense)} a link with"


def has_partners(count: int, *, tense: Tense) -> tuple[str, str]:
    """Return the verb and what is counted: has, three partners."""
    return _have(many=False, tense=tense), _counted(Noun("partner", "partners"), count)


def have_together(count: int, *, tense: Tense) -> tuple[str, str]:
    """Return the verb of two and what is counted: have, one link."""
    return _have(many=True, tense=tense), links(count)


def in_countries(count: int) -> str:
    """Return in how many countries: in six countries."""
    return f" in {number(count, 'en')} countries"


def paired(one: str, other: str) -> str:
    """Return one party with another: Caen with Nashville; without the one where it was just named."""
    return f"{one} with {other}" if one else f"with {other}"


def within(scope: Entity) -> str:
    """Return links inside one territory, after their number: between authorities of Corsica."""
    return f"between authorities {of(scope, 'en')}"


def none(scopes: Sequence[Entity], *, away: bool, form_: str | None, then: bool) -> str:
    """Return that no source says anything; never that there is nothing."""
    mentions = f"no source {'mentioned' if then else 'mentions'}"
    what = f"{'' if form_ == 'contact' else 'a '}{FORMS[form_].one if form_ else 'link'}"
    if len(scopes) > 1:
        return f"{mentions} {what} between {the(scopes[0], 'en')} and {the(scopes[1], 'en')}."
    if form_:
        return f"{mentions} {what} {'abroad ' if away else ''}with {the(scopes[0], 'en')}."
    return f"{mentions} a {'foreign ' if away else ''}partner {of(scopes[0], 'en')}."


def among(filtered: str) -> str:
    """Return the beginning of a sentence about narrowed links: among links that are dormant, before the rest."""
    return f"among links {filtered}, "


def all_links(form_: str | None, filtered: str, *, away: bool, as_of: str | None) -> str:
    """Return all links of a kind: twinnings, links dormant."""
    noun = FORMS[form_].many if form_ else "links"
    text = " ".join(part for part in (noun, "abroad" if away else "", filtered) if part)
    return text + (f", as of {date(as_of, 'en')}" if as_of else "")


def none_of_all(form_: str | None, filtered: str, *, away: bool, then: bool) -> str:
    """Return that no source mentions such a link."""
    said = FORMS[form_].one if form_ else "link"
    what = " ".join(part for part in (said, "abroad" if away else "", _that_is(filtered)) if part)
    return f"no source {'mentioned' if then else 'mentions'} a {what}."


def _that_is(filtered: str) -> str:
    return filtered.replace("that are", "that is").replace("that have", "that has")


def all_counted(count: int, form_: str | None, filtered: str, *, away: bool) -> tuple[str, str]:
    """Return the lead and the number: the sources mention, two links that are dormant."""
    counted = _counted(FORMS[form_] if form_ else Noun("link", "links"), count, mass=form_ == "contact")
    narrowed = filtered if count > 1 else _that_is(filtered)
    return "the sources mention ", " ".join(part for part in (counted, "abroad" if away else "", narrowed) if part)


def of_form(name: str) -> str:
    """Return one form as a narrowing: of the form “project”."""
    return f"of the form “{FORMS[name].one}”"


def no_cities(names: Sequence[str]) -> str:
    """Return who is shown though the question says cities."""
    verb = "is shown though it is no city" if len(names) == 1 else "are shown though they are no cities"
    return f"{listed(names, 'en')} {verb}."


def no_beginning(count: int) -> str:
    """Return how many links have no known beginning."""
    if count == 1:
        return "One link of which no source gives the beginning is not counted."
    return f"{digits(count, 'en')} links of which no source gives the beginning are not counted."


def extreme(order: str, form_: str | None, count: int) -> str:
    """Return the oldest or newest: the oldest twinning, the two newest links."""
    noun = FORMS[form_] if form_ else Noun("link", "links")
    return f"the {number(count, 'en') + ' ' if count > 1 else ''}{order} {noun.many if count > 1 else noun.one}"


def instead(asked: str, told: str) -> str:
    """Return that the answer is about another authority of the name."""
    return f"No source tells it of {asked}; this answer is about {told}, another authority."


def twice(names: Sequence[str]) -> str:
    """Return which names are counted twice and may stand for one place each."""
    verb = "is" if len(names) == 1 else "are"
    return f"{listed(names, 'en')} {verb} counted twice: the sources do not say whether it is one place."


def dated() -> str:
    """Return that sources tell what held on their day."""
    return "The sources tell what held on their day; what holds today they do not tell."


def over(count: int) -> str:
    """Return how many links are left out because they have ended."""
    return (
        "One link that has ended is not shown."
        if count == 1
        else f"{digits(count, 'en')} links that have ended are not shown."
    )


def day(as_of: str | None) -> str:
    """Return the beginning of a sentence about a day: As of 30 Jun 2016."""
    return f"As of {date(as_of, 'en')}, " if as_of else ""


def understood(intent: str, scopes: Sequence[Entity], *, away: bool, twinned: bool, as_of: str | None) -> str:
    """Return how the question was understood."""
    said = [f"{the(scope, 'en')}{_contained(scope)}" for scope in scopes]
    if intent == "partners-between":
        text = f"{'Twinnings' if twinned else 'Links'} between {' and '.join(said)}"
    else:
        text = f"{'Twinnings' if twinned else 'Partners'} of {said[0]}"
    return f"{text}{ABROAD if away else ''}" + (f", as of {date(as_of, 'en')}" if as_of else "")


def searched(count: int, newest: str | None) -> str:
    """Return where was looked in vain."""
    if not count:
        return "No source is loaded yet."
    where = f"{number(count, 'en')} source{'' if count == 1 else 's'}"
    recent = f", the newest {on(newest, 'en')}" if newest else ""
    return f"That does not mean there is none. Searched in {where}{recent}."


def nearest(sentence: str) -> str:
    """Return the nearest fact."""
    return f"Nearest: {sentence}"


def taken(typed: str, one: str, others: Sequence[str], *, corrected: bool) -> str:
    """Return what a name was taken for, and what else bears it."""
    if not others:
        return f"“{typed}” was read as {one}."
    read = "was read as" if corrected else "was understood as"
    return f"“{typed}” {read} {one}; the name also stands for {listed(others, 'en')}."


def namesake(one: str) -> str:
    """Return that another authority bears the name."""
    return f"{one} is another authority and is not counted here."


def undated(count: int) -> str:
    """Return how many links are left out because nobody dated them."""
    if count == 1:
        return "One link whose source gives no date is not shown."
    return f"{digits(count, 'en')} links whose sources give no date are not shown."


def later(count: int) -> str:
    """Return how many links only later sources mention."""
    if count == 1:
        return "One link is only mentioned by a later source."
    return f"{digits(count, 'en')} links are only mentioned by later sources."


def and_other_forms(count: int) -> str:
    """Return the end of a sentence that does not count links of another form."""
    return f"; {links(count)} of another form {'is' if count == 1 else 'are'} not counted."


def unplaced(count: int, country: Entity) -> str:
    """Return the end of a sentence about a part of a country of which too little is known."""
    many = "authorities" if count > 1 else "authority"
    return f"; but of {number(count, 'en')} {many} {of(country, 'en')} no source says in which part of the country."


def maybe_more(count: int, country: Entity) -> str:
    """Return that there may be more than is shown in a part of a country of which too little is known."""
    many = "authorities" if count > 1 else "authority"
    part = f"of {number(count, 'en')} {many} {of(country, 'en')} no source says in which part of the country"
    return f"There may be more: {part}."


def internal(count: int, scope: Entity) -> str:
    """Return how many of the links stay inside the territory."""
    return f"{sentence_case(number(count, 'en'))} of them between authorities {of(scope, 'en')}."


def described(entity: Entity) -> str:
    """Return an entity so that it cannot be taken for its namesakes: York (city)."""
    if entity.area:
        return f"{the(entity, 'en')}{extent(entity, 'en')}"
    if entity.label == TERRITORY:
        return f"{the(entity, 'en')} ({_TERRITORIES.get(sort(entity.id), sort(entity.id))})"
    if entity.label == "Person":
        return entity.en
    if entity.governs:
        return f"{entity.en} (the authority alone)"
    kind = "city" if entity.kind == "commune" else entity.kind or "other"
    level = LEVELS[kind].one if entity.label == "Collectivity" and kind in LEVELS else "body"
    return f"{entity.en} ({level}, {label(entity.territory, 'en')})" if entity.territory else f"{entity.en} ({level})"


def leaving_out(words: Sequence[str]) -> str:
    """Return what of a question is left out of one that is offered for it."""
    return f"leaving out {listed([f'“{word}”' for word in words], 'en')}"


def refused(reason: str, unknown: Sequence[str]) -> str:
    """Return why a question is not understood."""
    quoted = listed([f"“{word}”" for word in unknown], "en")
    return {
        "place": f"I do not know {quoted}.",
        "words": f"I do not understand {quoted}.",
        "level": f"I know no authority of that level by the name of {quoted}.",
        "network": f"I know {quoted}, but do not understand what is asked about it.",
        "places": "I do not understand the question: it names no place, authority or network that I know.",
        "shape": "I know every word, but together they make none of the questions that I can answer.",
    }[reason]


def _contained(scope: Entity) -> str:
    if scope.label != TERRITORY:
        return " (the authority alone)" if scope.governs else ""
    if scope.area:
        return extent(scope, "en")
    return (
        f" (the {_TERRITORIES.get(sort(scope.id), sort(scope.id))} and all authorities in it)"
        if "-" in scope.id
        else ""
    )


def _counted(noun: Noun, count: int, *, mass: bool = False) -> str:
    return noun.one if mass and count == 1 else f"{number(count, 'en')} {noun.one if count == 1 else noun.many}"


def _with_status(noun: str, status: str) -> str:
    return f"{status} {noun}" if status in _BEFORE else f"{noun} {_status(status)}"


def _status(status: str) -> str:
    return "under negotiation" if status == "negotiating" else status


def _have(*, many: bool, tense: Tense) -> str:
    if tense != "now":
        return "had"
    return "have" if many else "has"


def _since(p: Partnership) -> str:
    if p.until and p.until_mode == "before":
        return f"before {date(p.until, 'en')}"
    if p.until:
        return f"from {date(p.since, 'en')} to {date(p.until, 'en')}" if p.since else f"until {date(p.until, 'en')}"
    if not p.since:
        return ""
    if p.since_mode == "before":
        return f"before {date(p.since, 'en')}"
    return f"since {'about ' if p.since_mode == 'about' else ''}{date(p.since, 'en')}"
