"""A question as it is read: what it was understood to be, or why it was not."""

from __future__ import annotations

from dataclasses import dataclass, field

from ask.filters import Filters
from ask.gazetteer import Entity
from ask.kinds import Kind
from graph.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name was taken for: as it was typed, what was taken, what else bears the name, other authorities so called.

    `corrected` says that a typing error was taken out. `slot` is the number of the kind's slot that it fills.
    """

    typed: str
    taken: Entity
    others: tuple[Entity, ...] = ()
    namesakes: tuple[Entity, ...] = ()
    corrected: bool = False
    slot: int = 0


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question understood: its kind and what it names, French places first where links are asked for.

    `yes` says that yes or no is asked for. `instead` are other kinds that fit it as well, tried where the sources say
    nothing of the first.
    """

    text: str
    language: Language
    kind: Kind
    choices: tuple[Choice, ...]
    abroad: bool
    form: str | None
    as_of: str | None
    filters: Filters = field(default_factory=Filters)
    yes: bool = field(default=False, compare=False)
    instead: tuple[Parsed, ...] = field(default=(), compare=False)

    @property
    def scopes(self) -> tuple[Entity, ...]:
        """The places and bodies that the question is about."""
        return tuple(choice.taken for choice in self.choices)

    def named(self, slot: int) -> Entity | None:
        """Return what fills a slot, None where the question does not name it."""
        return next((choice.taken for choice in self.choices if choice.slot == slot), None)


@dataclass(frozen=True, slots=True)
class Refused:
    """A question not understood: why (`places` words look like names of places), which words, what was found in it."""

    text: str
    language: Language
    reason: str
    unknown: tuple[str, ...]
    found: tuple[Entity, ...]
