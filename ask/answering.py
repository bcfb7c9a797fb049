"""Answering every kind of question but those for links: run its named query, put its rows into its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from ask.named import attendance, card, documents, events, links, memberships, neighbours, offices, ranking, relations
from ask.named.base import COLON, LISTED, Context, Item, Outcome, Query
from ask.partners import readings, relatives
from ask.prose import number, sentence_case, the
from ask.reading import Parsed
from ask.sentence import SPEECH, YES
from graph.views.answers import Segment
from graph.vocabulary import Language

QUERIES: Final[Mapping[str, Query]] = MappingProxyType(
    {
        "attendance": attendance.attendance,
        "meetings_of": attendance.meetings_of,
        "card": card.card,
        "office_of": offices.office_of,
        "office_in": offices.office_in,
        "contacts_of": offices.contacts_of,
        "covering": relations.covering,
        "networks_of": memberships.networks_of,
        "members_of": memberships.members_of,
        "part_of": relations.part_of,
        "relations": relations.relations,
        "ties_between": relations.ties_between,
        "events": events.events,
        "figures": events.figures,
        "peers": neighbours.peers,
        "both": neighbours.both,
        "path": neighbours.path,
        "compare": neighbours.compare,
        "evolution": links.evolution,
        "since": links.since,
        "news": links.news,
        "supporters": links.supporters,
        "themes": links.themes,
        "ranking": ranking.ranking,
        "oldest": links.oldest,
        "open": documents.open_points,
        "sources": documents.sources,
    }
)
"""What `query` of a kind in `data/asks.toml` names."""

FACTS: Final = 4
"""Of what sources say of one thing so many facts stand in the sentence, all in the table."""

_OF_NAMESAKES: Final = frozenset(("attendance", "meetings_of", "contacts_of", "open"))
"""Beside questions about links those that are asked of a namesake too: people of "Lyon" are those of its métropole."""

_SORTED: Final = frozenset(("evolution", "since", "news", "themes", "peers"))


def run(context: Context, parsed: Parsed) -> tuple[Parsed, Outcome]:
    """Run the first reading, or the first other kind that fits, of which sources say something; else the likeliest.

    Where no source tells of the links of a city, those of the intercommunality of its name are told, and the other way round.
    """
    first: tuple[Parsed, Outcome] | None = None
    for kind in (parsed, *parsed.instead):
        for one in readings(kind, sort=False):
            found = QUERIES[one.kind.query](context, one)
            first = first or (one, found)
            if found.found:
                return one, found
    assert first is not None, "every question has a reading"
    return _of_namesake(context, parsed) or first


def _of_namesake(context: Context, parsed: Parsed) -> tuple[Parsed, Outcome] | None:
    """Run a question for an authority that bears the name of one of which no source says anything."""
    if not parsed.kind.areas and parsed.kind.query not in _OF_NAMESAKES:
        return None
    speech = SPEECH[parsed.language]
    for at, choice in enumerate(parsed.choices):
        for other in relatives(context, choice.taken):
            taken = replace(choice, taken=other, others=(choice.taken,), namesakes=())
            again = replace(parsed, choices=(*parsed.choices[:at], taken, *parsed.choices[at + 1 :]), yes=False)
            found = QUERIES[again.kind.query](context, again)
            if found.found:
                note = speech.instead(the(choice.taken, parsed.language), the(other, parsed.language))
                return again, replace(found, notes=(note, *found.notes))
    return None


def said(parsed: Parsed, found: Outcome) -> tuple[Segment, ...]:
    """Return the sentence of an outcome: its template with the number, the names and what is listed."""
    says = parsed.kind.says[parsed.language]
    words = _words(parsed, found)
    if not found.found:
        return (Segment(text=sentence_case(says["none"].format(**words)), strong=True),)
    before, _, after = says["some"].partition("{list}")
    lead = sentence_case(before.format(**words))
    named = _listed(found.items, parsed.language, capital=not lead, apart=found.kind == "claims")
    end = after.format(**words)
    if named and named[-1].text.rstrip().endswith((".", "?", "…")) and end == ".":
        end = ""
    yes = [Segment(text=YES[parsed.language], strong=True)] if parsed.yes and parsed.kind.yes else []
    segments = [*yes, *_strong(lead, words["n"]), *named, Segment(text=end)]
    return tuple(segment for segment in segments if segment.text or segment.sources)


def understood(parsed: Parsed, found: Outcome) -> str:
    """Return how the question was understood, in words."""
    return sentence_case(parsed.kind.says[parsed.language]["understood"].format(**_words(parsed, found)))


def _words(parsed: Parsed, found: Outcome) -> dict[str, Any]:
    language = parsed.language
    one, many, gender = parsed.kind.noun[language]
    count = len(found.value) if found.total is None else found.total
    noun = many if count > 1 or (language == "en" and count == 0) else one
    counted = f"{number(count, language, feminine=gender == 'f')} {noun}"
    return {"n": counted, "colon": COLON["fr"], **found.words}


def _strong(lead: str, counted: str) -> list[Segment]:
    """Cut the lead so that the number stands out."""
    at = lead.lower().find(counted)
    if at < 0:
        return [Segment(text=lead)]
    end = at + len(counted)
    pieces = [Segment(text=lead[:at]), Segment(text=lead[at:end], strong=True), Segment(text=lead[end:])]
    return [piece for piece in pieces if piece.text]


def _listed(items: tuple[Item, ...], language: Language, *, capital: bool, apart: bool) -> list[Segment]:
    """Name up to `LISTED` things, each with its sources, and count the rest, whose sources stand behind the count."""
    most = FACTS if apart else LISTED
    shown, rest = items[:most], items[most:]
    if len(rest) == 1:
        shown, rest = items, ()
    last, comma = (" et " if language == "fr" else " and "), ", "
    if apart or any(", " in item.text and "(" not in item.text.partition(", ")[0] for item in shown):
        # Things told with commas in them are kept apart by more than a comma.
        comma = "\u00a0; " if language == "fr" else "; "
        last = comma if apart else f"{comma}{last.strip()} "
    parts = [Segment(text=item.text, sources=item.sources) for item in shown]
    if rest:
        count = number(len(rest), language)
        text = f"{count} autres" if language == "fr" else f"{count} others"
        if apart:
            text = f"et {count} autres faits ci-dessous" if language == "fr" else f"and {count} further facts below"
        parts.append(Segment(text=text, sources=tuple(dict.fromkeys(id_ for item in rest for id_ in item.sources))))
    if capital and parts:
        parts[0] = parts[0].model_copy(update={"text": sentence_case(parts[0].text)})
    joined: list[Segment] = []
    questions = any(item.text.endswith(("?", ".")) for item in shown)
    for at, part in enumerate(parts):
        if at:
            joined.append(Segment(text=" " if questions else last if at == len(parts) - 1 else comma))
        joined.append(part)
    return joined
