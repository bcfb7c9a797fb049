"""The parts of a list of people: what its heading and columns say, and where one entry ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.minutes.document import Paragraph
from loaders.minutes.gazetteer import Gazetteer
from loaders.minutes.lexicon import key, phrases, tokens, words
from loaders.minutes.mentions import mentions
from loaders.minutes.offices import is_title
from loaders.minutes.people import listed_name, person_name

DASH = re.compile(r"\s+[-–—/|·]\s+|\s*[–—]\s*|\t+|\s{2,}|\s+:\s+")
MAX_LETTERS = 26
MAX_HEAD = 8
"""The longest heading of a further part of a list, words."""

_LETTER = re.compile(r"(?P<letter>[A-Z])[.)]\s+[^,(]{3,60}(?:\([^()]*\))?$")
AND = re.compile(r"\s+(?:et|and|&)\s+")
_PROXY = re.compile(r"\s+(?:à|to)\s+(?=(?:M|Mme|Mlle|Mr|Mrs|Ms|Cllr)\b).*$")
_COUPLE = re.compile(
    r"(?:(?:M\. et Mme|Mr and Mrs|Mr & Mrs)\s+)?(?P<one>[A-ZÀ-Ý][a-zà-ÿ-]+)\s+(?:&|et|and)\s+(?P<other>[A-ZÀ-Ý][a-zà-ÿ-]+)"
    r"\s+(?P<last>[A-ZÀ-Ý][\w'’-]+)"
)
_MARKED = re.compile(r"^\s*#+\s*(?:(?:[A-Z]|\d{1,2}|[IVX]{1,4})\s?[.)°–-]\s+)?")
_THERE = ("present", "presents", "presente", "presence o n")
_REMOTE = (
    "visio",
    "en visio",
    "distanciel",
    "a distance",
    "en distanciel",
    "online",
    "remote",
    "sur place",
    "en ligne",
)
_BY_THE_WAY = re.compile(
    r"\s*\((?:by (?:video|phone|telephone)|online|remote(?:ly)?|via \w+|in person|from (?:item |\d)[^()]*"
    r"|until (?:item |\d)[^()]*|(?:en )?visio\w*|à distance|en distanciel|par téléphone|sur place|à partir d[^()]*"
    r"|jusqu['’]à[^()]*|arrivée? [^()]*|partie? [^()]*)\)",
    re.IGNORECASE,
)
"""How somebody was there, and how long."""

_BRACKETS = re.compile(r"\s*\((?P<said>[^()]{4,20})\)")
_SUBSTITUTES = ("suppleant", "suppleante", "suppleants", "substitute", "deputy", "alternate", "remplacant")
_COUNTED = re.compile(r"\s*\d+\s+\w+\s.*\.\s*$")
"""`37 adhérents présents, 12 pouvoirs.` counts, and heads no list."""

_ALSO = re.compile(r"(?:also|egalement|aussi)\b|.*\b(?:also|egalement)$")
"""`Also in the room:`, `Y étaient également :` behind a list: more of those who were there."""

_CODE = re.compile(r"[A-Z✓✔x]")
"""A cell that says by one letter whether somebody was there."""

PLURALS = frozenset(
    "adjoints adjointes conseillers conseilleres elus elues maires presidents presidentes membres "
    "techniciens agents charges chargees "
    "directeurs directrices councillors commissioners members officers deputies".split()
)


def lettered(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Return the ids of the paragraphs that are headings by their letters: `A. ROLL CALL`, `B. OPENING`, `C. …`, in order.

    One alone may be a person's initial (`B. MARTIN`); three in the order of the alphabet are not.
    """
    found: list[int] = []
    for paragraph in paragraphs:
        match = _LETTER.match(paragraph.text)
        if match and match["letter"] == chr(ord("A") + len(found)) and len(found) < MAX_LETTERS:
            found.append(id(paragraph))
    return frozenset(found) if len(found) > 2 else frozenset()


def heading(text: str, *, beside: bool = False) -> str | None:
    """Return present, excused or represented where a text is the heading of such a list, else None.

    `met` heads those whom a journey met: they were at no meeting of its own.

    Args:
        text: a line, a label, a cell.
        beside: whether a list is open, so that weaker words (`Invités`, `Staff`) head another part of it.
    """
    text = _MARKED.sub("", text)
    folded = key(text)
    if any(_is_led(folded, phrase) for phrase in words("attendance", "met")) and len(folded.split()) <= MAX_HEAD:
        return "met"
    if folded in words("attendance", "chairing"):
        return "present"
    if _COUNTED.match(text):
        return None
    more = beside and len(folded.split()) <= MAX_HEAD and "." not in text and _ALSO.match(folded)
    return _heading(text, folded, beside=beside) or ("present" if more else None)


