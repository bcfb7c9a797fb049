"""What stands beside a name in a list: title and body taken apart, in a table's cells or in one stretch of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from loaders.minutes.gazetteer import HOME, TIED, Body, Gazetteer
from loaders.minutes.lexicon import Token, key, phrases, tokens, words
from loaders.minutes.mentions import mentions
from loaders.minutes.naming import Mention
from loaders.minutes.newly import new_organisation
from loaders.minutes.posts import is_post, posted
from loaders.minutes.sentences import is_told

_OF = ("de", "du", "des", "d", "of", "for", "franco")
_FOR = re.compile(r"^(?:pour|for|de la part de|on behalf of)\s+(?:(?:la|le|les|the)\s+|l['’])?", re.IGNORECASE)
_COUNCIL = re.compile(
    r"^(?:the\s+)?(?:city\s+of\s+)?(?P<name>.{2,40}?)\s+(?:(?:City|Borough|District|Town|Parish|Metropolitan)\s+)*"
    r"(?:Council|Municipality|City Hall)$",
    re.IGNORECASE,
)
_LEVELLED = re.compile(
    r"\b(?P<level>départemental|régional|municipal|communautaire|métropolitain)\w*\s+(?:de\s+la|de\s+l['’]|du|des|de|d['’])\s*"
    r"(?P<name>[A-ZÀ-Ý][\w'’-]*(?:[ -][A-ZÀ-Ý][\w'’-]*)*)"
)
_LEVELS = {"départemental": "departement", "régional": "region", "municipal": "commune"}
_COUNTY = re.compile(r"(?:the\s+)?(?P<name>[A-Z][\w'’ -]{2,40}?)\s+County\s+Council", re.IGNORECASE)
_TOWN_COUNCIL = re.compile(
    r"[A-Z][\w'’]+(?:[ -](?:[a-z]+-?)?[A-Z][\w'’]+){0,3} (?:City|Borough|District|Town|Parish) Council"
)
_ENGLISH = ("GB", "US", "IE", "CA", "AU", "NZ")
COVERS = 0.75
"""How much of a text names must cover to be all of it."""

MAX_TEXT = 200
_LINK = re.compile(
    r"(?:\s*\b(?:de la|de l['’]|de|du|des|d['’]|à la|à l['’]|à|au|aux|en|pour|et|of the|of|at|for|in)\s*)+$",
    re.IGNORECASE,
)
_NEW = re.compile(r"^(?:(?:et|and)\s+)?(?:(?:nouveau|nouvelle|new)\s+)?", re.IGNORECASE)


_CAME = re.compile(r"(?:venue?s?|arrivée?s?|invitée?s?|retenue?s?|partie?s?)\s|(?:who|qui)\s")
"""`venue tout exprès de Straubing` is no body."""

_PURPOSE = re.compile(
    r"(?:pour|afin de|in order to|to) (?:[a-zà-ÿ]+er|[a-zà-ÿ]+ir|[a-zà-ÿ]{2,}re|[a-z]{3,} (?:the|a|our))\b"
)
"""`pour faire le point`: what somebody came for."""

_COLUMNS = re.compile(r"(?<=[^\s,;])\s{3,}")
_PARTY = re.compile(r"groupe\s(?!de |des |du |d['’]|pays)[A-ZÀ-Ý]")
_HYPHEN = re.compile(r"-[A-ZÀ-Ý]")
_IN_A_NAME = re.compile(r"\b(?:comité|association|amicale|cercle)\b[^,;]*\s[A-ZÀ-Ý][\w'’-]+$", re.IGNORECASE)
"""`comité de jumelage Saint-Brieuc – Aberystwyth`: what stands before the dash."""

_PARTICIPLE = re.compile(r"[a-zà-ÿ]{3,}ant\s")
_MORE_OF_A_NAME = re.compile(r"(?:\s[A-Z][a-zà-ÿ]+){1,4}")
_HEADS = (
    "officer",
    "manager",
    "director",
    "secretary",
    "treasurer",
    "adviser",
    "advisor",
    "coordinator",
    "clerk",
    "assistant",
)
"""English titles end in what they are: `Civic and International Officer`."""

MAX_TITLE = 8
"""The longest of them, words."""

SHORT_NAME = 8
"""A shorter name is of no intercommunality that is meant without its form, characters."""

MAX_TOWN = 4
"""The longest name of a town that stands alone, words."""

_TOWN = (
    r"\s+(?:de\s+|d['’]|of\s+)"
    r"(?P<town>[A-ZÀ-Ý][\w'’-]*(?:[ -](?:(?:sur|sous|en|le|la|les|do|da|de|del|du|upon|on)[ -])*[A-ZÀ-Ý][\w'’-]*)*)"
)
_LEADS_A_TOWN = re.compile(
    r"\b(?:[Mm]aires?|[Mm]ayors?|[Bb]ourgmestre|[Pp]rovost|[Aa]djointe?s?|[Cc]onseillère?s? municipale?s?)" + _TOWN
)
_SAYS_A_TOWN = re.compile(
    r"\b(?:[Vv]ille|[Cc]ommune|[Mm]airie|[Mm]unicipalité|[Mm]aire|[Mm]ayor|[Cc]ity|[Tt]own|[Cc]onseill\w+ municipa\w+)"
    + _TOWN
)
_OF_A_BODY = re.compile(r"\b(?:de la|de l['’]|du|des|de|d['’]|of the|of)\s*(?P<body>(?=[A-ZÀ-Ý]))")


_OF_A_COMMITTEE = re.compile(
    r"\b(?:de la|de l['’]|du|of the|of our)\s*"
    r"(?P<body>(?:comité de jumelage|association de jumelage|twinning (?:committee|association))"
    r"\s+(?:de |d['’]|du |of )\s?[A-ZÀ-Ý][\w'’ -]+)$"
)
"""`présidente du comité de jumelage de Nort`: whose head is the committee, not the town."""


class Office(NamedTuple):
    """A title, the bodies it is held in, and further offices that the same words state (title and body)."""

    title: str | None = None
    bodies: tuple[Body, ...] = ()
    also: tuple[tuple[str, Body], ...] = ()


def from_cells(title: str, body: str, names: Gazetteer) -> Office:
    """Return the office that the cells for title and body of a table say."""
    title, part = _part(title, names)
    offices = [mention for mention in mentions(title, names) if mention.body.label == "Network"]
    also = tuple((_title(title[_comma(title, one.start) : one.end]), one.body) for one in offices)
    if title and not body and not part and not also:
        return from_words(title, names)
    cut = min((_comma(title, one.start) for one in offices), default=len(title))
    return Office(_title(title[:cut]) or None, part or bodies_in(body, names), also)


def from_words(text: str, names: Gazetteer) -> Office:
    """Return the office that some words say: `adjoint au maire de Nancy et nouveau Président du groupe-pays États-Unis`."""
    if is_post(text):
        body = posted(text, names.abroad if names.alone else None)
        return Office(_title(" ".join(text.split())), (body,) if body else ())
    # Columns that spaces part are pieces too.
    text = " ".join(_COLUMNS.sub(", ", text.strip()).split())
    text = re.sub(r"\s*\([^()]*\)\s*$", "", text.strip(" .,;")).strip(" ().,;")
    if not text or (is_told(text) and not is_title(text)):
        return Office()
    pieces = _pieces(text)
    return _beside(pieces, names) or _ending(pieces, names) or _inside(text, pieces, names)


def _pieces(text: str) -> list[str]:
    """Return what commas and dashes part; a dash inside the name of a twinning committee does not, a purpose is left out."""
    pieces: list[str] = []
    parts = re.split(r"(,\s+|\s+[-–—]\s+)", text)
    for mark, piece in zip(["", *parts[1::2]], parts[::2], strict=True):
        if pieces and "," not in mark and _IN_A_NAME.search(pieces[-1]) and piece[:1].isupper():
            pieces[-1] += f"{mark}{piece}"
        else:
            pieces.append(piece)
    said = [piece.strip() for piece in pieces if piece.strip(" ,-–—")]
    # `…, groupe Socialistes`: the party of somebody is neither office nor body.
    said = [piece for piece in said if not _PARTY.match(piece)] or said
    return said[:-1] if len(said) > 1 and _PURPOSE.match(said[-1]) else said


def _ending(pieces: list[str], names: Gazetteer) -> Office | None:
    """Return the office whose last piece is a town or an organisation: `Mr X, Mayor, Lugo`, `Patricia Keane (Limerick)`."""
    last = pieces[-1]
    if (len(pieces) > 1 or not is_title(last)) and (town := town_alone(last, names)):
        return Office(_title(", ".join(pieces[:-1])) or None, town)
    first = tokens(last)
    opens = bool(first) and phrases("organisations").at(first, 0) is not None
    named = any(first[at].capital for _, at, _ in phrases("organisations").all(first))
    if (opens or named or (len(pieces) > 1 and next(phrases("organisations").all(first), None))) and not is_title(last):
        return Office(_title(", ".join(pieces[:-1])) or None, (new_organisation(last[:MAX_TEXT]),))
    return None


def _beside(pieces: Sequence[str], names: Gazetteer) -> Office | None:
    """Return the office where one of its pieces is the name of a body, and the others the title."""
    for index in range(len(pieces) - 1, -1, -1):
        found = whole(pieces[index], names)
        # A network that stands beside other pieces is a second office, not the body.
        if found and (found[0].label != "Network" or len(pieces) == 1):
            return Office(_title(", ".join([*pieces[:index], *pieces[index + 1 :]])) or None, found)
    for index, piece in enumerate(pieces[:-1]):
        # `Lancaster Twinning Society, President`.
        if piece[0].isupper() and not is_title(piece) and next(phrases("organisations").all(tokens(piece)), None):
            title = _title(", ".join([*pieces[:index], *pieces[index + 1 :]]))
            return Office(title or None, (new_organisation(piece),))
    return None


def whole(text: str, names: Gazetteer) -> tuple[Body, ...]:
    """Return the bodies that a text is the name of, and of nothing else; empty where there is more in it."""
    text = _FOR.sub("", text)
    if body := _council(text, names):
        return (body,)
    found = mentions(text, names, strict=False)
    return tuple(one.body for one in found) if found and _covered(text, found) >= COVERS else ()


def _council(text: str, names: Gazetteer) -> Body | None:
    """Return whose council a text is the name of: `Norfolk County Council`, `Wymondham Town Council` though in no table."""
    if county := _COUNTY.fullmatch(text):
        return names.governing(key(county["name"]), "county")
    council = _COUNCIL.match(text)
    if council is None:
        return None
    body = names.authority(key(council["name"]), "commune")
    if body is None and names.abroad in _ENGLISH and _TOWN_COUNCIL.fullmatch(text):
        body = names.new_city(council["name"], names.abroad)
        if body:
            names.settle(key(council["name"]), body)
    return body


def bodies_in(text: str, names: Gazetteer) -> tuple[Body, ...]:
    """Return the bodies that the cell of a table names; one that nobody knows is a new organisation."""
    text = " ".join(text.split())
    if not text:
        return ()
    levelled = tuple(one.body for one in mentions(text, names, strict=False) if one.level)
    named = whole(text, names) or levelled or town_alone(text, names) or _commune(text, names)
    return named or (new_organisation(text[:MAX_TEXT]),)


def _commune(text: str, names: Gazetteer) -> tuple[Body, ...]:
    """Return the commune, however small, that the cell of a column of bodies is the name of."""
    plain = key(text)
    if not text[:1].isupper() or len(text.split()) > MAX_TOWN or plain in words("common", "words"):
        return ()
    body = names.authority(plain, "commune")
    return (body,) if body else ()


def town_alone(text: str, names: Gazetteer) -> tuple[Body, ...]:
    """Return the town that a text is the whole name of, though it be too small to be known by its bare name elsewhere."""
    if not text[:1].isupper() or text.isupper() or len(text.split()) > MAX_TOWN:
        return ()
    body = names.authority(key(text), TIED) or (
        names.authority(key(text), "intercommunality") if " " in text and len(text) > SHORT_NAME else None
    )
    if body is None and key(text) not in words("common", "words"):
        body = names.governing(key(text), "departement")
        body = body if body and body.country == HOME else None
    return (body,) if body else ()


def is_title(text: str) -> bool:
    """Whether a text begins as a title does: `chargée de mission`."""
    here = tokens(text)
    if _opens_a_name(here):
        return False
    named = any(token.folded in words("attendance", "titles") for token in here[:3]) or (
        bool(here) and here[0].folded in words("attendance", "posts")
    )
    return named or bool(here and here[-1].folded in _HEADS and len(here) <= MAX_TITLE)


def _opens_a_name(here: Sequence[Token]) -> bool:
    """Whether words begin as the name of a body does: `Association des maires du Sénégal` is no office of mayors."""
    found = phrases("organisations").at(here, 0) if here and here[0].folded != "office" else None
    return found is not None and len(here) > found[1] and here[found[1]].folded in _OF


def _part(title: str, names: Gazetteer) -> tuple[str, tuple[Body, ...]]:
    """Take off the part of the body that a title ends in: `Chargée de mission - DCTCIV`."""
    head, dash, tail = title.rpartition(" - ")
    found = whole(tail, names) if dash else ()
    return (head, found[:1]) if found and found[0].label == "Organisation" else (title, ())


def _inside(text: str, pieces: list[str], names: Gazetteer) -> Office:
    """Return the office where the body stands among the words of the title."""
    if levelled := _LEVELLED.search(text):
        level = _LEVELS.get(levelled["level"].lower(), "intercommunality")
        if body := names.authority(key(levelled["name"]), level):
            return Office(_title(text[: levelled.start("name")]) or None, (body,))
    if made := _body_of(text, names):
        return made
    found = mentions(text, names)
    groups = [one for one in found if one.body.label == "Network"]
    firm = [one for one in found if one.body.label != "Network"] or groups
    if firm and not firm[0].level and (named := _named_after(text, pieces, firm[0])):
        return named
    if firm:
        first = firm[0]
        also = tuple((_title(text[first.end : one.end]), one.body) for one in groups if one is not first)
        return Office(
            _title(text[: first.start]) or None, tuple(one.body for one in firm if one.start == first.start), also
        )
    if len(pieces) > 1 and not is_title(pieces[-1]) and _is_named(pieces[-1]):
        return Office(_title(", ".join(pieces[:-1])) or None, (new_organisation(pieces[-1][:MAX_TEXT]),))
    return _unknown(text)


def _named_after(text: str, pieces: list[str], town: Mention) -> Office | None:
    """Return the office where the name of a town only begins that of a body."""
    behind = text[town.end :]
    if _HYPHEN.match(behind):
        # `Secrétaire, Laval-Garango Solidarité`.
        name = next((piece for piece in pieces if text[town.start : town.end + 2] in piece), text)
        said = ", ".join(piece for piece in pieces if piece is not name)
        lead = name[: name.index(text[town.start : town.end])]
        return Office(
            _title(said or lead) or None, (new_organisation((name if said else name[len(lead) :])[:MAX_TEXT]),)
        )
    # `Whitstable Town Forum`, `président de Chartres International` is no town.
    lead = text[: town.start]
    if _MORE_OF_A_NAME.fullmatch(behind) and (not lead or is_title(lead)):
        return Office(_title(lead) or None, (new_organisation(text[town.start :][:MAX_TEXT]),))
    return None


def _unknown(text: str) -> Office:
    """Return what words say that name nobody known: a new body, a title, or nothing."""
    if not is_title(text) and _CAME.match(text):
        return Office()
    if not is_title(text) and len(text.split()) > 1 and _is_named(text):
        return Office(None, (new_organisation(text[:MAX_TEXT]),))
    # `formant la majorité des membres`: what they do is no office.
    return Office() if _PARTICIPLE.match(text) and not is_title(text) else Office(_title(text))


def settled_by(text: str, names: Gazetteer) -> None:
    """Remember the towns that a text names with their level: `maire de Landerneau` tells what `Landerneau` is elsewhere."""
    for match in _SAYS_A_TOWN.finditer(text):
        town = names.authority(key(match["town"]), "commune")
        if town and not town.doubt:
            names.settle(key(match["town"]), town)


def _is_named(text: str) -> bool:
    """Whether words can be the name of a body: a capital in them, or a word for one; `formant la majorité` is none."""
    here = tokens(text)
    return any(token.capital for token in here) or next(phrases("organisations").all(here), None) is not None


def _body_of(text: str, names: Gazetteer) -> Office | None:
    """Return the office that ends in a body of its own: `maire de Landerneau`, `présidente du Comité de jumelage A-B`."""
    if led := _LEADS_A_TOWN.search(text):
        town = names.authority(key(led["town"]), "commune")
        if town:
            groups = [one for one in mentions(text, names) if one.body.label == "Network" and one.start >= led.end()]
            also = tuple((_title(text[led.end() : one.end]), one.body) for one in groups)
            return Office(_title(text[: led.start("town")]) or None, (town,), also)
    if committee := _OF_A_COMMITTEE.search(text):
        name = committee["body"][:1].upper() + committee["body"][1:]
        return Office(_title(text[: committee.start("body")]) or None, (new_organisation(name[:MAX_TEXT]),))
    for one in _OF_A_BODY.finditer(text):
        body = text[one.start("body") :]
        here = tokens(body)
        if is_title(text) and here and here[0].capital and _names_a_body(here):
            known = next(
                (m.body for m in mentions(body, names) if m.start == 0 and m.body.label != "Collectivity"), None
            )
            return Office(_title(text[: one.start("body")]) or None, (known or new_organisation(body[:MAX_TEXT]),))
    return None


def _names_a_body(here: Sequence[Token]) -> bool:
    """Whether words begin or end as the name of a body does: `Tavistock Twinning Association`."""
    every = list(phrases("organisations").all(here))
    return any(at == 0 or at + count == len(here) for _, at, count in every)


def _covered(text: str, found: Sequence[Mention]) -> float:
    plain = len(re.sub(r"\W", "", text)) or 1
    taken = {index for one in found for index in range(one.start, one.end) if text[index].isalnum()}
    return len(taken) / plain


def _comma(text: str, before: int) -> int:
    """Return where the office begins that ends in a body: behind the last comma or `et` before it."""
    cut = [match.end() for match in re.finditer(r",\s*|\s+et\s+", text[:before])]
    return cut[-1] if cut else 0


def _title(text: str) -> str:
    """Return a title without the words that tie it to a body, its first letter a capital."""
    plain = _LINK.sub("", text.strip(" ,;-–—()")).strip(" ,;-–—()")
    plain = _NEW.sub("", plain).strip()
    return plain[:1].upper() + plain[1:MAX_TEXT]
