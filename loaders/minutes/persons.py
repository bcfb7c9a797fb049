"""People whom the text names outside of the lists, with the office that stands beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.ids import fold
from loaders.minutes.document import MARGIN, Paragraph, without_bullet
from loaders.minutes.focus import is_heading
from loaders.minutes.gazetteer import HOME, Body, Gazetteer
from loaders.minutes.items import Attendee
from loaders.minutes.lexicon import tokens, words
from loaders.minutes.mentions import mentions
from loaders.minutes.offices import from_words, is_title
from loaders.minutes.people import office_before, person_name, without_honorific
from loaders.minutes.sentences import sentences

_WORD = r"[A-ZÀ-Ý][\w’'.-]*[\w]"
_NAME = re.compile(
    rf"(?:(?:M|MM|Mr|Mrs|Ms|Dr|Mme|Mlle)\.?\s+|Madame\s+|Monsieur\s+)?{_WORD}(?:\s+(?:(?:de|du|des|le|la|van|von|der|den|el|ben)\s+)?{_WORD}){{1,4}}"
)
_BEHIND = re.compile(
    r"^\s*(?:,\s*|\(\s*|\s[–—-]\s)(?P<office>[^,;:.()]{3,110}?)(?=\s*(?:[,;:.()]|$|\s(?:a|ont|est|sont|qui|indique|rappelle|"
    r"précise|explique|souligne|présente|remercie|informe|annonce|évoque|ajoute|propose|said|told|noted|reported|has|had|was|is)\b))"
)
_BODY = re.compile(r"^,\s*(?P<body>[^,;:.()]{2,80}?)(?=\s*[,;:.()])")
_OF = re.compile(r"^\s+(?:of|de|d['’]|du)\s*(?P<body>[^,;:.()]{2,60})")
_AHEAD = re.compile(r"(?P<office>(?:[\w'’-]+\s+){1,9}?),?\s*$")
_ARTICLE = re.compile(r"(?:\b(?:la|le|les|au|aux|du|the)\s+|\bl['’])$", re.IGNORECASE)
_NO_BODY = ("Fonction dite sans organisme : à compléter", "The office is stated without a body: to be completed")
_NO_LIST = ("Nommé dans le texte seulement", "Named in the text only")


_MET = ("Rencontré, non présent à la réunion", "Met, not present at the meeting")
_OF_HEADING = ("Fonction dite sous le titre de cette ville", "The office stands under the heading of that town")
_LEADS = re.compile(
    r"(?:le |la |the )?(?:maire|mairesse|bourgmestre|(?:ober)?b[uü]rgermeister|mayor|lord mayor"
    r"|secrétaire général\w*|gouverneur\w*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """Someone named in the text: name, office, bodies, and where it stands in its paragraph."""

    name: str
    printed: str
    title: str
    bodies: tuple[Body, ...]
    paragraph: Paragraph
    start: int
    end: int
    confidence: float
    doubt: tuple[str, str]
    away: bool = False
    """Whether somebody was met elsewhere, so that an office without a body is not of whose minutes they are."""


def met_by(there: Sequence[Attendee], beside: set[str]) -> Iterator[Named]:
    """Yield those whom a list says somebody met, and add them to the folded names that were seen."""
    for one in there:
        if fold(one.name) in beside:
            continue
        beside.add(fold(one.name))
        sure, doubt = (0.75, _MET) if one.bodies else (0.5, _NO_BODY)
        yield Named(
            one.name,
            one.printed,
            one.title or "",
            one.bodies,
            one.paragraph,
            one.start,
            one.end,
            sure,
            doubt,
            away=True,
        )


def persons(paragraphs: Sequence[Paragraph], names: Gazetteer, listed: set[str]) -> Iterator[Named]:
    """Yield who is named with an office, each once; `listed` are the folded names of those in the lists."""
    seen = set(listed)
    place: tuple[Body, ...] = ()
    for paragraph in paragraphs:
        if paragraph.cells:
            continue
        if is_heading(paragraph.text):
            place = _headed(paragraph.text, names)
        text, offset = without_bullet(paragraph.text)
        if margin := MARGIN.match(text):
            text, offset = text[margin.end() :], offset + margin.end()
        for sentence in sentences(text, offset):
            for one in _in_sentence(paragraph, sentence.text, sentence.start, names):
                if fold(one.name) not in seen:
                    seen.add(fold(one.name))
                    here = place if not one.bodies and _LEADS.fullmatch(one.title) else ()
                    yield replace(one, bodies=here, confidence=0.6, doubt=_OF_HEADING) if here else one


def _headed(text: str, names: Gazetteer) -> tuple[Body, ...]:
    """Return the one authority abroad that a heading names: `le maire` below it is its."""
    found = {one.body for one in mentions(text, names) if one.body.label == "Collectivity" and one.body.country != HOME}
    return tuple(found) if len(found) == 1 else ()


def _in_sentence(paragraph: Paragraph, text: str, offset: int, names: Gazetteer) -> Iterator[Named]:
    for match in _NAME.finditer(text):
        start, printed = _without_opening(match)
        name = person_name(printed)
        if name is None or _is_body(printed, names) or _is_thing(text[:start], printed):
            continue
        made = _office(text, start, match.end(), printed, names)
        if made is None:
            continue
        title, bodies, end = made
        yield Named(
            name,
            printed,
            title,
            bodies,
            paragraph,
            offset + start,
            offset + end,
            0.75 if bodies else 0.5,
            _NO_LIST if bodies else _NO_BODY,
        )


def _without_opening(match: re.Match[str]) -> tuple[int, str]:
    """Take off the word that opens a sentence and is no name: `Selon Oksana Melnyk`."""
    first, _, rest = match[0].partition(" ")
    # `LE BERRE Marie-Pierre`: in capitals it is a part of the surname.
    if fold(first) in _OPENING and rest and not (len(first) > 1 and first.isupper()):
        return match.start() + len(first) + 1, rest
    return match.start(), match[0]


_OPENING = frozenset(
    "selon pour avec par chez le la les l un une son sa leur notre et mais comme depuis enfin ensuite "
    "puis according with by for the a an and but "
    "then later".split()
)


def _is_thing(lead: str, printed: str) -> bool:
    """Whether an article stands right before a name, as before no person's: `à la Fête des Lumières`."""
    return _ARTICLE.search(lead) is not None and not without_honorific(printed)[1]


