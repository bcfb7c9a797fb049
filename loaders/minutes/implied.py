"""Ties whose partner is left unsaid: `le jumelage date de 1981` under a heading, an item of a list, `les deux villes`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.minutes.chains import PLACE_OF as _PLACE_OF
from loaders.minutes.cues import FIRM, LOOSE, Cue
from loaders.minutes.lexicon import key, words
from loaders.minutes.naming import Mention
from loaders.minutes.sentences import Sentence, unreal
from loaders.minutes.standing import since_of, status_of, themes_of
from loaders.minutes.whose import Whose

_WITH_AN_INSTITUTION = re.compile(
    r"[^.;:]{0,30}?\b(?:avec|with|entre|between)\s+(?:la |le |les |l['’]|the |une? |deux |two )?(?:[a-zà-ÿ]+ )?"
    r"(?:universit|école|lycée|collège|hôpital|chambre|musée|school|college|hospital|chamber|museum)\w*",
    re.IGNORECASE,
)
"""A partner that is no authority, though the heading names one."""

_OF_ANOTHER = re.compile(
    r"\s*(?:As (?:for|to|regards)|Regarding|Quant à|Concernant|S['’]agissant d[eu]|Pour ce qui est d[eu]|Côté)"
    r"\s*(?:la |le |l['’]|the )?[A-ZÀ-Ý]"
)
"""What turns to somebody else, though no table has the name."""

_ANOTHER = re.compile(
    r"(?!(?:Le|La|Les|Ce|Cet|Cette|Ces|Un|Une|Il|Ils|Elle|Elles|On|Nous|Leur|Leurs|Son|Sa|Ses|Notre|Nos|The|It|This|That"
    r"|These|They|We|Our|Its|Their|Both|An?|In|Since|Depuis|En|Au|Aux)\b)"
    r"(?P<name>[A-ZÀ-Ý][\w'’]+(?:[- ][A-ZÀ-Ý][\w'’]+)*)"
    r"(?:,? (?:\(|en [A-ZÀ-Ý]|au [A-ZÀ-Ý]|in [A-ZÀ-Ý])|\s(?:est|is|y est|a été)\s)"
)

_DEFINITE = re.compile(
    r"(?:\b(?:le|la|les|du|au|ce|cet|cette|ces|notre|nos|leur|leurs|son|sa|ses|the|this|that|these|our|its"
    r"|their|un|une|a|an|ladite|ledit)\s+"
    r"|\bl['’]|\bd['’]|^)\s*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""What stands before a word of a tie that the text has spoken of."""

ENTRY = re.compile(r"\s*(?:$|[(,:;.–—-])")
"""What follows the name that is an entry of a list by itself."""

_NAMED_NEWLY = (
    r"(?:la (?:ville|commune) d[e'’]\s?|the (?:city|town) of )?"
    r"(?P<name>[A-ZÀ-Ý][\w'’]+(?:[- ](?:[a-z]{1,3}[- ])?[A-ZÀ-Ý][\w'’]+)*)"
)

_NEW_CITY = re.compile(rf"^[^.;:?!,]{{0,30}}?\b(?:avec|with|entre .{{2,40}}? et)\s+{_NAMED_NEWLY}")

_NEW_TWIN = re.compile(rf"^[^.;:?!,]{{0,30}}?\b(?:avec|with|à|to|of|entre .{{2,40}}? et)\s+{_NAMED_NEWLY}")

_ONLY_THIS = re.compile(r"[,;]|\s(?:and|et|mais|but)\s")

_BOTH = re.compile(
    r"\b(?:(?:entre|de|d['’]entre) (?:les|nos) deux|between (?:the|our) two|(?:les|nos) deux|(?:the|our) two|of the two)"
    r" (?:villes?|communes?|cités?|collectivités?|municipalités?|régions?|towns?|cities|councils?|communities)\b",
    re.IGNORECASE,
)

