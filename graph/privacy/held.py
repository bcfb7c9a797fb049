"""Everything that is held about one person, for whoever asks to see it."""

from __future__ import annotations

from typing import Any, NamedTuple

from graph.db import Graph
from graph.errors import NotFoundError
from graph.model import LABELS
from graph.privacy.erase import Statement
from graph.privacy.fingerprint import PERSONAL, Forgotten, decision
from graph.read import sources
from graph.read.whole import things
from graph.views import Source

_SALT = "00"


class Held(NamedTuple):
    """What is held: the names, every statement about the person, every text that names the person, and the sources."""

    id: str
    names: tuple[str, ...]
    statements: tuple[Statement, ...]
    mentions: tuple[Statement, ...]
    sources: tuple[Source, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "id": self.id,
            "names": list(self.names),
            "statements": [one._asdict() for one in self.statements],
            "mentions": [one._asdict() for one in self.mentions],
            "sources": [one.model_dump(mode="json") for one in self.sources],
        }


def held(graph: Graph, id_: str) -> Held:
    """Return everything that the graph holds about a person.

    Raises:
        NotFoundError: nobody has this id.
    """
    every = [
        Statement(label, thing.id, source, said)
        for label in LABELS
        for thing in things(graph, label)
        for source, said in thing.statements
    ]
    own = [one for one in every if one.label == "Person" and one.id == id_]
    if not own:
        raise NotFoundError(f"no person has the id {id_[:140]!r}")
    names = sorted({name for one in own for name in (one.said["name"], *one.said.get("as_stated", ()))})
    about = [one for one in every if one.label in PERSONAL and one.said["person"] == id_]
    about += [one for one in every if one.label == "Review" and id_ in one.said.get("about", ())]
    sought = Forgotten.of(decision(_SALT, name, "") for name in names)
    mine = {(one.label, one.id) for one in (*own, *about)}
    mentions = [
        one for one in every if (one.label, one.id) not in mine and sought.redacted(one.label, one.said) is not one.said
    ]
    cited = {one.source for one in (*own, *about, *mentions)}
    known = tuple(source for source in sources(graph) if source.id in cited)
    return Held(id_, tuple(names), (*own, *about), tuple(mentions), known)
