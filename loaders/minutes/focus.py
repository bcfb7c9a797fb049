"""Who is spoken of where a sentence does not say it: whose minutes they are, heading, label, speaker, `la ville`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from loaders.minutes.cues import Cue, cues
from loaders.minutes.document import Paragraph, without_bullet
from loaders.minutes.gazetteer import HOME, TIED, Body, Gazetteer
from loaders.minutes.homeland import homeland
from loaders.minutes.items import Attendee
from loaders.minutes.lexicon import key, tokens, words
from loaders.minutes.lists import heading
from loaders.minutes.meeting import EVENTS
from loaders.minutes.mentions import mentions
from loaders.minutes.naming import Mention
from loaders.minutes.newly import GROUP, land_of
from loaders.minutes.sentences import is_told, sentences, unreal

OWNED = 4
"""How many paragraphs from the top say whose minutes they are."""

SEVERAL = 2
"""If authorities of more than so many are there, the minutes are nobody's own."""

LONGEST_HEAD = 160
"""A longer paragraph is no part of the head, characters."""

SHORT = 90
"""A line of fewer characters without a full stop may be a heading."""

_LABEL = re.compile(
    r"^(?P<caps>[A-ZÀ-Ý][A-ZÀ-Ý'’ -]{2,40})\s-\s(?=[A-ZÀ-Ý])|^(?P<label>[^:]{2,110}?)\s?:(?:\s|$)"
    r"|^(?P<spaced>[^.;:!?]{2,60}?)\s[–—]\s(?=[A-ZÀ-Ýl-ux])"
)
_STOPPED = re.compile(
    r"^(?:\d{1,2}\.\d{1,2}\.?\s+|(?:Décision|Decision|Point|Question|Item|Action|Sujet)\s(?:n°\s?)?\d{1,2}\s?[.:)–-]\s*)?"
    r"(?P<label>[A-ZÀ-Ý][^.;:!?()]{2,50}?)\s*(?:\([^()]{0,60}\)\s*)?\.\s+(?=[A-ZÀ-Ý«])"
)
_WE = re.compile(
    r"\b(?:(?:la|notre|sa|cette|our|the|leur|ma)\s+(?P<level>ville|commune|cité|municipalité|mairie"
    r"|collectivité|métropole|région|"
    r"agglomération|communauté urbaine|communauté d['’]agglomération|intercommunalité|city|council|town"
    r"|borough|municipality)"
    r"|(?:le|notre|ce)\s+(?P<other>département|conseil municipal|conseil départemental|conseil régional"
    r"|conseil communautaire)"
    r"|nous|notre|nos|we|our|us)\b(?!\s+(?:de |d['’]|du |of |jumel|parten|twin|sister|partner))",
    re.IGNORECASE,
)
_LEVELS = {
    "metropole": "intercommunality",
    "communaute urbaine": "intercommunality",
    "communaute d agglomeration": "intercommunality",
    "agglomeration": "intercommunality",
    "intercommunalite": "intercommunality",
    "conseil communautaire": "intercommunality",
    "region": "region",
    "conseil regional": "region",
    "departement": "departement",
    "conseil departemental": "departement",
    "ville": "commune",
    "commune": "commune",
    "mairie": "commune",
    "municipalite": "commune",
    "conseil municipal": "commune",
}
_NUMBERED = re.compile(
    r"^\s*(?:#{1,6}\s|\d{1,3}/\d{1,3}\s+(?=[A-ZÀ-Ý])|(?:\d{1,2}|[IVX]{1,4}|[A-Z])(?:\.\d{1,2})*\s?[.)°/–-]\s*)"
)
_NUMBERS = re.compile(
    r"^[\s#*]*(?:(?:POINT|Point|ITEM|Item|DÉCISION|Décision|SUJET|Sujet)\s(?:N°|n°|No\.?|no\.?)?\s?(?=\d))?"
    r"(?:\d{1,3}(?:[./]\d{1,3})*|[IVX]{1,4})?[.)°\s–-]*"
)
_BESIDE_IT = re.compile(r"(?P<name>[A-ZÀ-Ý][\w'’]+(?:[- ](?:[a-z]{1,3}[- ])?[A-ZÀ-Ý][\w'’]+){0,3})\s?[–—/-]\s")
"""A name with a dash behind it that opens an entry."""

