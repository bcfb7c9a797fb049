"""People whose office and body stand in lines of their own below the name, as on a visiting card."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from loaders.minutes.document import Paragraph, without_bullet
from loaders.minutes.gazetteer import Body
from loaders.minutes.offices import is_title
from loaders.minutes.people import person_name

MAX_LINES, MAX_LINE = 3, 110
"""How many lines a card has below the name, and the longest of them, characters."""

ENOUGH = 2
"""How many cards make a document one that has them."""

Alone = Callable[[str], tuple[Body, ...]]


def cards(paragraphs: Sequence[Paragraph], alone: Alone) -> Mapping[int, tuple[Paragraph, ...]]:
    """Return the lines below each name that is on a card, by the id of the name's paragraph.

    Args:
        paragraphs: all of a document.
        alone: what tells the bodies that a line names and nothing else.
    """
    found = {id(paragraphs[at]): tuple(paragraphs[at + 1 : until]) for at, until in _cards(paragraphs, alone)}
    return found if len(found) >= ENOUGH else {}


def _cards(paragraphs: Sequence[Paragraph], alone: Alone) -> Iterator[tuple[int, int]]:
    """Yield the number of each name's paragraph, and of the first one behind its card."""
    led = False
    for at, paragraph in enumerate(paragraphs):
        if not _is_name(paragraph):
            # A body above names is theirs: what stands below is the next one's.
            led = bool(alone(paragraph.text)) and not (led is False and at and _is_name(paragraphs[at - 1]))
            continue
        until = at + 1
        while until < len(paragraphs) and until - at <= MAX_LINES and _says(paragraphs[until], alone):
            until += 1
        if until > at + 1 and (is_title(paragraphs[at + 1].text) or not led):
            yield at, until


def _is_name(paragraph: Paragraph) -> bool:
    return not paragraph.cells and person_name(without_bullet(paragraph.text)[0]) is not None


def _says(paragraph: Paragraph, alone: Alone) -> bool:
    """Whether a line is an office or a body."""
    text = paragraph.text.strip()
    if paragraph.cells or len(text) > MAX_LINE or text.endswith((".", ":")) or _is_name(paragraph):
        return False
    return is_title(text) or bool(alone(text))
