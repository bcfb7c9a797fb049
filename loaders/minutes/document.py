"""A document as it is read: numbered lines, and paragraphs that know which line and column each character stands on.

Lines are what a locator counts: those of a text file, else one for each paragraph or row of a table that the format has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from loaders.minutes.columns import Gap, gaps

_MARKS = re.compile(r"\*\*|</?(?:b|i|u|em|strong|sup|sub)>|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_BULLET = re.compile(
    r"^\s*(?:>\s*)?(?:[-–—•▪◦⇨➢*·>]|\([a-z]\)(?=\s)|\d{1,2}[.)](?=\s)|\d{1,2}\.\d{1,2}[.)]?(?=\s)|[a-z]\))\s+"
)
_HEADING = re.compile(
    r"^\s*(?:#{1,6}\s+|(?P<number>(?:\d{1,2}|[IVX]{1,4})(?:\.\d{1,2})*)\s?[.)°/]\s*(?=[A-ZÀ-Ý«])"
    r"|(?P<matter>\d{1,3}/\d{1,3})\s+(?=[A-ZÀ-Ý]))"
)
_LABEL = re.compile(r"^[A-ZÀ-Ý«][^:.;!?]{2,90}\s?:\s")
_LEADER = re.compile(r"(?:(?<!\.)\.{4,}|\s\.{2,})\s+(?=[A-ZÀ-Ý][^\W\d])")
"""Dots that lead from one column to the next: `Toulouse ........ Solange PEYRAC, adjointe   P`."""

_DATED = re.compile(r"(?=[^\s]*\d|.{0,20}\b(?:19|20)\d\d)\S(?:.{2,40}?\S)?\s{3,}\S")
"""A line of two columns, the first of which is a date: `14 au 19 octobre 2024        Mission à São Paulo`."""

_GAP = re.compile(r"\s{3,}")
_RULE = re.compile(r"[-=_+|:* ]{3,}")
"""A line that only parts: under a title, under the header of a table."""

_SENTENCE_END = (".", "!", "?", ":", ";", "»", "”")
_ENTRY = re.compile(
    r"^(?:(?:M|MM|Mme|Mlle|Mr|Mrs|Ms|Dr|Pr|Cllr|Councillor|Frau|Herr)\.?\s+|Madame\s+|Monsieur\s+)?(?:[A-ZÀ-Ý][\w'’.-]+\s+){1,3}[A-ZÀ-Ý][\w'’.-]+"
    r"\s*(?:,|\(|\s[-–—:]\s|\s{2,}|\t)"
)
"""An entry of a list of people, by its beginning: a name, then a mark."""

_ADDRESSED = re.compile(
    r"(?:Councillors?|Cllrs?\.?|Mmes?|Mlle|MM?\.|Mr|Mrs|Ms|Dr|Mesdames|Messieurs|Madame|Monsieur)\s+[A-ZÀ-Ý]"
)
"""A line that begins with a form of address; below a bracket that closes it is an entry of its own."""

_DASHED = re.compile(r"[A-ZÀ-Ý][^.;:–—]{1,60}?\s[–—]\s")
"""A label with a dash behind it: two such lines are two entries."""

_CAPITALS = re.compile(r"^[A-ZÀ-Ý][A-ZÀ-Ý'’ -]{2,40}(?:\s?\([^()]{2,40}\))?\s?(?:[.:]\s|[–—-]\s)")
"""A line that begins with a name in capitals, which says who is spoken of."""

_ASKS_FOR_MORE = re.compile(r"\s(?:et|and|ou|or|de|du|des|à|aux?|of|the|la|le|les|with|avec|pour|for|M\.|Mme)$")
"""How no paragraph ends."""

_LONG = 60
"""A line of at least this many characters was probably wrapped, so the next one may go on with it."""

_UNBROKEN = 180
"""A line of more characters shows that each paragraph of the document is one line."""

FULL = 0.75
"""The share of the usual width that a wrapped line fills at least: where more room was left, the line ended by itself."""

MAX_LABEL = 5
"""How many words stand before a colon where a line begins with a label (`Excusés :`), at most."""


DITTO = ("", '"', "〃", "''", "idem", "Idem", "id.", "ditto", "»")
"""A first cell that stands for the one above."""


class Spot(NamedTuple):
    """A stretch of one line: its number from 1, and the columns from 0, the end exclusive."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Wrapped lines put together again, without marks of emphasis.

    `text` is what is read; `runs` say where it stands, each an offset with the line and column from which the characters go
    on side by side; `section` is the heading above.
    """

    text: str
    runs: tuple[tuple[int, int, int], ...]
    section: str = ""

    def line(self, offset: int) -> int:
        """Return the number of the line that a character stands on; 0 where there is none."""
        index = bisect_right(self.runs, offset, key=itemgetter(0)) - 1
        return self.runs[index][1] if index >= 0 else 0

    def spots(self, start: int, end: int) -> tuple[Spot, ...]:
        """Return where characters `start` to `end` stand, one stretch for each line."""
        lines: dict[int, tuple[int, int]] = {}
        ends = [run[0] for run in self.runs[1:]] + [len(self.text)]
        for (offset, line, column), after in zip(self.runs, ends, strict=True):
            first, last = max(offset, start), min(after, end)
            if first < last:
                here = (column + first - offset, column + last - offset)
                known = lines.get(line, here)
                lines[line] = (min(known[0], here[0]), max(known[1], here[1]))
        return tuple(Spot(line, *columns) for line, columns in lines.items())

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells, where the paragraph is a row of a table (tabs, or Markdown's bars); empty otherwise."""
        if "\t" in self.text:
            return tuple(cell.strip() for cell in self.text.split("\t"))
        if self.text.count("|") >= 2:
            return tuple(cell.strip() for cell in self.text.strip().strip("|").split("|"))
        if led := _LEADER.search(self.text):
            return self.text[: led.start()].strip(), *_GAP.split(self.text[led.end() :].strip())
        return ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its name, the checksum of its bytes (SHA-256, hex), and its lines; `pages` gives the page of a line."""

    name: str
    checksum: str
    lines: tuple[str, ...]
    pages: tuple[int, ...] = ()
    wrapped: bool = True
    """Whether lines may be broken inside a paragraph, as in a text file or a PDF; else each is one."""

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs in their order, each with its section."""
        return tuple(_sectioned(_paragraphs(self.lines, wrapped=self.wrapped)))

    def page(self, line: int) -> int | None:
        """Return the page that a line stands on, where the format has pages."""
        return self.pages[line - 1] if 0 < line <= len(self.pages) else None