def _is_body(printed: str, names: Gazetteer) -> bool:
    plain, honoured = without_honorific(printed)
    if honoured:
        return False
    return any(one.start == 0 and one.end >= len(plain) - 2 for one in mentions(plain, names))


def _office(
    text: str, start: int, end: int, printed: str, names: Gazetteer
) -> tuple[str, tuple[Body, ...], int] | None:
    """Return title, bodies and the end of what says them: behind the name, before it, or set to it."""
    behind = _BEHIND.match(text[end:])
    if behind and _begins_title(behind["office"]):
        title, bodies = _read(behind["office"], names)
        at = end + behind.end()
        if not bodies and (more := _BODY.match(text[at:])) and (found := _only(more["body"], names)):
            bodies, at = found, at + more.end()
        return title, bodies or _spoken_for(text, start, names), at
    if (title_set := office_before(printed)) or (title_set := _english_before(text, start)):
        of = _OF.match(text[end:])
        found = _only(of["body"], names) if of else ()
        return title_set, found, end + (of.end() if of and found else 0)
    lead = text[max(0, start - 90) : start]
    ahead = _ahead(lead)
    if ahead:
        title, bodies = _read(ahead, names)
        return title, bodies or _spoken_for(text, start, names), end
    return None


def _begins_title(text: str) -> bool:
    here = tokens(text)
    return (bool(here) and is_title(text) and not here[0].capital) or (
        bool(here) and here[0].folded in words("attendance", "titles")
    )


def _ahead(lead: str) -> str | None:
    """Return the office that stands right before a name: `le maire de Lyon, …`, `son adjoint …`."""
    piece = re.split(r"[;:.()!?]|,(?!\s*$)", lead)[-1].strip(" ,")
    here = tokens(piece)
    for index in range(len(here) - 1, max(-1, len(here) - 14), -1):
        apposed = lead.rstrip().endswith(",") and index > 0 and here[index - 1].folded in ("the", "le", "la", "lord")
        if here[index].folded in words("attendance", "titles") and (apposed or not here[index].capital):
            first = index
            while first and here[first - 1].folded in words("attendance", "titles"):
                first -= 1
            said = piece[here[first].start :]
            verbs = re.search(r"\b(?:a|ont|est|sont|que|qui|dit|said|was|is|avec|with|et|and)\b", said)
            return None if verbs else said
    return None


def _english_before(text: str, start: int) -> str | None:
    found = re.search(r"(?:Council Member|Deputy Mayor|Lord Mayor|Vice President|President|Governor)\s+$", text[:start])
    return found[0].strip() if found else None


def _read(office: str, names: Gazetteer) -> tuple[str, tuple[Body, ...]]:
    office = " ".join(office.split())
    title, bodies, _ = from_words(office, names)
    return (title or office)[:200], bodies


def _only(text: str, names: Gazetteer) -> tuple[Body, ...]:
    found = mentions(text, names)
    return (found[0].body,) if found and found[0].start < 12 else ()


def _spoken_for(text: str, start: int, names: Gazetteer) -> tuple[Body, ...]:
    """Return the authority that the sentence speaks of before the name: `Pour Toulouse, son adjoint …`."""
    opening = re.match(r"^(?:Pour|À|A|For|Au nom de|In)\s", text)
    before = [one.body for one in mentions(text[:start], names) if one.body.label == "Collectivity"]
    return tuple(before[:1]) if opening and before else ()
