"""Whose a tie is: the French side of one, who abroad is its subject, partners that stand before the word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.minutes.chains import before, pair_before, third_before
from loaders.minutes.cues import Cue
from loaders.minutes.gazetteer import Body
from loaders.minutes.naming import Mention
from loaders.minutes.sentences import statement
from loaders.minutes.tie import Maker

TRIPLE = re.compile(r"\b(?:tripartites?|à trois|trilat\w+|three-way|triangulaires?|triangular)\b", re.IGNORECASE)

_LEADS = re.compile(r"(?:.*\b(?:that|que|qu['’]))?\s*(?:la ville d[eu]|the city of|le |la |l['’])?", re.IGNORECASE)
"""What may stand before whoever does something: `Mme Lacaze reported that Bordeaux has …`."""

_IS_IT = re.compile(
    r"(?:,? (?:depuis|since) (?:\w+ ){0,2}\d{4},?)?\s+(?:est|is|était|was) (?:(?:bien|en fait|in fact) )?"
    r"(?:la |le |l['’]|the )?"
)

_NEW_DOER = re.compile(
    r"(?P<name>(?!La |Le |Les |The |It |They |We |She |He |Il |Elle |Elles |Ils |On |Nous |This "
    r"|Cette )[A-ZÀ-Ý][\w'’]+(?:[- ][A-ZÀ-Ý][\w'’]+)*)\s+"
    r"(?:is|has|has been|was|est|a été|s['’]est)\s(?:(?:also|already|aussi|déjà)\s)?$"
)

_SUBJECT = re.compile(r"\b(?:nous|notre|la ville|we|our|us)\b", re.IGNORECASE)

_IS_TIED = re.compile(
    r"\s*(?:\([^()]*\)\s*)?[,:–-]?\s*(?:(?:est|is|reste|remains|était|was|a été|has been)\s+)?(?:\w+\s)?"
)
"""What stands between a town and the word that ties it."""


@dataclass
class Whose(Maker):
    """Decides between whom a word of a tie is said."""

    def _new_doer(self, text: str, found: Sequence[Mention], cue: Cue) -> Mention | None:
        """`Malvern has twinned with …`: a town of ours that no table has, who opens the sentence."""
        match = _NEW_DOER.match(text[: cue.start])
        if match is None or any(one.start < cue.start for one in found):
            return None
        body = self.said.names.new_city(match["name"], self.said.sides.base)
        return Mention(match.start("name"), match.end("name"), body) if body else None

    def _subject(self, text: str, found: Sequence[Mention], cue: Cue, chain: Sequence[Mention]) -> Body | None:
        """Return who abroad is said to be tied to ours: `Tbilissi : jumelée à Nantes, à Sarrebruck`."""
        if not cue.verbal or not chain or not any(self.said.sides.ours(one.body) for one in chain):
            return None
        ahead = [one for one in found if one.end <= cue.start]
        if not ahead and self.focus.firm and len(self.focus.away) == 1 and not _SUBJECT.search(text[: cue.start]):
            return self.focus.away[0]
        if len(ahead) != 1 or not self.said.sides.theirs(ahead[0].body):
            return None
        led = _LEADS.fullmatch(text[: ahead[0].start].strip()) and _IS_TIED.fullmatch(text[ahead[0].end : cue.start])
        return ahead[0].body if led else None

    def _turned(self, text: str, found: Sequence[Mention], chain: list[Mention], cue: Cue) -> list[Mention]:
        """Return the names where the partner stands before the word."""
        if pair := pair_before(text, found, cue):
            if self._is_triple(text, cue) and (third := third_before(text, found, pair)):
                pair = [third, *pair]
            return pair if any(self.said.sides.theirs(one.body) for one in pair) else chain
        ahead = [one for one in before(text, found, cue) if self.said.sides.theirs(one.body)]
        if ahead:
            return [*chain, *ahead]
        # `Leipzig a signé un accord avec Lyon`: who does it stands before, from abroad.
        begin, _ = statement(text, cue.start)
        doer = [one for one in found if begin <= one.start and one.end <= cue.start]
        if chain and doer and len({one.body.id for one in doer}) == 1 and self.said.sides.theirs(doer[0].body):
            return [*chain, doer[-1]]
        return chain

    @staticmethod
    def _is_triple(text: str, cue: Cue) -> bool:
        """Whether a text says that three are tied by one tie; a project is one for all who run it."""
        return TRIPLE.search(text) is not None or cue.form == "project"

    def _predicated(self, text: str, found: Sequence[Mention], away: Sequence[Mention]) -> Mention | None:
        """`The authority twinned with Recife since 2003 is the city of Nantes`: who it is stands behind."""
        ends = away[-1].end if away else len(text)
        behind_it = (one for one in found if one.start > ends and self.said.sides.ours(one.body))
        return next((one for one in behind_it if _IS_IT.fullmatch(text[ends : one.start])), None)

    def _of_each_other(self, away: Sequence[Mention], here: Sequence[Mention], cue: Cue) -> bool:
        """Whether two towns abroad are the subject of a tie in minutes that are nobody's own: it is between them."""
        if here or self.said.owner or len(away) != 2 or away[0].body.country == away[1].body.country:
            return False
        return all(one.end <= cue.start for one in away)

    def _home(
        self, text: str, found: Sequence[Mention], here: Sequence[Mention], cue: Cue, away: Sequence[Mention]
    ) -> tuple[Body, ...]:
        """Return the French side of a tie."""
        ahead = [one for one in found if self.said.sides.ours(one.body) and one.end <= cue.start]
        if cue.verbal and not here and (one := self._predicated(text, found, away)):
            return (one.body,)
        nearest = list(here[:1]) or ahead[-1:]
        begin, _ = statement(text, cue.start)
        # `un accord liant la Région et le Québec`: who is meant stands between the word and the partner.
        until = max([cue.end, *(one.start for one in away[:1])])
        meant = self.said.meant(text[begin:until], self.focus)
        if nearest and (here or nearest[0].start >= begin or not meant):
            return tuple(dict.fromkeys(one.body for one in (*here, *ahead) if one.start == nearest[0].start))
        if meant or (self.said.speaks(text[begin:until]) and not self.focus.home):
            return meant
        # `Bordeaux has partnerships with Bilbao`, in minutes of Bristol: whoever does it is not of those who speak.
        doer = next((one for one in found if one.end <= cue.start and self.said.sides.theirs(one.body)), None)
        if doer and doer.start not in self.taken and _LEADS.fullmatch(text[: doer.start].strip()):
            return (doer.body,) if all(one.body.country != doer.body.country for one in away) else ()
        return self.focus.home
