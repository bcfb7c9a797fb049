"""What can be created with its statement and its relations in one go: most of a register. Pure.

An authority with its place, and a partnership of two authorities with its parties and themes: one statement looks up the ends
once, where a statement for each kind of relation looks both ends up for each of them.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from graph.difference import Stated
from graph.model import Edge
from graph.vocabulary import PartyRole

_PARTY = {"role": str(PartyRole.PARTY)}


def at_once(
    label: str, props: Mapping[str, Any], said: Sequence[Stated], drawn: Sequence[Edge], authorities: Container[str]
) -> dict[str, Any] | None:
    """Return the row of `write/create_<label>` for a thing that is not in the graph; None where it takes several statements.

    Args:
        label: what it is.
        props: its values with its id.
        said: what is stated about it.
        drawn: the relations that it draws.
        authorities: the ids that are known to be those of authorities in the graph.
    """
    if len(said) != 1:
        return None
    if label == "Collectivity" and len(drawn) == 1:
        return {"props": props, "said": said[0].said, "territory": drawn[0].row["to"]}
    if label == "Partnership":
        return _partnership(props, said[0], drawn, authorities)
    return None


def _partnership(
    props: Mapping[str, Any], said: Stated, drawn: Sequence[Edge], authorities: Container[str]
) -> dict[str, Any] | None:
    parties = [edge.row for edge in drawn if edge.query == "party_to"]
    if len(parties) != 2 or any(row["props"] != _PARTY or row["from"] not in authorities for row in parties):
        return None
    (tie,) = (edge.row for edge in drawn if edge.query == "partners_with")
    themes = [edge.row["to"] for edge in drawn if edge.query == "partnership_about"]
    return {
        "props": props,
        "said": said.said,
        "one": tie["from"],
        "other": tie["to"],
        "tie": tie["props"],
        "themes": themes,
    }
