"""Offices that the text tells of people whom the lists name without one: `Mme Benmerah, adjointe aux jumelages, …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.minutes.document import Paragraph
from loaders.minutes.gazetteer import Gazetteer
from loaders.minutes.items import Attendee
from loaders.minutes.offices import from_words, is_title

_TOLD = re.compile(
    r"(?:Mme|M\.|Mr|Mrs|Ms|Dr|Cllr|Councillor|Madame|Monsieur)\s+(?P<name>[A-ZÀ-Ý][^,.;:()]{1,40}?),\s+(?P<office>[^,.;:()]{4,90})"
)


def with_offices(there: Sequence[Attendee], paragraphs: Sequence[Paragraph], names: Gazetteer) -> Iterator[Attendee]:
    """Yield the people of the lists, those without office with the one that stands behind their name in the text."""
    told = [match for paragraph in paragraphs if not paragraph.cells for match in _TOLD.finditer(paragraph.text)]
    said = [(match["name"].casefold(), match["office"]) for match in told if is_title(match["office"])]
    for one in there:
        full, last = one.name.casefold(), one.name.partition(" ")[2].casefold()
        office = next((office for name, office in said if name in (full, last)), None)
        if office is None or one.title or one.bodies:
            yield one
            continue
        title, bodies, also = from_words(office, names)
        yield replace(one, title=title, bodies=bodies, also=also)
