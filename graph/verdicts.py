"""A person's verdict on a point of the review list, or on two things by their ids: what the command and the page both do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from graph.db import Graph
from graph.decide import Moved, merge, part, settle, split
from graph.decisions import THINGS, Decision
from graph.duplicates import Proposal
from graph.errors import InputError, NotFoundError
from graph.read import possible_duplicates
from graph.vocabulary import Label

Verdict = Literal["merge", "part", "settle"]

RULES: Final[Mapping[str, Label]] = {
    "code": Label("un même code", "one code"),
    "near": Label("voisins et de noms proches", "near, and alike in name"),
    "name": Label("un même nom", "one name"),
    "bodies": Label(
        "un identifiant, des organismes différents selon les sources", "one id, other bodies in each source"
    ),
}
"""What speaks for a proposal, by its rule."""


def asked(one: Proposal) -> Label:
    """Return the question that a proposal puts to a person."""
    if one.source:
        name = one.one.props["name"]
        return Label(f"{name} : une personne ou deux ?", f"{name}: one person or two?")
    names = one.one.props["name"], one.other.props["name"]
    return Label(f"{names[0]} et {names[1]} : est-ce la même chose ?", f"{names[0]} and {names[1]}: are they one?")


def possible(one: Proposal) -> tuple[Verdict, ...]:
    """Return the verdicts that a proposal takes."""
    return ("part", "settle") if one.source else ("merge", "part", "settle")


def decide(graph: Graph, item: str, verdict: Verdict, words: Sequence[str]) -> Moved:
    """Decide about a point of the list, or about two things by their ids.

    Args:
        graph: where it takes effect.
        item: the id of a question, of a proposal, or of a thing.
        verdict: what is decided.
        words: the answer for settle; else the id that stays (merge) or the other id (part), where it is needed.

    Raises:
        NotFoundError: nothing has that id.
        InputError: it cannot be decided so.
    """
    if verdict == "settle":
        asked_of = next((one for one in possible_duplicates(graph) if one.id == item), None)
        return settle(graph, item, " ".join(words), known=asked_of is not None, named=_names(asked_of))
    given = [word for word in words if word not in ("into", "from")]
    if len(given) > 1:
        raise InputError(f"expected one id after {verdict}, got {' '.join(given)}")
    proposal = next((one for one in possible_duplicates(graph) if one.id == item), None)
    return _proposed(graph, proposal, verdict, given) if proposal else _by_ids(graph, item, verdict, given)


def about_person(one: Decision) -> bool:
    """Whether a decision is about someone: its ids then hold a name."""
    return one.label == "Person" or one.one.startswith(("same--person--", "two--person--"))


def traced(one: Decision) -> str:
    """Return a decision as the audit log may keep it: its id, without anybody's name."""
    return f"{one.kind}--person" if about_person(one) else one.id


def _names(one: Proposal | None) -> str | None:
    """Return the two names that a proposal asks about; none of people."""
    if one is None or one.source is not None or one.one.label == "Person":
        return None
    return f"{one.one.props['name']} · {one.other.props['name']}"[:300]


def _proposed(graph: Graph, proposal: Proposal, verdict: Verdict, given: Sequence[str]) -> Moved:
    one, other = proposal.one, proposal.other
    if proposal.source is not None:
        if verdict == "merge":
            return settle(graph, proposal.id, "one person", known=True)
        return split(graph, one.label, one.id, proposal.source, given[0] if given else new_id(proposal))
    if verdict == "part":
        return part(graph, one.label, one.id, other.id)
    if given and given[0] not in (one.id, other.id):
        raise InputError(f"got {given[0]!r}, expected the one that stays: {one.id} or {other.id}")
    stays = given[0] if given else one.id
    return merge(graph, one.label, other.id if stays == one.id else one.id, stays)


def _by_ids(graph: Graph, one: str, verdict: Verdict, given: Sequence[str]) -> Moved:
    labels = [label for label in THINGS if graph.read(f"read/thing/{label}", id=one)]
    if not labels:
        raise NotFoundError(f"{one!r} is neither a point of the list nor the id of a thing")
    if not given:
        raise InputError(f"expected the other id: review decide {one} {verdict} ID")
    # Where one id is an actor of two kinds, the other tells which of them is meant.
    label = next((label for label in labels if graph.read(f"read/thing/{label}", id=given[0])), labels[0])
    return (merge if verdict == "merge" else part)(graph, label, one, given[0])


def new_id(proposal: Proposal) -> str:
    """Return the id that is proposed for the second of two people who share one."""
    bodies = [body for named in proposal.other.bodies.values() for body in named]
    return f"{proposal.one.id}-{bodies[0]}"
