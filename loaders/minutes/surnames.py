"""Who is meant where a list prints a surname alone: `Mme LE MEUR`, said in full elsewhere in the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.ids import fold
from loaders.minutes.document import Paragraph
from loaders.minutes.items import Attendee
from loaders.minutes.people import person_name

_FULL = re.compile(
    r"(?:Mme|Mlle|M\.|MM\.|Mr|Mrs|Ms|Dr|Cllr|Councillor|Madame|Monsieur|[Mm]aire|[Mm]ayor),?\s+"
    r"(?P<name>[A-ZÀ-Ý][\w'’.-]+(?:\s+(?:(?:de|du|des|le|la|van|von)\s+)?[A-ZÀ-Ý][\w'’-]+){1,3})"
)


def full(found: Sequence[Attendee], paragraphs: Iterable[Paragraph]) -> Iterator[Attendee]:
    """Yield the people of some lists, those of whom the surname alone stands there with their full name, where one fits."""
    short = {fold(one.name) for one in found if _is_short(one)}
    said: dict[str, set[str]] = {surname: set() for surname in short}
    others = {one.name for one in found if not _is_short(one)}
    if short:
        others |= {
            name for one in paragraphs for match in _FULL.finditer(one.text) if (name := person_name(match["name"]))
        }
    for name in others:
        for surname in short:
            if fold(name).endswith(f" {surname}"):
                said[surname].add(name)
    by_id = {surname: {fold(name): name for name in names} for surname, names in said.items()}
    for one in found:
        meant = by_id.get(fold(one.name), {}) if _is_short(one) else {}
        if len(meant) == 1:
            yield replace(one, name=next(iter(meant.values())))
        else:
            yield replace(one, layout="surname") if _is_short(one) else one


def _is_short(one: Attendee) -> bool:
    return person_name(one.name) is None and person_name(one.printed) is None and one.layout != "table"