def _heading(text: str, folded: str, *, beside: bool) -> str | None:
    count = len(folded.split())
    if not folded or count > 12:
        return None
    for presence in ("excused", "present"):
        for phrase in words("attendance", presence):
            if _is_led(folded, phrase):
                # `Absents représentés`, `Excusés ayant donné pouvoir`: somebody stood for them.
                return presence if folded == phrase or not _by_proxy(folded) else "represented"
    if count > 8 or "." in text.strip(" .") or person_name(text) or is_title(text):
        return None
    padded = f" {folded} "
    for presence in ("excused", "represented", "present", "beside"):
        if presence == "beside" and not (beside and count <= 4):
            continue
        if any(f" {phrase} " in padded for phrase in words("attendance", f"heads_{presence}")):
            return "present" if presence == "beside" else presence
    return None


def _is_led(folded: str, phrase: str) -> bool:
    """Whether a heading is a phrase, begins with it and goes on as a heading, or ends in it."""
    opens = folded.startswith(f"{phrase} ") and _only_heading(folded, phrase)
    return folded == phrase or opens or folded.endswith(f" {phrase}")


def _by_proxy(folded: str) -> bool:
    said = f" {folded} ".replace(" sans pouvoir ", " ").replace(" sans procuration ", " ")
    return any(f" {word} " in said for word in words("attendance", "heads_represented"))


def _only_heading(folded: str, phrase: str) -> bool:
    rest = folded.removeprefix(phrase).split()
    return len(rest) <= 6 and not any(word in words("attendance", "titles") for word in rest)


def without_manner(text: str) -> str:
    """Blank out, in brackets, how somebody was there and how long: `(by video)`, `(à partir de 10 h)`."""
    return _BY_THE_WAY.sub(lambda found: " " * len(found[0]), text)


def without_presence(item: str) -> tuple[str, str | None]:
    """Take out the piece that says somebody was not there: `…, ville de Dieppe, empêché, n'a pu venir`."""
    for bracket in _BRACKETS.finditer(item):
        if (stated := heading(bracket["said"])) and stated != "present":
            return f"{item[: bracket.start()].rstrip()}{item[bracket.end() :]}", stated
    pieces = re.split(r"(,\s*)", item)
    for index in range(2, len(pieces), 2):
        folded = f" {key(pieces[index])} "
        if len(folded.split()) <= 6 and any(f" {word} " in folded for word in words("attendance", "heads_excused")):
            return "".join(pieces[: index - 1]), "excused"
    return item, None


def is_substitute(cell: str) -> bool:
    """Whether a cell says that the one who sat was the other: `la suppléante`."""
    return any(word in _SUBSTITUTES for word in key(cell).split())


def presence_of(by_role: dict[str, str]) -> str | None:
    """Return the presence that the cells of a row state: a word, a letter (`P`, `E`), a cross in a column."""
    if by_role.get("away", "").strip(" -"):
        return "excused"
    if by_role.get("there", "").strip(" -"):
        return "present"
    cell = by_role.get("presence", "").strip()
    mark = re.match(r"(?P<letter>[PEAXR✓✔x])\b|(?P<sign>[✓✔])", cell)
    if mark:
        letter = (mark["letter"] or mark["sign"]).upper()
        return {"E": "excused", "A": "excused", "R": "represented"}.get(letter, "present")
    return heading(cell)


def columns_of(cells: Sequence[str]) -> tuple[str | None, ...]:
    """Return what each column holds, where a row is the header of a list of people; empty otherwise."""
    folded = [key(re.sub(r"\([a-z]{1,3}\)|·[a-z]{1,3}\b", "", cell)) for cell in cells]
    has_first = any(cell in words("attendance", "columns_first") for cell in folded)
    roles: list[str | None] = []
    for cell in folded:
        if has_first and cell in words("attendance", "columns_first"):
            roles.append("first")
        elif has_first and cell in words("attendance", "columns_last"):
            roles.append("last")
        elif cell in _SUBSTITUTES:
            roles.append("substitute")
        elif len(folded) > 2 and (cell in _REMOTE or (cell in _THERE and "there" not in roles)):
            roles.append("there")
        elif cell in ("excuse", "excuses", "absent", "absents", "excusee", "apologies") and len(folded) > 2:
            roles.append("away")
        else:
            roles.append(
                next(
                    (
                        role
                        for role in ("person", "title", "body", "presence")
                        if cell in words("attendance", f"columns_{role}") or _of_role(cell, role)
                    ),
                    None,
                )
            )
    people = "person" in roles or {"first", "last"} <= set(roles)
    return tuple(roles) if people and len([role for role in roles if role]) >= 2 else ()


def _of_role(cell: str, role: str) -> bool:
    """Whether each word of a header is one for a role: `Commune / structure`."""
    parts = [word for word in cell.split() if word not in ("et", "ou", "and", "or", "the", "de", "la", "du")]
    return len(parts) > 1 and all(word in words("attendance", f"columns_{role}") for word in parts)