def _paragraphs(lines: Sequence[str], *, wrapped: bool) -> Iterator[Paragraph]:
    text, places, last, gap, closed = "", list[tuple[int, int]](), "", False, False
    width, columned = _width(lines), gaps(lines) if wrapped else {}
    for number, raw in enumerate(lines, 1):
        line, columns = _plain(raw, columned.get(number - 1, ()))
        if not line or _RULE.fullmatch(line):
            gap = True
            continue
        # A title in italics ends its line: what begins with a capital below it is something else.
        ends = closed and not line[0].islower()
        if text and not (wrapped and not ends and _goes_on(last, line, gap=gap, width=width)):
            yield Paragraph(text, _runs(places))
            text, places = "", []
        text, places = _joined(text, places, line, [(number, column) for column in columns])
        last, gap, closed = line, False, raw.rstrip().endswith("*")
    if text:
        yield Paragraph(text, _runs(places))


def _runs(places: Sequence[tuple[int, int]]) -> tuple[tuple[int, int, int], ...]:
    """Return where characters stand as runs: a pair for each character of 2,000 pages would be 600 MB."""
    runs: list[tuple[int, int, int]] = []
    before = (0, -2)
    for offset, (line, column) in enumerate(places):
        if (line, column - 1) != before:
            runs.append((offset, line, column))
        before = (line, column)
    return tuple(runs)


_INITIALS = re.compile(r"(?<=\S)\s{4,}[A-Z]{2,4}\s*$")
"""Who is to act, in the margin on the right."""

MARGIN = re.compile(r"(?P<label>[A-ZÀ-Ý][A-ZÀ-Ý &/'’-]{3,30})\s{2,}(?=[A-ZÀ-Ý])")
"""A label in the margin on the left: `MEMBERS      Cllr Maureen Entwistle`."""


