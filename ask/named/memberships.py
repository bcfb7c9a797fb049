"""Who is in a network, and which networks a body is in."""

from __future__ import annotations

from ask.gazetteer import TERRITORY, Entity
from ask.named.base import Context, Item, Outcome, cell, entity, forms, ids, lower_first, name, row, thing
from ask.named.columns import LEVELS, MEMBER, NETWORK, ROLE, SINCE
from ask.named.events import amount
from ask.named.ties import Tie, lies_in, other_end
from ask.prose import date, either, inside, number, the
from ask.reading import Parsed
from graph import read
from graph.ids import fold
from graph.themes import themes
from graph.views.answers import TableRow
from graph.views.memberships import Membership
from graph.views.relations import Relation
from graph.vocabulary import Language, MembershipRole, RelationKind


def members_of(context: Context, parsed: Parsed) -> Outcome:
    """Who is a member of a network; where no source names a member, what sources list under it."""
    language, network, place = parsed.language, parsed.choices[0].taken, parsed.named(1)
    found: list[Tie] = list(read.memberships(context.graph, network=network.id))
    listed = not found
    if listed:
        found = list(read.relations(context.graph, kind="listed_under", end=network.id))
    composing = not found
    if composing:
        found = list(read.relations(context.graph, kind="composes", end=network.id))
    beside = [
        one
        for one in read.relations(context.graph, kind="participates_in", end=network.id)
        if not any(one.from_id == other_end(tie, network.id) for tie in found)
    ]
    if place:
        found = [tie for tie in found if lies_in(entity(context, other_end(tie, network.id)), place)]
    taking_part = not found
    if taking_part:
        # Who takes part, where no source calls anybody a member.
        found = [one for one in beside if not place or lies_in(entity(context, one.from_id), place)]
        beside = [one for one in beside if one not in found]
    levels = {level for _, level in parsed.filters.hard}
    if levels:
        found = [tie for tie in found if entity(context, other_end(tie, network.id)).kind in levels]
    found.sort(key=lambda tie: fold(name(context, other_end(tie, network.id), language)))
    notes = [*_stated_members(context, network, language), *_beside(context, beside, language)]
    where = "" if place is None else f" {inside(place, language)}"
    if parsed.filters.hard:
        where += f" ({either([LEVELS[level].in_(language) for _, level in parsed.filters.hard], language)})"
    words = {**forms(network, "a", language), "place": where}
    words["sources_name"] = "les sources nomment" if language == "fr" else "the sources name"
    if found and (taking_part or listed):
        words |= _no_members(len(found), network, language, composing=composing, taking_part=taking_part)
    return Outcome(
        kind="relations" if listed or taking_part else "memberships",
        value=tuple(found),
        items=tuple(Item(_item(tie, network.id, context, language), ids(tie.sources)) for tie in found),
        words=words,
        columns=(MEMBER, ROLE, SINCE),
        rows=tuple(_member_row(tie, network.id, context, language) for tie in found),
        notes=tuple(notes),
    )


def networks_of(context: Context, parsed: Parsed) -> Outcome:
    """Which networks a body is in: as a member, or taking part without being called one."""
    language, body = parsed.language, parsed.choices[0].taken
    found: list[Tie] = list(read.memberships(context.graph, member=body.id))
    known = {tie.network for tie in found if isinstance(tie, Membership)}
    found += [
        one
        for one in read.relations(context.graph, kind="participates_in", start=body.id)
        if one.to_label == "Network" and one.to_id not in known
    ]
    theme = ""
    if parsed.filters.themes:
        wanted = set(parsed.filters.themes)
        about = {n.id: set(n.themes) for n in read.networks(context.graph, [other_end(tie, body.id) for tie in found])}
        found = [tie for tie in found if about.get(other_end(tie, body.id), set()) & wanted]
        label = themes()[parsed.filters.themes[0]].in_(language)
        theme = f" ({lower_first(label)})"
    code = body.id if body.label == TERRITORY else body.governs
    if code and not theme:
        found += [one for one in read.relations(context.graph, kind="covers", end=code) if one.from_label == "Network"]
    found.sort(key=lambda tie: fold(name(context, other_end(tie, body.id), language)))
    return Outcome(
        kind="memberships",
        value=tuple(found),
        items=tuple(Item(_item(tie, body.id, context, language), ids(tie.sources)) for tie in found),
        words={
            **forms(body, "a", language),
            "theme": theme,
            "sources_place": "les sources placent" if language == "fr" else "the sources place",
        },
        columns=(NETWORK, ROLE, SINCE),
        rows=tuple(_member_row(tie, body.id, context, language) for tie in found),
    )


