"""Which bodies a document ties together: `Nancy jumelée avec Cincinnati depuis 1991`.

A tie is a word that names one (partenariat, jumelée, accord, contacts), the partner that it reaches, and whoever speaks or is
spoken of. A wish, a question or a denial makes none. Each statement is read alone; what it leaves unsaid (`la ville`, `le
jumelage`, a bare name in a list) is what the heading, the label or the sentence before it says (`focus.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.ids import partnership_id
from loaders.minutes.chains import PLACE_OF as _PLACE_OF
from loaders.minutes.chains import before, behind, pair_before, third_before
from loaders.minutes.cues import FIRM, LOOSE, Cue, as_before, cues, named
from loaders.minutes.dates import dates
from loaders.minutes.document import Paragraph, without_bullet
from loaders.minutes.focus import Discourse, Focus
from loaders.minutes.gazetteer import Body
from loaders.minutes.items import Attendee
from loaders.minutes.legends import Legends
from loaders.minutes.lexicon import key, words
from loaders.minutes.mentions import Mention, mentions
from loaders.minutes.sentences import Sentence, sentences, statement, taken_up_again, unreal
from loaders.minutes.standing import since_of, status_of, themes_of
from loaders.minutes.tables import Table

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
_VERB = re.compile(r"\b(?:a|ont|est|sont|has|have|had|is|are|was|were|sera|seront|will|fut)\b")
_TRIPLE = re.compile(r"\b(?:tripartites?|à trois|trilat\w+|three-way|triangulaires?|triangular)\b", re.IGNORECASE)
_DEFINITE = re.compile(
    r"(?:\b(?:le|la|les|du|au|ce|cet|cette|ces|notre|nos|leur|leurs|son|sa|ses|the|this|that|these|our|its"
    r"|their|un|une|a|an|ladite|ledit)\s+"
    r"|\bl['’]|\bd['’]|^)\s*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""What stands before a word of a tie that the text has spoken of."""

_APPOSED = re.compile(
    r"^\s*,?\s*\(?(?:sa |its |our |notre )?(?P<word>ville jumelle|ville partenaire|villes? jumelées?|jumelle"
    r"|twin city|sister city|twinned|jumelée)",
    re.IGNORECASE,
)
_LEADS = re.compile(r"(?:.*\b(?:that|que|qu['’]))?\s*(?:la ville d[eu]|the city of|le |la |l['’])?", re.IGNORECASE)
"""What may stand before whoever does something: `Mme Lacaze reported that Bordeaux has …`."""

_ENTRY = re.compile(r"\s*(?:$|[(,:;.–—-])")
"""What follows the name that is an entry of a list by itself."""

_IS_IT = re.compile(
    r"(?:,? (?:depuis|since) (?:\w+ ){0,2}\d{4},?)?\s+(?:est|is|était|was) (?:(?:bien|en fait|in fact) )?"
    r"(?:la |le |l['’]|the )?"
)
_LINKED = re.compile(r"(?:li|link|unit|uniss)", re.IGNORECASE)
_BY = re.compile(r"\b(?:par|by|through)\s+(?:une?|an?|la|le|l['’])\s*(?:[\w'’-]+\s+){0,3}?$", re.IGNORECASE)
_NAMED_NEWLY = (
    r"(?:la (?:ville|commune) d[e'’]\s?|the (?:city|town) of )?"
    r"(?P<name>[A-ZÀ-Ý][\w'’]+(?:[- ](?:[a-z]{1,3}[- ])?[A-ZÀ-Ý][\w'’]+)*)"
)
_NEW_CITY = re.compile(rf"^[^.;:?!,]{{0,30}}?\b(?:avec|with|entre .{{2,40}}? et)\s+{_NAMED_NEWLY}")
_NEW_TWIN = re.compile(rf"^[^.;:?!,]{{0,30}}?\b(?:avec|with|à|to|of|entre .{{2,40}}? et)\s+{_NAMED_NEWLY}")

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

_OF_A_NEW_ONE = re.compile(r"\b(?!(?:Ville|Commune|Mairie)\b)[A-ZÀ-Ý][\w'’-]+,\s(?:la |une |autre |the |a )?$")
"""What stands before a word that tells what somebody is: `Szprotawa, partenaire polonaise de …`."""

_EXPLORED = re.compile(r"\b(?:explorat\w+|exploratoires?)\b", re.IGNORECASE)
_ONLY_THIS = re.compile(r"[,;]|\s(?:and|et|mais|but)\s")
_BOTH = re.compile(
    r"\b(?:(?:entre|de|d['’]entre) (?:les|nos) deux|between (?:the|our) two|(?:les|nos) deux|(?:the|our) two|of the two)"
    r" (?:villes?|communes?|cités?|collectivités?|municipalités?|régions?|towns?|cities|councils?|communities)\b",
    re.IGNORECASE,
)
MANY = 6
"""How many partners one label names, at most."""