def guessed_columns(cells: Sequence[str], names: Gazetteer) -> tuple[str | None, ...]:
    """Return what each cell probably holds, in a table without a header."""
    roles: list[str | None] = []
    for cell in cells:
        if "person" not in roles and (person_name(name_and_rest(cell)[0]) or couple(cell)):
            # Who stands in front of a person is whoever sent them.
            if len(roles) == 1 and roles[0] is None and len(cells[0]) > 3 and cells[0][0].isupper():
                roles[0] = "body"
            roles.append("person")
        elif "person" in roles and _CODE.fullmatch(cell):
            roles.append("presence")
        elif is_title(cell):
            roles.append("title")
        elif cell and "body" not in roles and mentions(cell, names, strict=False):
            roles.append("body")
        else:
            roles.append(None)
    return tuple(roles)


def entries(text: str) -> Iterator[tuple[int, str]]:
    """Yield the items of a list with their start: parted by commas and semicolons outside of brackets.

    Where there are semicolons, or brackets behind the names, commas part; else they belong to one person, unless the
    pieces are people with an office for all of them: `Anna Bell, Tom Carr, adjoints - Eva Lind, maire`.
    """
    if grouped := _grouped(text):
        yield from grouped
        return
    yield from _with_titles(_parted(text))


def _with_titles(items: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Put a piece that is nothing but an office behind the person before it: `Nadia Cherif | adjointe au maire`."""
    before: tuple[int, str] | None = None
    for start, item in items:
        if before and is_title(item) and listed_name(name_and_rest(item)[0]) is None and "(" not in before[1]:
            before = (before[0], f"{before[1]}, {item}")
            continue
        if before:
            yield before
        before = (start, item)
    if before:
        yield before


def _parted(text: str) -> Iterator[tuple[int, str]]:
    depth, start = 0, 0
    marks = ";" if ";" in text else "," if _comma_parts(text) else ";"
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character in marks and depth <= 0:
            yield from _trimmed(text, start, index)
            start, depth = index + 1, 0
    yield from _trimmed(text, start, len(text))


def _grouped(text: str) -> list[tuple[int, str]]:
    """Return people with the office behind them, where one office stands for several people; empty otherwise."""
    found: list[tuple[int, str, str]] = []
    waiting: list[int] = []
    plural = False
    if "(" in text:
        return []
    for piece in re.finditer(r"(?:(?!,|;|\s[-–—]\s|\s(?:et|and)\s).)+", text):
        said = piece[0].strip(" .")
        if not said:
            continue
        if listed_name(said) and not (found and phrases("organisations").at(tokens(said), 0)):
            lead = len(piece[0]) - len(piece[0].lstrip(" ."))
            found.append((piece.start() + lead, said, ""))
            waiting.append(len(found) - 1)
        elif not found:
            return []
        else:
            several = tokens(said)[0].folded in PLURALS if tokens(said) else False
            plural |= several and len(waiting) > 1
            for index in waiting if several else (waiting[-1:] or [len(found) - 1]):
                at, name, office = found[index]
                found[index] = (at, name, f"{office}, {said}" if office else said)
            waiting = []
    if not plural:
        return []
    return [(at, f"{name}, {office}" if office else name) for at, name, office in found]


def _comma_parts(text: str) -> bool:
    if re.search(r"\)\s*,", text):
        return True
    pieces = [piece for piece in re.split(r",\s*", re.sub(r"\([^)]*\)", "", text).strip(" .")) if piece]
    return len(pieces) > 1 and sum(_is_named(piece) for piece in pieces) >= max(2, len(pieces) * 0.7)


def _is_named(piece: str) -> bool:
    """Whether a piece of a list is a person, a couple, or somebody with who votes for them: `M. A à Mme B`."""
    return listed_name(re.split(AND, _PROXY.sub("", piece))[0]) is not None or couple(piece) is not None


def couple(text: str) -> tuple[str, str] | None:
    """Return both names of two people with one surname: `Maureen & Keith Dodd`."""
    match = _COUPLE.fullmatch(text.strip())
    if match is None or person_name(f"{match['other']} {match['last']}") is None:
        return None
    return f"{match['one']} {match['last']}", f"{match['other']} {match['last']}"


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip(" ,.•-–"))
    if piece.strip(" ,.•-–"):
        yield start + lead, piece.strip(" ,.•-–")


def name_and_rest(item: str) -> list[str]:
    """Return name and description of one person: `Name (…)`, `Name – …`, `Name, …`."""
    bracket = re.match(r"([^()]+)\(((?:[^()]|\([^()]*\))*)\)?(?P<more>.*)$", item)
    if bracket and listed_name(bracket[1]):
        more = bracket["more"].strip(" .,;–—-")
        also = more if more and not re.match(r"(?:et|and|ainsi)\b", more) else ""
        return [bracket[1].strip(), ", ".join(filter(None, (bracket[2].strip(" )."), also)))]
    for parted in (DASH.split(item, maxsplit=1), re.split(r",\s*", item, maxsplit=1)):
        if len(parted) > 1 and listed_name(parted[0]):
            return [piece.strip() for piece in parted]
    return [item.strip()]