def _composing(count: int, language: Language) -> dict[str, str]:
    """Return the words for the bodies that make up another, which no source calls its members."""
    noun = {"fr": ("composante", "composantes"), "en": ("constituent body", "constituent bodies")}[language][count > 1]
    return {"n": f"{number(count, language, feminine=True)} {noun}"}


def _no_members(
    count: int, network: Entity, language: Language, *, composing: bool, taking_part: bool
) -> dict[str, str]:
    """Return the words for bodies that no source calls members: they take part, make it up, or stand under it."""
    if taking_part:
        return _taking_part(count, language)
    return _composing(count, language) if composing else _listed_under(count, network, language)


def _taking_part(count: int, language: Language) -> dict[str, str]:
    """Return the words for bodies that take part in a network, which no source calls its members."""
    if language == "fr":
        s = "s" if count > 1 else ""
        return {"n": f"{number(count, 'fr')} participant{s}, sans parler de membre{s},"}
    what = "participants" if count > 1 else "participant"
    return {"n": f"{number(count, 'en')} {what}, without speaking of members,"}


def _listed_under(count: int, network: Entity, language: Language) -> dict[str, str]:
    """Return the words for what sources list under a heading without calling it a member."""
    if language == "fr":
        said = (
            f"{number(count, 'fr')} acteur{'s' if count > 1 else ''}, sans {'les' if count > 1 else 'le'} dire membre"
        )
        listed = {"n": f"{said}{'s' if count > 1 else ''},", "of_a": f"parmi {the(network, 'fr')}"}
        return {**listed, "sources_name": "les sources classent"}
    calling = "without calling them members" if count > 1 else "without calling it a member"
    said = f"{number(count, 'en')} actor{'s' if count > 1 else ''}, {calling},"
    return {"n": said, "of_a": f"under {the(network, 'en')}", "sources_name": "the sources list"}


def _stated_members(context: Context, network: Entity, language: Language) -> list[str]:
    """Say how many members sources count, beside those they name."""
    known = [figure.id for figure in context.gazetteer.figures.get(network.id, ()) if figure.measure == "members"]
    stated = sorted(read.figures(context.graph, known), key=lambda one: one.year or "", reverse=True)
    if not stated:
        return []
    told = ", ".join(f"{amount(one, language)}{f' ({one.year})' if one.year else ''}" for one in stated)
    if language == "fr":
        return [f"Les sources comptent plus de membres qu'elles n'en nomment\u00a0: {told}."]
    return [f"The sources count more members than they name: {told}."]


def _beside(context: Context, beside: list[Relation], language: Language) -> list[str]:
    if not beside:
        return []
    names = ", ".join(name(context, one.from_id, language) for one in beside[:6])
    if language == "fr":
        verb = "participe" if len(beside) == 1 else "participent"
        return [f"Les sources disent aussi, sans parler de membre, que {names} y {verb}."]
    verb = "takes" if len(beside) == 1 else "take"
    return [f"The sources also say, without speaking of a member, that {names} {verb} part."]


def _item(tie: Tie, id_: str, context: Context, language: Language) -> str:
    text = name(context, other_end(tie, id_), language)
    if isinstance(tie, Membership) and tie.role != MembershipRole.MEMBER:
        return f"{text} ({lower_first(MembershipRole(tie.role).label.in_(language))})"
    if isinstance(tie, Relation) and tie.kind == RelationKind.PARTICIPATES_IN:
        return f"{text} ({'y participe' if language == 'fr' else 'takes part'})"
    if isinstance(tie, Relation) and tie.kind == RelationKind.COVERS:
        return f"{text} ({'en couvre le territoire' if language == 'fr' else 'covers its territory'})"
    return text


def _member_row(tie: Tie, id_: str, context: Context, language: Language) -> TableRow:
    if isinstance(tie, Membership):
        role = MembershipRole(tie.role).label.in_(language)
    else:
        role = RelationKind(tie.kind).label.in_(language)
    since = date(tie.since, language) if tie.since else None
    return row([thing(context, other_end(tie, id_), language), cell(role), cell(since)], tie.sources)