_DATELINE = re.compile(r"(?:^|\b(?:à|at|in|held in|lieu\s*:)\s*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who is on which side: `base` is the country whose authorities speak, France unless the head is foreign."""

    base: str = HOME

    def ours(self, body: Body) -> bool:
        """Whether a body is an authority of the country that speaks."""
        return body.label == "Collectivity" and body.country == self.base

    def theirs(self, body: Body) -> bool:
        """Whether a body is an authority of another country, or a body abroad without an entry that goes by its acronym."""
        if body.label == "Collectivity":
            return body.country not in (None, self.base)
        return body.label == "Organisation" and not body.known and "acronym" in body.fields


@dataclass(frozen=True, slots=True)
class Focus:
    """Who is spoken of: French side and foreign side, and a tie that a heading or the line above a list states."""

    home: tuple[Body, ...] = ()
    away: tuple[Body, ...] = ()
    cue: Cue | None = None
    unreal: bool = False
    firm: bool = False
    """Whether the paragraph itself says who is spoken of."""


class Discourse:
    """Follows a document paragraph by paragraph; `focus` is what holds where the next one begins."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        names: Gazetteer,
        there: Iterable[Attendee],
        language: str | None = None,
    ) -> None:
        self.names = names
        there = tuple(there)
        self.bodies = _speaking(there)
        self.others = {key(one.name) for one in there} - set(self.bodies)
        """Folded names of people who speak for no authority."""

        # Members of a council are listed by their names alone, guests with whom they speak for.
        own = len([one for one in there if not one.bodies]) * 2 > len(there)
        self.owner = _owner(paragraphs, names, self.bodies, of_its_own=own) or _most(there, paragraphs)
        french = [body for body in self.owner if body.country == HOME]
        foreign = next((body.country for body in self.owner if body.country), None)
        self.sides = Sides(HOME if french else foreign or homeland("\n".join(one.text for one in paragraphs), language))
        self.called = {
            key(name): (body,) for bodies in self.bodies.values() for body in bodies for name in called(body)
        }
        self.levels: dict[str, Body] = {}
        for body in (*(body for bodies in self.bodies.values() for body in bodies), *self.owner):
            self._level(body)
        self.heading = Focus(self._own(self.sides.ours), self._own(self.sides.theirs))
        self.pair = _pair(paragraphs, names, self.sides, self.owner)
        """The two authorities whom the head of the document names, one of each side and no other."""

        self.lead: Focus | None = None
        self.land: str | None = None
        """The country abroad that the heading names: `Commission Mali`."""

        self.place: Focus | None = None
        """Who is spoken of below an item of a list that is nothing but a place: `- Gandia (Espagne)`."""

        self.spoken: tuple[Body, ...] = ()
        """Who was spoken of last, where the minutes are nobody's own."""

    def _own(self, side: Callable[[Body], bool]) -> tuple[Body, ...]:
        return tuple(body for body in self.owner if side(body))

    def _level(self, body: Body) -> None:
        if self.sides.ours(body) and body.kind:
            self.levels.setdefault(body.kind, body)

    def enter(self, paragraph: Paragraph) -> tuple[Focus, str, int]:
        """Return who is spoken of where a paragraph begins, its text without bullet and label, and where that begins."""
        bullet = without_bullet(paragraph.text)
        text, offset = bullet
        if is_heading(paragraph.text):
            self.heading, self.lead, self.spoken, self.place = self._headed(text), None, (), None
            self.land = land_of(text)
            return replace(self.heading, cue=None), text, offset
        if offset or paragraph.cells:
            self.place = self._placed(text)
        elif self.place and not text.rstrip().endswith(":"):
            return self.place, text, offset
        else:
            self.place = None
        if self.lead and offset == 0 and not paragraph.text.startswith(("–", "-", "•")):
            self.lead = None
        base = self.lead or self.heading
        if not base.home:
            base = replace(base, home=self.spoken)
        return self._behind_label(text, offset, base)

    def _behind_label(self, text: str, offset: int, base: Focus) -> tuple[Focus, str, int]:
        """Return the same where no heading is, from behind a label."""
        if opening := self._opening(text):
            return self._labelled(opening[0], base), text[opening[1] :], offset + opening[1]
        match = _LABEL.match(text)
        label = (match["caps"] or match["label"] or match["spaced"] or "") if match else ""
        if not match or not label or len(list(sentences(label))) > 1:
            return base, text, offset
        focus = self._labelled(label, base)
        if match["spaced"]:
            # `Saint-Brieuc – Aberystwyth`: two names side by side are read together.
            return focus, text, offset
        rest = text[match.end() :]
        if not rest.strip():
            self.lead = focus
        # A label that states a tie itself is read with its text: `Jumelage avec Leipzig : …`.
        if focus.cue and cues(label):
            return focus, text, offset
        if not focus.firm:
            # Who speaks (`M. Nédélec : …`) goes on about whom the heading names.
            return replace(focus, firm=base.firm and focus.away == base.away), text, offset
        return focus, rest, offset + match.end()

    def _placed(self, text: str) -> Focus | None:
        """Return the focus below a line that names a place abroad and nothing else."""
        found = [one for one in mentions(text, self.names, strict=False) if self.sides.theirs(one.body)]
        if len(found) != 1 or found[0].start > 0 or found[0].end < len(text.rstrip(" .:;")):
            return None
        return Focus(self.heading.home, (found[0].body,), None, self.heading.unreal, firm=True)

    def _opening(self, text: str) -> tuple[str, int] | None:
        """Return the name that opens a paragraph as a label, and where the text goes on: `LYON. Mme Vasseur présente…`."""
        match = _STOPPED.match(text)
        if match is None:
            return None
        label = match["label"].strip()
        if self.alone(label):
            return label, match.end()
        found = mentions(label, self.names, strict=False)
        covered = sum(one.end - one.start for one in found)
        return (label, match.end()) if found and covered >= len(label) - 4 else None

    def alone(self, text: str) -> tuple[Body, ...]:
        """Return the authority that a text is the name of as the lists of the document give it, or says by its level."""
        folded = key(re.sub(r"\([^()]*\)", "", text))
        if folded in self.called:
            return self.called[folded]
        # A name that stands alone before a colon is a place, though it be too small to be known by its bare name.
        town = (
            self.names.authority(folded, TIED)
            if text[:1].isupper() and folded not in words("common", "words")
            else None
        )
        if town:
            return (town,)
        if text[:1].isupper() and folded not in words("common", "words") and (state := self.names.state(folded)):
            return (state,)
        if text[:1].isupper() and (department := self.names.governing(folded, "departement")):
            return (department,)
        level = _LEVELS.get(re.sub(r"^(?:la|le|l|notre) ", "", folded))
        return (self.levels[level],) if level in self.levels else ()

    def _headed(self, text: str) -> Focus:
        found = mentions(text, self.names)
        here, there = self._parted(found)
        plain = _NUMBERS.sub("", text).strip(" #*.:")
        alone = () if found else tuple(one for one in self.alone(plain) if one.known or key(one.name) == key(plain))
        if alone:
            here, there = tuple(filter(self.sides.ours, alone)), tuple(filter(self.sides.theirs, alone))
        # `Twinning Committee` says who sits there, not what ties whom.
        stated = cues(text) if next(EVENTS.all(tokens(text)), None) is None else ()
        cue = stated[0] if stated else None
        fanciful = bool(unreal(text, cue.start if cue else 0, len(text), len(text)))
        return Focus(
            here or self._own(self.sides.ours),
            there or self._own(self.sides.theirs),
            cue,
            fanciful,
            firm=bool(here or there),
        )

    def _parted(self, found: Sequence[Mention]) -> tuple[tuple[Body, ...], tuple[Body, ...]]:
        """Return the first authority of ours, and all of theirs."""
        here = [one for one in found if self.sides.ours(one.body)]
        there = [one.body for one in found if self.sides.theirs(one.body)]
        first = tuple(one.body for one in here if one.start == here[0].start)
        return first, tuple(dict.fromkeys(there))

    def _labelled(self, label: str, base: Focus) -> Focus:
        found = mentions(label, self.names)
        here, there = self._parted(found)
        alone = self.alone(label)
        here = tuple(body for body in alone if self.sides.ours(body)) or here or self.speaker(label)
        if there and not here and (beside := self.beside(label, found)):
            here = (beside.body,)
        there = tuple(body for body in alone if self.sides.theirs(body)) or there
        stated = cues(label)
        cue = stated[0] if stated else base.cue if there and not here else None
        fanciful = bool(stated and unreal(label, stated[0].start, len(label), len(label))) or base.unreal
        return Focus(here or base.home, there or (() if here else base.away), cue, fanciful, firm=bool(here or there))

    def beside(self, text: str, found: Sequence[Mention]) -> Mention | None:
        """Return a town of ours that no table has, where a dash joins it to the first partner: `Ludlow – La Ferté-Macé`."""
        match = _BESIDE_IT.match(text)
        if match is None or not found or found[0].start != match.end() or not self.sides.theirs(found[0].body):
            return None
        body = self.names.new_city(match["name"], self.sides.base) if self.sides.base != HOME else None
        return Mention(match.start("name"), match.end("name"), body) if body else None

    def leave(self, focus: Focus) -> None:
        """Keep whom a paragraph spoke of for the next, which may go on about them."""
        self.spoken = focus.home

    def speaker(self, text: str) -> tuple[Body, ...]:
        """Return the body of the person of the lists whom a text names first."""
        folded = f" {key(text)} "
        at = {name: folded.find(f" {name} ") for name in self.bodies}
        named = sorted((place, name) for name, place in at.items() if place >= 0)
        return self.bodies[named[0][1]] if named else ()

    def outsider(self, text: str) -> bool:
        """Whether a text names someone of the lists who speaks for no authority: what was spoken of before is not theirs."""
        folded = f" {key(text)} "
        return any(f" {name} " in folded for name in self.others)

    def meant(self, text: str, focus: Focus) -> tuple[Body, ...]:
        """Return whom `la ville`, `nous`, `our city` mean in a text; empty where nobody is said so."""
        match = _WE.search(text)
        if match is None:
            return ()
        level = _LEVELS.get(key(match["level"] or match["other"] or ""))
        if level is None:
            return focus.home
        if focus.home and focus.home[0].kind == level:
            return focus.home
        return (self.levels[level],) if level in self.levels else focus.home

    @staticmethod
    def speaks(text: str) -> bool:
        """Whether a text says `nous`, `la ville`, `our city`, whoever that is."""
        return _WE.search(text) is not None

    def passed(self, found: Iterable[Mention]) -> None:
        """Remember the authorities that a paragraph named, the last of each level."""
        for one in found:
            if self.sides.ours(one.body) and one.body.kind:
                self.levels[one.body.kind] = one.body


def is_heading(text: str) -> bool:
    """Whether a paragraph is a heading: numbered or marked as one and short, or a short line that is no sentence."""
    plain = text.strip()
    if plain.startswith("#"):
        return True
    if len(plain) > SHORT + 40 or (plain.endswith((".", ";", ",", "!", "?")) and len(plain) > SHORT // 2):
        return False
    if _NUMBERED.match(plain):
        most = SHORT if is_told(plain) else SHORT + 40
        return not re.search(r"[.;:]\s", _NUMBERED.sub("", plain)) and len(plain) < most
    if plain.startswith(("-", "–", "•", "*", "|", "·", "➢", "▪")) or plain.endswith((".", ";", ",", ":")):
        return False
    return (
        len(plain) < SHORT // 2 + 15
        and ":" not in plain
        and not re.search(r"\b(?:est|sont|a|ont|is|are|has|have)\b", plain)
    )


def _speaking(there: Iterable[Attendee]) -> dict[str, tuple[Body, ...]]:
    """Return folded names and surnames of people in the lists, each with the authority that they speak for."""
    found: dict[str, tuple[Body, ...]] = {}
    twice: set[str] = set()
    for one in there:
        bodies = tuple(body for body in one.bodies if body.label == "Collectivity")
        last = key(one.name.split()[-1])
        for name in {key(one.name), last}:
            if name in found and found[name] != bodies:
                twice.add(name)
            found[name] = bodies
    return {name: bodies for name, bodies in found.items() if bodies and name not in twice and len(name) > 2}


def called(body: Body) -> tuple[str, ...]:
    """Return the names by which an authority goes where its level is understood: `Aude` is the département in its minutes."""
    said = body.fields.get("aliases", ())
    return (body.name, *(said if isinstance(said, (list, tuple)) else ()))


def _owner(
    paragraphs: Sequence[Paragraph], names: Gazetteer, bodies: dict[str, tuple[Body, ...]], *, of_its_own: bool
) -> tuple[Body, ...]:
    """Return the one authority of a side that the head of a document names: whose minutes they are, if nobody else speaks."""
    present = {body.id: body for each in bodies.values() for body in each if body.country == HOME}
    head = _heads(paragraphs, names, of_its_own=of_its_own)
    if head is None:
        return ()
    here = head.alone(lambda body: body.country == HOME)
    there = head.alone(lambda body: body.country != HOME)
    if any(body.id in head.levelled for body in there) and not any(body.id in head.levelled for body in here):
        # `City of Cardiff`, and a guest from Nantes.
        here = []
    if (
        len(present) > SEVERAL
        and not of_its_own
        and not any(body.id in present or body.id in head.letterhead for body in here)
    ):
        here = []
    if not here and len(present) == 1 and not there and names.home == HOME:
        here = list(present.values())
    return (*(here if len(here) == 1 else ()), *(there if len(there) == 1 else ()))


def _pair(
    paragraphs: Sequence[Paragraph], names: Gazetteer, sides: Sides, owner: Sequence[Body]
) -> tuple[Body, Body] | None:
    head = [
        one.body for paragraph in paragraphs[:OWNED] if not paragraph.cells for one in mentions(paragraph.text, names)
    ]
    here = {body for body in (*head, *owner) if sides.ours(body)}
    there = {body for body in (*head, *owner) if sides.theirs(body) and body.label == "Collectivity"}
    return (next(iter(here)), next(iter(there))) if len(here) == 1 and len(there) == 1 else None


def _most(there: Sequence[Attendee], paragraphs: Sequence[Paragraph]) -> tuple[Body, ...]:
    """Return the authority abroad that the head names and for which most speak, where nobody speaks for a French one."""
    bodies = [body for one in there for body in one.bodies if body.label == "Collectivity"]
    if not bodies or any(body.country == HOME for body in bodies):
        return ()
    first, count = Counter(body.id for body in bodies).most_common(1)[0]
    most = next(body for body in bodies if body.id == first)
    head = " ".join(key(paragraph.text) for paragraph in paragraphs[:OWNED])
    ours = sum(body.country == most.country for body in bodies) * 2 > len(bodies)
    return (most,) if count > 1 and ours and f" {key(most.name)} " in f" {head} " else ()


@dataclass(slots=True)
class _Head:
    """The authorities that the head of a document names: all, those named with their level, those where it was written."""

    every: dict[str, Body] = field(default_factory=dict)
    levelled: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)
    letterhead: set[str] = field(default_factory=set)
    """Those whose name with its level is a line by itself: `RÉGION CENTRE-VAL DE LOIRE`."""

    def add(self, one: Mention, lead: str, text: str) -> None:
        """Take in an authority that `lead` leads to in a line."""
        if one.level and one.end - one.start >= len(text.strip(" #*.")):
            self.letterhead.add(one.body.id)
        self.every.setdefault(one.body.id, one.body)
        if one.level:
            self.levelled.add(one.body.id)
        elif _DATELINE.search(f"{lead.rstrip()} "):
            self.placed.add(one.body.id)

    def alone(self, of_side: Callable[[Body], bool]) -> list[Body]:
        """Return those of a side; of several the ones with their level, else without the place where it was written."""
        found = [body for body in self.every.values() if of_side(body)]
        if len(found) < 2:
            return found
        return [one for one in found if one.id in self.levelled] or [one for one in found if one.id not in self.placed]


def _heads(paragraphs: Sequence[Paragraph], names: Gazetteer, *, of_its_own: bool) -> _Head | None:
    """Return who stands in the first lines of a document; None where these name a group or network, in which many speak."""
    head = _Head()
    for paragraph in paragraphs[:OWNED]:
        if paragraph.cells or len(paragraph.text) > LONGEST_HEAD:
            continue
        if GROUP.search(paragraph.text):
            return None
        if heading(paragraph.text.partition(":")[0]):
            break
        if paragraph.text.rstrip().endswith(".") and cues(paragraph.text):
            break
        for one in mentions(paragraph.text, names):
            if one.body.label == "Network" and not head.levelled and not of_its_own:
                return None
            if one.body.label == "Collectivity" and one.body.country:
                head.add(one, paragraph.text[: one.start], paragraph.text)
    return head
