"""Which bodies a document ties together: `Nancy jumelée avec Cincinnati depuis 1991`.

A tie is a word that names one (partenariat, jumelée, accord, contacts), the partner that it reaches, and whoever speaks or is
spoken of. A wish, a question or a denial makes none. Each statement is read alone; what it leaves unsaid (`la ville`, `le
jumelage`, a bare name in a list) is what the heading, the label or the sentence before it says (`focus.py`, `implied.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.minutes.chains import behind
from loaders.minutes.cues import Cue, as_before, cues, named
from loaders.minutes.dates import dates
from loaders.minutes.document import Paragraph, without_bullet
from loaders.minutes.focus import Discourse
from loaders.minutes.gazetteer import Body
from loaders.minutes.implied import ENTRY, OPENS, Implied
from loaders.minutes.items import Attendee
from loaders.minutes.legends import Legends
from loaders.minutes.mentions import mentions
from loaders.minutes.naming import Mention
from loaders.minutes.sentences import Sentence, sentences, unreal
from loaders.minutes.tables import Table
from loaders.minutes.tie import Tie
from loaders.minutes.whose import TRIPLE

_VERB = re.compile(r"\b(?:a|ont|est|sont|has|have|had|is|are|was|were|sera|seront|will|fut)\b")

_OF_A_NEW_ONE = re.compile(r"\b(?!(?:Ville|Commune|Mairie)\b)[A-ZÀ-Ý][\w'’-]+,\s(?:la |une |autre |the |a )?$")
"""What stands before a word that tells what somebody is: `Szprotawa, partenaire polonaise de …`."""

_AND = re.compile(r"(?:,|\s(?:and|et)|,\s(?:and|et|puis))\s$")
_SINCE = re.compile(r"\s(?:\([^()]*\)\s)?(?:since|depuis|en|in)\s(?:19|20)\d\d")
_EXPLORED = re.compile(r"\b(?:explorat\w+|exploratoires?)\b", re.IGNORECASE)


def ties(
    paragraphs: Iterable[Paragraph], said: Discourse, today: str | None, there: Iterable[Attendee] = ()
) -> Iterator[Tie]:
    """Yield the ties that the paragraphs of a document state.

    Args:
        paragraphs: all of them, in their order.
        said: who is spoken of where a sentence does not say it.
        today: the document's own date (EDTF), if known.
        there: the people of its lists, who may speak for their authority.
    """
    listed = {id(one.paragraph) for one in there}
    paragraphs = list(paragraphs)
    table = Table(said.names, said.sides, Legends(paragraphs))
    for paragraph in paragraphs:
        if paragraph.cells:
            for row in table.read(paragraph.cells, said.heading):
                yield Tie(
                    row.parties,
                    row.form,
                    paragraph,
                    0,
                    len(paragraph.text),
                    row.reason,
                    row.confidence,
                    row.status,
                    row.since,
                )
            continue
        table.close()
        if id(paragraph) not in listed:
            focus, text, offset = said.enter(paragraph)
            reader = _Reader(paragraph, said, focus, today)
            yield from reader.ties(text, offset)
            said.leave(reader.focus)


@dataclass
class _Reader(Implied):
    """Reads one paragraph: sentence by sentence, remembering who was spoken of last."""

    def ties(self, text: str, offset: int) -> list[Tie]:
        """Return the ties of the paragraph, read from behind its label."""
        begin = without_bullet(self.paragraph.text)[1]
        self.label = (begin, offset) if offset > begin else None
        if not (named(text) or self.focus.cue or (self.focus.firm and self.focus.away)):
            if any(letter.isupper() for letter in text[1:]):
                self.said.passed(mentions(text[:200], self.said.names))
            return []
        every = list(sentences(text, offset))
        goes_on = False
        for number, sentence in enumerate(every):
            count = len(self.made)
            if not (goes_on and self._goes_on(sentence)):
                self._sentence(sentence, first=number == 0)
            stays = goes_on and not _VERB.search(sentence.text)
            goes_on = bool(self.made) and (len(self.made) > count or stays) and sentence.text.endswith(";")
        return self.made

    def _goes_on(self, sentence: Sentence) -> bool:
        """Take in a further item of a list: `Sister cities: Fukuyama (1976); Mangalore, India (1968); …`."""
        text, last = sentence.text, self.made[-1]
        found = mentions(text, self.said.names) or self._opening_town(text)
        away = [one for one in found if self.said.sides.theirs(one.body)]
        if (
            not away
            or away[0].start > OPENS
            or _VERB.search(text)
            or cues(text)
            or not ENTRY.match(text[away[0].end :])
        ):
            return False
        if unreal(text, away[0].start, away[0].start, away[0].end):
            return False
        placed = Cue(last.form, away[0].start, away[0].start, verbal=False)
        here = [one for one in found if self.said.sides.ours(one.body) and one.start < away[0].start]
        self._make(sentence, placed, here[0].body if here else last.parties[0], away[:1], len(text), own=True)
        return True

    def _opening_town(self, text: str) -> Sequence[Mention]:
        """Return the town, however small, that opens an item of such a list."""
        name = re.split(r"\s?[,;(:]|\s(?:depuis|since|en|in)\s", text, maxsplit=1)[0].strip()
        return [Mention(0, len(name), body) for body in self.said.alone(name)] if name else []

    def _sentence(self, sentence: Sentence, *, first: bool) -> None:
        text = sentence.text
        found = mentions(text, self.said.names)
        self._speaker(text, found, first=first)
        stated = self._stated(text, found)
        self.taken = set()
        count = len(self.made)
        for index, cue in enumerate(stated):
            self.stated = len(self.made) > count
            until = stated[index + 1].start if index + 1 < len(stated) else len(text)
            self._tie(sentence, found, cue, until)
        if len(self.made) > count and stated:
            self._and_since(sentence, found, stated[0])
        if first and self.focus.cue and len(self.made) == count:
            self._listed(sentence, found)
        if len(self.made) == count and stated:
            self._unlisted(sentence, found, stated)
        if len(self.made) == count and stated and len(self.abroad) == 1 and _EXPLORED.search(text):
            self._explored(sentence, stated[0])
        there = [one.body for one in found if self.said.sides.theirs(one.body)]
        self.abroad = tuple(dict.fromkeys(there)) or self.abroad
        if len(self.made) > count:
            self.last = list(range(count, len(self.made)))
        elif not there:
            self._again(sentence, stated)
        self._follow(found)

    def _and_since(self, sentence: Sentence, found: Sequence[Mention], cue: Cue) -> None:
        """Take in the rest of a list that drops its verb: `X has been a partner since 1957, Y since 1960`."""
        text, last = sentence.text, self.made[-1]
        for one in found:
            new = self.said.sides.theirs(one.body) and one.start > cue.end and one.start not in self.taken
            if new and last.since and _AND.search(text[: one.start]) and _SINCE.match(text[one.end :]):
                self.taken.add(one.start)
                placed = cue._replace(form=last.form, start=one.start, end=one.start)
                count = len(self.made)
                self._make(sentence, placed, last.parties[0], [one], len(text), own=True)
                since = next((date.value for date in dates(text) if date.start >= one.end), None)
                self.made[count:] = [replace(tie, since=since, since_words=None) for tie in self.made[count:]]

    def _speaker(self, text: str, found: Sequence[Mention], *, first: bool) -> None:
        """Turn to the authority of whoever the sentence says to speak."""
        speaker = self.said.speaker(text[:70])
        if (
            speaker
            and self.said.sides.ours(speaker[0])
            and not any(self.said.sides.ours(one.body) and one.start < 70 for one in found)
        ):
            self.focus = replace(self.focus, home=speaker)
        elif first and not self.focus.firm and self.said.outsider(text[:70]):
            self.focus = replace(self.focus, home=self.said.heading.home)

    def _stated(self, text: str, found: Sequence[Mention]) -> list[Cue]:
        """Return the words of ties in a sentence; `Sister Cities International` names a body, and ties nobody."""
        bodies = [one for one in found if one.body.label != "Collectivity" and not self.said.sides.theirs(one.body)]
        stated = [cue for cue in cues(text) if not any(one.start <= cue.start < one.end for one in bodies)]
        before = self.made[-1].form if self.made else stated[0].form if stated else self.before
        self.before = stated[-1].form if stated else self.before
        if before and (pronoun := as_before(text, before)):
            return sorted([pronoun, *stated], key=lambda cue: cue.start)
        return stated

    def _follow(self, found: Sequence[Mention]) -> None:
        self.said.passed(found)
        here = [one for one in found if self.said.sides.ours(one.body)]
        if here:
            self.focus = replace(self.focus, home=tuple(one.body for one in here if one.start == here[-1].start))

    def _tie(self, sentence: Sentence, found: Sequence[Mention], cue: Cue, until: int) -> None:
        text = sentence.text
        if _OF_A_NEW_ONE.search(text[: cue.start]) and not any(
            one.end >= cue.start - 2 for one in found if one.end <= cue.start
        ):
            # `Szprotawa, partenaire polonaise de Gevelsberg`: a tie of somebody whom no table has.
            return
        chain = behind(text, found, cue, until)
        if subject := self._subject(text, found, cue, chain):
            self._of_subject(sentence, cue, subject, chain, until)
            return
        if not any(self.said.sides.theirs(one.body) for one in chain):
            chain = self._turned(text, found, chain, cue)
        away = [one for one in chain if self.said.sides.theirs(one.body) and one.start not in self.taken]
        if away:
            self._reached(sentence, found, cue, until, chain, away)
        elif self.stated and not chain:
            self._firmed(text, cue)
        elif not self._of_both(sentence, cue):
            self._unsaid(sentence, found, chain, cue)

    def _reached(
        self,
        sentence: Sentence,
        found: Sequence[Mention],
        cue: Cue,
        until: int,
        chain: list[Mention],
        away: Sequence[Mention],
    ) -> None:
        """Tie the partners that a word reaches to whoever it is said of."""
        text = sentence.text
        new = (self._new_doer(text, found, cue) if cue.verbal else None) or self.said.beside(text, found)
        chain = [new, *chain] if new else chain
        here = [one for one in chain if self.said.sides.ours(one.body)]
        ends = max(one.end for one in chain), min(one.start for one in away)
        if not self._is_real(text, cue, ends[1], ends[0]):
            return
        self.taken.update(one.start for one in away)
        each_other = self._of_each_other(away, here, cue)
        home = (away[0].body,) if each_other else self._home(text, found, here, cue, away)
        if not home:
            return
        form = self._firmer(text, cue, away[-1])
        triple = TRIPLE.search(text) or (cue.form == "project" and chain and chain[-1].end <= cue.start)
        groups = [away[1:]] if each_other else [away] if triple else [[each] for each in away]
        own = (
            bool(here)
            or self.focus.firm
            or any(self.said.sides.ours(one.body) and one.end <= cue.start for one in found)
        )
        for one in home:
            for group in groups:
                self._make(sentence, cue._replace(form=form), one, group, until, own=own, among=away)

    def _of_subject(self, sentence: Sentence, cue: Cue, subject: Body, chain: Sequence[Mention], until: int) -> None:
        text = sentence.text
        chain = [one for one in chain if one.body != subject]
        if not self._is_real(text, cue, min(one.start for one in chain), max(one.end for one in chain)):
            return
        self.taken.update(one.start for one in chain)
        for one in chain:
            placed = [Mention(one.start, one.end, subject)]
            self._make(sentence, cue, one.body, placed, until, own=True, among=chain)