_TURNED_INTO = re.compile(
    r"\b(?:transform|dev(?:enu|ient)|élev|turned|became|upgraded|convert)\w*\s(?:en |into |à |to )?(?:une? |a )?$"
)
"""`le pacte d'amitié de 1969, transformé en jumelage`."""

MANY = 6
"""How many partners one label names, at most."""

OPENS = 25
"""How far from the beginning of an entry its partner stands, characters."""


@dataclass
class Implied(Whose):
    """Ties whom heading, label, or the sentence before names."""

    def _unsaid(self, sentence: Sentence, found: Sequence[Mention], chain: Sequence[Mention], cue: Cue) -> None:
        """A word of a tie that reaches no foreign partner: `le jumelage date de 1981`, under the heading `Leipzig`."""
        text = sentence.text
        here = [one for one in chain if self.said.sides.ours(one.body)] or [
            one for one in found if self.said.sides.ours(one.body)
        ]
        others = [one for one in found if self.said.sides.theirs(one.body)]
        # `Almere had suspended the link`, under its own heading.
        elsewhere = [one for one in others if one.body not in self.focus.away] or _WITH_AN_INSTITUTION.match(
            text[cue.end :]
        )
        if not self.focus.away or elsewhere or not self._is_real(text, cue, cue.end, cue.end):
            return
        if chain and not here:
            return
        doer = [one for one in found if self.said.sides.ours(one.body) and one.end <= cue.start]
        if chain and doer and not self.focus.firm:
            return
        if chain and self.said.sides.ours(chain[0].body) and doer and doer[0].body.id != chain[0].body.id:
            return
        if not chain and (cue.form == "project" or not _DEFINITE.search(text[: cue.start])):
            return
        home = tuple(one.body for one in here if one.start == here[0].start) if here else self.focus.home
        for one in home:
            for body in self.focus.away[:MANY]:
                if self.focus.firm or chain:
                    spots = [Mention(cue.start, cue.end, body)]
                    self._make(sentence, cue, one, spots, len(text), own=self.focus.firm)

    def _of_both(self, sentence: Sentence, cue: Cue) -> bool:
        """Tie the two whom a document is about, where a tie is said to be of both: `le jumelage entre les deux villes`."""
        here, there = self.focus.home[:1], self.focus.away
        said = self.said.pair
        about = said if said and (not there or there == said[1:]) else None
        pair = (here[0], there[0]) if self.focus.firm and here and len(there) == 1 else about
        if pair is None or not _BOTH.search(sentence.text) or not self._is_real(sentence.text, cue, cue.end, cue.end):
            return False
        spots = [Mention(cue.start, cue.end, pair[1])]
        self._make(sentence, cue, pair[0], spots, len(sentence.text), own=False)
        return True

    def _firmed(self, text: str, cue: Cue) -> None:
        """A firmer word behind a loose one, of the same tie: `la relation avec X, passée à une coopération économique`."""
        tie = self.made[-1]
        if _TURNED_INTO.search(text[: cue.start]) and not unreal(text, cue.start, cue.end):
            self.made[-1] = replace(tie, form=min(cue.form, tie.form, key=FIRM.index))
        if tie.form in LOOSE and cue.form == "cooperation" and not unreal(text, cue.start, cue.end):
            self.made[-1] = replace(tie, form=cue.form)

    def _listed(self, sentence: Sentence, found: Sequence[Mention]) -> None:
        """A name that opens an item of a list whose heading states the tie: `Nos jumelages :`, `- Leipzig (1981)`."""
        cue = self.focus.cue
        text = sentence.text
        if cue is None or self.focus.unreal or (found and found[0].start > OPENS):
            return
        if not found:
            self._labelled(sentence, cue)
            return
        away = [one for one in found if self.said.sides.theirs(one.body)]
        here = [one.body for one in found if self.said.sides.ours(one.body)][:1]
        if (
            not away
            or not ENTRY.match(text[found[0].end :])
            or unreal(text, away[0].start, away[0].start, away[0].end)
            or not (here or self.focus.home)
        ):
            return
        placed = Cue(cue.form, away[0].start, away[0].start, verbal=False)
        for one in tuple(here) or self.focus.home:
            self._make(sentence, placed, one, away[:1], len(text), own=True)

    def _labelled(self, sentence: Sentence, cue: Cue) -> None:
        """The same where the name is a label: under `Bilan des partenariats`, `Phoenix : plus de nouvelles`."""
        text = sentence.text
        if not self.focus.firm or unreal(text, 0, 0, len(text)):
            return
        for one in self.focus.home:
            for body in self.focus.away[:MANY]:
                placed = Cue(cue.form, 0, 0, verbal=False)
                self._make(sentence, placed, one, [Mention(0, 0, body)], len(text), own=False)

    def _unlisted(self, sentence: Sentence, found: Sequence[Mention], stated: Sequence[Cue]) -> None:
        """`Dieppe est jumelée avec Gaspé`: a partner that no table has, where the country is that of the document."""
        text = sentence.text
        for cue in stated:
            shape = _NEW_TWIN if cue.form == "twinning" or cue.verbal else _NEW_CITY
            match = shape.match(text[cue.end :]) if cue.form in FIRM[:3] else None
            if match is None or unreal(text, cue.start, cue.end):
                continue
            at = cue.end + match.start("name")
            if any(one.start <= at < one.end for one in found) or _PLACE_OF.search(text[cue.end : at]):
                continue
            body = self.said.names.new_city(match["name"], self.said.land)
            home = self._home(text, found, [], cue, [])
            if body and home:
                partner = Mention(at, cue.end + match.end("name"), body)
                self._make(sentence, cue, home[0], [partner], len(text), own=True)
                return

    def _explored(self, sentence: Sentence, cue: Cue) -> None:
        """Tie whom the sentence before named: `These were exploratory contacts only`."""
        text = sentence.text
        said = text[: cue.end] + _ONLY_THIS.split(text[cue.end :], maxsplit=1)[0]
        if self.made or not self._is_real(said, cue, cue.end, cue.end):
            return
        for one in self.focus.home[:1]:
            placed = [Mention(cue.start, cue.end, self.abroad[0])]
            self._make(sentence, cue._replace(form="contact"), one, placed, len(text), own=False)

    def _again(self, sentence: Sentence, stated: Sequence[Cue]) -> None:
        """Add what a sentence that names no partner says of the tie before it: `Les relations se sont distendues`."""
        if len({self.made[index].id for index in self.last}) != 1:
            return
        text = sentence.text
        if (
            _OF_ANOTHER.match(text)
            or (stated and self._opens_with_another(text))
            or any(_NEW_CITY.match(text[cue.end :]) for cue in stated)
        ):
            return
        at = stated[0].start if stated else 0
        status = status_of(text, 0, len(text), at)
        real = not unreal(text, at, at, stated[0].end if stated else 0)
        since, words = since_of(text, 0, len(text), len(text), self.today) if stated and real else (None, None)
        for index in self.last:
            tie = self.made[index]
            form = min(
                [tie.form, *(one.form for one in stated if real and since and one.form in FIRM[:3])], key=FIRM.index
            )
            self.made[index] = replace(
                tie,
                form=form,
                status=status or tie.status,
                since=tie.since or since,
                since_words=tie.since_words or (words if not tie.since else None),
                themes=tuple(sorted({*tie.themes, *themes_of(text)})),
            )

    def _opens_with_another(self, text: str) -> bool:
        """Whether a sentence begins with the name of a place that no table has: `Abu Dis, en Palestine, est liée …`."""
        match = _ANOTHER.match(text)
        return bool(match and key(match["name"]) not in words("common", "words") and not self.said.alone(match["name"]))