def _plain(raw: str, columned: Sequence[Gap]) -> tuple[str, list[int]]:
    """Return a line without marks of emphasis and outer space, and the column of each character that is left."""
    dropped = {column for mark in _MARKS.finditer(raw) for column in range(*mark.span())}
    margin = None if columned else _INITIALS.search(raw)
    raw = raw[: margin.start()] if margin else raw
    written = list(raw)
    for gap in columned:
        written[gap.start : gap.start + len(gap.mark)] = gap.mark
        dropped.update(range(gap.start + len(gap.mark), gap.end))
    kept = [(character, column) for column, character in enumerate(written) if column not in dropped]
    while kept and kept[0][0] == " ":
        kept.pop(0)
    while kept and kept[-1][0] in " \r\n":
        kept.pop()
    # A row of a table may end in empty cells, and begin with one.
    return "".join(character for character, _ in kept), [column for _, column in kept]


def _width(lines: Sequence[str]) -> int:
    """Return how many characters the lines have that were wrapped; more than any line has, where none was."""
    lengths = sorted(length for line in lines if (length := len(line.strip())) >= _LONG)
    if not lengths or lengths[-1] > _UNBROKEN:
        return lengths[-1] * 2 if lengths else 0
    return lengths[len(lengths) * 9 // 10]


def _goes_on(last: str, line: str, *, gap: bool, width: int) -> bool:
    barred = any("\t" in one or one.startswith("|") or one.count("|") >= 2 for one in (last, line))
    led = _LEADER.search(line) or _LEADER.search(last) or (_DATED.match(line) and _DATED.match(last))
    if barred or led or _BULLET.match(line) or _HEADING.match(line):
        return False
    if gap:
        # A page break inside a sentence; a comma or an open bracket asks for more.
        return line[0].islower() and not last.endswith(_SENTENCE_END)
    if last.endswith(("-", ",")) or line[0].islower() or _ASKS_FOR_MORE.search(last):
        return True
    if _begins(last, line):
        return False
    if len(last) + 1 + len(line.partition(" ")[0]) < FULL * width:
        return False
    label = _LABEL.match(line)
    opens = label is not None and (last.endswith(_SENTENCE_END[:3]) or len(label[0].split()) <= MAX_LABEL)
    return len(last) >= _LONG and not opens


def _begins(last: str, line: str) -> bool:
    """Whether a line begins an entry of a list as the one before does, or says in capitals who is spoken of."""
    if _CAPITALS.match(line) and last.endswith(_SENTENCE_END):
        return True
    if MARGIN.match(line) or (last.endswith((")", ";")) and _ADDRESSED.match(line)):
        return True
    last = MARGIN.sub("", last)
    return any(shape.match(line) and shape.match(last) for shape in (_ENTRY, _DASHED))


def _joined(
    text: str, places: list[tuple[int, int]], line: str, here: list[tuple[int, int]]
) -> tuple[str, list[tuple[int, int]]]:
    if not text:
        return line, here
    if text.endswith("-") and len(text) > 1 and text[-2].isalpha():
        # A word broken at the end of the line; before a capital or after a short piece the hyphen is its own.
        return (text[:-1] + line, places[:-1] + here) if line[0].islower() else (text + line, places + here)
    return f"{text} {line}", [*places, here[0], *here]


def _sectioned(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    section = ""
    for paragraph in paragraphs:
        section = _section(paragraph) or section
        yield Paragraph(paragraph.text, paragraph.runs, section)


def _section(paragraph: Paragraph) -> str:
    heading = _HEADING.match(paragraph.text)
    if heading is None or len(paragraph.text) > 160 or paragraph.cells:
        return ""
    if heading["matter"]:
        return f"§ {heading['matter']}"
    return f"§ {heading['number']}" if heading["number"] else paragraph.text[heading.end() :].strip(" #:")[:40]


def without_bullet(text: str) -> tuple[str, int]:
    """Return a text without the mark of a list before it, and how many characters that took."""
    mark = _BULLET.match(text)
    return (text[mark.end() :], mark.end()) if mark else (text, 0)
