"""What narrows a question beside names: form, status, theme, level, period, and what the other kinds turn on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ask.beside import LINKS
from ask.dates import Period
from ask.gazetteer import TERRITORY
from ask.kinds import Office, Verb, Words
from ask.spans import Piece
from graph.read.askable import EventName, FigureName
from graph.vocabulary import Form, Status

_NOT_YET: Final = frozenset((Status.EXPLORATORY, Status.NEGOTIATING))

CITY: Final = "commune"
"""The level that people say for any authority: it does not filter, what is of another level is told."""

LEVEL_KINDS: Final[Mapping[str, frozenset[str]]] = {
    "region": frozenset(("region",)),
    "departement": frozenset(("departement",)),
    "intercommunality": frozenset(("intercommunality",)),
    "state": frozenset(("state",)),
    "county": frozenset(("county",)),
    CITY: frozenset(("commune", "city")),
}
"""Level → the kinds of authority that are of it."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a question narrows its answer to.

    `forms` are those asked for where there are several; `ongoing` leaves out links that have ended; `extreme` asks for the
    oldest or newest. `levels` is the level asked for of the parties of each scope, by its place in the question; None is the
    side that is asked for. `began` says that the period is that of the beginning of links. `number` says that a number is
    asked for.
    """

    statuses: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    ongoing: bool = False
    extreme: str | None = None
    themes: tuple[str, ...] = ()
    levels: tuple[tuple[str | None, str], ...] = ()
    city: bool = False
    period: Period | None = None
    began: bool = False
    three: bool = False
    number: bool = False
    top: int | None = None
    countries: bool = False
    office: Office | None = None
    verb: Verb | None = None
    forward: bool = False
    presence: str | None = None
    planned: bool = False
    """Whether events that were held are left out."""
    events: tuple[EventName, ...] = ()
    event_kind: str | None = None
    organisation_kind: str | None = None
    subject: tuple[str, ...] = ()
    figures: tuple[FigureName, ...] = ()

    @property
    def narrow(self) -> bool:
        """Whether they leave less than everything, so that a question without a name can be answered."""
        return bool(self.statuses or self.forms or self.themes or self.hard or self.period or self.three)

    @property
    def hard(self) -> tuple[tuple[str | None, str], ...]:
        """The levels that filter."""
        return tuple((scope, level) for scope, level in self.levels if level != CITY)


def said(pieces: Sequence[Piece]) -> frozenset[str]:
    """Return the words and phrases that are no names."""
    return frozenset(piece.text for piece in pieces if not piece.candidates)


def statuses(found: frozenset[str], vocabulary: Words) -> tuple[str, ...]:
    """Return the statuses that are asked for."""
    return tuple(sorted({vocabulary.statuses[word] for word in found if word in vocabulary.statuses}))


def themes(found: frozenset[str], vocabulary: Words) -> tuple[str, ...]:
    """Return the themes that are asked for."""
    return tuple(sorted({vocabulary.themes[word] for word in found if word in vocabulary.themes}))


def form(found: frozenset[str], vocabulary: Words) -> str | None:
    """Return the only form of link that is asked for: "jumelées", "twinned", "only contacts"."""
    asked = forms(found, vocabulary)
    return asked[0] if len(asked) == 1 else None


def forms(found: frozenset[str], vocabulary: Words) -> tuple[str, ...]:
    """Return the forms of link that are asked for.

    "Partnerships" and "cooperation" are words for any link, so beside them "twinned" does not narrow.
    """
    asked = {vocabulary.forms[word] for word in found if word in vocabulary.forms}
    if any(vocabulary.statuses.get(word) in _NOT_YET for word in found):
        # What is being explored is called a project, whatever it is to become.
        asked.discard(Form.PROJECT)
    return tuple(sorted(asked - {"twinning"} if found & vocabulary.wider else asked))


def levels(pieces: Sequence[Piece], vocabulary: Words) -> tuple[tuple[str | None, str], ...]:
    """Return the levels that are asked for, each with the id of the territory whose authorities it narrows.

    That is None for the side asked for. A word that says which authority of a name is meant ("région Bretagne") is none.
    """
    found: dict[tuple[str | None, str], None] = {}
    for at, piece in enumerate(pieces):
        level = None if piece.candidates else vocabulary.levels.get(piece.text)
        if level and not _is_type(pieces, at):
            found[_beside(pieces, at), level] = None
    return tuple(found)


def unused_levels(pieces: Sequence[Piece], vocabulary: Words) -> frozenset[str]:
    """Return the words for a level, other than that of cities, that do not tell which authority of a name is meant."""
    return frozenset(
        piece.text
        for at, piece in enumerate(pieces)
        if not piece.candidates and vocabulary.levels.get(piece.text, CITY) != CITY and not _is_type(pieces, at)
    )


def _is_type(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a word tells which authority the name beside it is."""
    after = at + 1
    while after < len(pieces) and pieces[after].text in LINKS and not pieces[after].candidates:
        after += 1
    follows = pieces[after] if after < len(pieces) else None
    if follows and follows.candidates and not follows.demonym and follows.type:
        return pieces[at].text in follows.type.words
    before = pieces[at - 1] if at else None
    if before is None or not before.candidates or before.demonym or before.type is None:
        return False
    return pieces[at].text in before.type.words


def _beside(pieces: Sequence[Piece], at: int) -> str | None:
    """Return the id of the territory that a level stands beside: "French regions", "départements de Bretagne"."""
    for near in (at - 1, at + 1):
        if 0 <= near < len(pieces) and pieces[near].demonym:
            return pieces[near].candidates[0].id
    if at and pieces[at - 1].candidates and pieces[at - 1].candidates[-1].label == TERRITORY:
        return pieces[at - 1].candidates[-1].id
    after = at + 1
    while after < len(pieces) and pieces[after].text in LINKS and not pieces[after].candidates:
        after += 1
    if at + 1 < after < len(pieces) and pieces[after].candidates:
        territories = [one for one in pieces[after].candidates if one.label == TERRITORY]
        return territories[0].id if territories else None
    return None