OPENS = 25
"""How far from the beginning of an entry its partner stands, characters."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie as one sentence states it: the parties, what else is said, where it stands and why it was seen."""

    parties: tuple[Body, ...]
    form: str
    paragraph: Paragraph
    start: int
    end: int
    reason: str
    confidence: float
    status: str | None = None
    since: str | None = None
    since_words: str | None = None
    themes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the partnership."""
        return partnership_id(body.id for body in self.parties)


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
class _Reader:
    """Reads one paragraph: sentence by sentence, remembering who was spoken of last."""

    paragraph: Paragraph
    said: Discourse
    focus: Focus
    today: str | None
    made: list[Tie] = field(default_factory=list)
    label: tuple[int, int] | None = None
    """Where the label stands that was cut off, which names a partner or who speaks."""

    taken: set[int] = field(default_factory=set)
    """Where the partners begin that the sentence has tied already."""

    stated: bool = False
    """Whether the sentence has stated a tie already."""

    abroad: tuple[Body, ...] = ()
    """Whom abroad the paragraph named last."""

    last: list[int] = field(default_factory=list)
    """Which of the ties made the last sentence with one stated."""

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
            or not _ENTRY.match(text[away[0].end :])
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
        speaker = self.said.speaker(text[:70])
        if (
            speaker
            and self.said.sides.ours(speaker[0])
            and not any(self.said.sides.ours(one.body) and one.start < 70 for one in found)
        ):
            self.focus = replace(self.focus, home=speaker)
        elif first and not self.focus.firm and self.said.outsider(text[:70]):
            self.focus = replace(self.focus, home=self.said.heading.home)
        bodies = [one for one in found if one.body.label != "Collectivity" and not self.said.sides.theirs(one.body)]
        # `Sister Cities International` names a body, and ties nobody.
        stated = [cue for cue in cues(text) if not any(one.start <= cue.start < one.end for one in bodies)]
        before = self.made[-1].form if self.made else stated[0].form if stated else None
        if before and (pronoun := as_before(text, before)):
            stated = sorted([pronoun, *stated], key=lambda cue: cue.start)
        self.taken = set()
        count = len(self.made)
        for index, cue in enumerate(stated):
            self.stated = len(self.made) > count
            until = stated[index + 1].start if index + 1 < len(stated) else len(text)
            self._tie(sentence, found, cue, until)
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
        elif not any(self.said.sides.theirs(one.body) for one in found):
            self._again(sentence, stated)
        self._follow(found)

    def _explored(self, sentence: Sentence, cue: Cue) -> None:
        """Tie whom the sentence before named: `These were exploratory contacts only`."""
        text = sentence.text
        said = text[: cue.end] + _ONLY_THIS.split(text[cue.end :], maxsplit=1)[0]
        if self.made or not self._is_real(said, cue, cue.end, cue.end):
            return
        for one in self.focus.home[:1]:
            placed = [Mention(cue.start, cue.end, self.abroad[0])]
            self._make(sentence, cue._replace(form="contact"), one, placed, len(text), own=False)

    def _follow(self, found: Sequence[Mention]) -> None:
        self.said.passed(found)
        here = [one for one in found if self.said.sides.ours(one.body)]
        if here:
            self.focus = replace(self.focus, home=tuple(one.body for one in here if one.start == here[-1].start))

    # --- who

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
        triple = _TRIPLE.search(text) or (cue.form == "project" and chain and chain[-1].end <= cue.start)
        groups = [away[1:]] if each_other else [away] if triple else [[each] for each in away]
        own = (
            bool(here)
            or self.focus.firm
            or any(self.said.sides.ours(one.body) and one.end <= cue.start for one in found)
        )
        for one in home:
            for group in groups:
                self._make(sentence, cue._replace(form=form), one, group, until, own=own, among=away)

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

    def _of_subject(self, sentence: Sentence, cue: Cue, subject: Body, chain: Sequence[Mention], until: int) -> None:
        text = sentence.text
        chain = [one for one in chain if one.body != subject]
        if not self._is_real(text, cue, min(one.start for one in chain), max(one.end for one in chain)):
            return
        self.taken.update(one.start for one in chain)
        for one in chain:
            placed = [Mention(one.start, one.end, subject)]
            self._make(sentence, cue, one.body, placed, until, own=True, among=chain)

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
        return _TRIPLE.search(text) is not None or cue.form == "project"

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
            or not _ENTRY.match(text[found[0].end :])
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
            body = self.said.names.new_city(match["name"])
            home = self._home(text, found, [], cue, [])
            if body and home:
                partner = Mention(at, cue.end + match.end("name"), body)
                self._make(sentence, cue, home[0], [partner], len(text), own=True)
                return

    # --- what else

    @staticmethod
    def _is_real(text: str, cue: Cue, name: int, last: int) -> bool:
        why = unreal(text, cue.start, name, last)
        if why is None or (why == "wish" and taken_up_again(text, cue.start)):
            return True
        # A wish that both sides have begun to carry out: `volonté commune d'officialiser un accord`.
        agreed = why == "wish" and "commun" in text and cue.form in FIRM[:3]
        return agreed and status_of(text, 0, len(text), cue.start) == "negotiating"

    @staticmethod
    def _firmer(text: str, cue: Cue, partner: Mention) -> str:
        """Return the form that words behind say more exactly: `liée à X par une convention`, `X, ville jumelle`."""
        if apposed := _APPOSED.match(text[partner.end :]):
            return "twinning" if "parten" not in apposed["word"] else cue.form
        if cue.verbal and _LINKED.match(text[cue.start :]):
            for other in cues(text):
                if other.start > cue.end and _BY.search(text[: other.start]):
                    return other.form
            ahead = [other.form for other in cues(text) if other.end < cue.start]
            return min([cue.form, *ahead], key=FIRM.index)
        return cue.form

    def _zone(self, text: str, cue: Cue, away: Sequence[Mention], until: int) -> tuple[int, int]:
        """Return the stretch of a sentence that speaks of one tie."""
        begin, _ = statement(text, cue.start)
        # What stands before the partner of another tie is said of that one.
        found = mentions(text, self.said.names)
        done = [one.end for one in found if one.start in self.taken and one not in away]
        begin = max([begin, *(at for at in done if at <= cue.start)])
        close = text.find(")", begin, cue.start)
        begin = close + 1 if close >= 0 and text[begin:].lstrip().startswith("(") else begin
        _, end = statement(text, max(cue.start, away[-1].end - 1))
        others = [
            one.start
            for one in found
            if self.said.sides.theirs(one.body) and one.start >= away[-1].end and one.start > cue.start
        ]
        # What follows belongs to the same tie as long as it names nobody else: `…, mais les relations se sont distendues`.
        stop = (min(end, others[0]) if until > cue.end else end) if others else len(text)
        return min(begin, away[0].start), max(stop, away[-1].end)

    def _since(
        self, text: str, stretch: tuple[int, int], one: Mention, among: Sequence[Mention]
    ) -> tuple[str | None, str | None]:
        """Return since when a tie is; of several partners with a date behind each, each has its own."""
        every = list(dates(text))
        if not any(among[0].end <= date.start < among[-1].start for date in every):
            return since_of(text, *stretch, one.end, self.today)
        after = min((other.start for other in among if other.start > one.start), default=statement(text, one.end)[1])
        own = next((date.value for date in every if one.end <= date.start < after), None)
        return own, None

    def _make(
        self,
        sentence: Sentence,
        cue: Cue,
        home: Body,
        away: Sequence[Mention],
        until: int,
        *,
        own: bool,
        among: Sequence[Mention] = (),
    ) -> None:
        text, form = sentence.text, cue.form
        # Two towns of one country are no partners here, and nobody is their own.
        away = [one for one in away if one.body.id != home.id and one.body.country != home.country]
        if not away:
            return
        last = away[-1].end
        begin, end = self._zone(text, cue, away, until)
        since, said = self._since(text, (begin, end), away[-1], among or away)
        status = status_of(text, begin, end, cue.start)
        if taken_up_again(text, cue.start) and unreal(text, cue.start, cue.end, last) == "wish":
            status = "dormant"
        if status == "negotiating":
            # What they talk about is what they are to sign: `mission exploratoire …, officialiser un accord`.
            form = min((one.form for one in cues(text)), key=FIRM.index)
        bodies = (home, *(one.body for one in away))
        sure = (0.9 if own else 0.7) - (0.15 if form in ("contact", "project") else 0)
        if any(body.doubt for body in bodies):
            sure -= 0.2
        start = min(cue.start, away[0].start)
        first, reason = sentence.start + start, text[cue.start : cue.end] or text[away[0].start : last]
        if self.label and self._is_labelled(away):
            # The partner is named by the label: that is where the fact begins.
            first = self.label[0]
            named_by = self.paragraph.text[first : self.label[1]].strip(" :.–—-")
            reason = f"{named_by} · {reason}" if reason else named_by
        self.made.append(
            Tie(
                bodies,
                "project" if len(away) > 1 and form == "contact" else form,
                self.paragraph,
                first,
                # What a label alone says stands in the whole of its sentence.
                max(sentence.start + max(cue.end, last), first + 1 if last else sentence.start + len(text)),
                reason,
                round(sure, 2),
                status,
                since,
                said,
                themes_of(text),
            )
        )

    def _is_labelled(self, away: Sequence[Mention]) -> bool:
        return self.focus.firm and all(one.body in self.focus.away for one in away)

    def _opens_with_another(self, text: str) -> bool:
        """Whether a sentence begins with the name of a place that no table has: `Abu Dis, en Palestine, est liée …`."""
        match = _ANOTHER.match(text)
        return bool(match and key(match["name"]) not in words("common", "words") and not self.said.alone(match["name"]))

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
