"""A tie as a sentence states it, and what the words around it say of it: form, status, since when, whether it is real."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.ids import partnership_id
from loaders.minutes.cues import FIRM, Cue, cues
from loaders.minutes.dates import dates
from loaders.minutes.document import Paragraph
from loaders.minutes.focus import Discourse, Focus
from loaders.minutes.gazetteer import Body
from loaders.minutes.mentions import mentions
from loaders.minutes.naming import Mention
from loaders.minutes.sentences import Sentence, statement, taken_up_again, unreal
from loaders.minutes.standing import since_of, status_of, themes_of

_APPOSED = re.compile(
    r"^\s*,?\s*\(?(?:sa |its |our |notre )?(?P<word>ville jumelle|ville partenaire|villes? jumelées?|jumelle"
    r"|twin city|sister city|twinned|jumelée)",
    re.IGNORECASE,
)

_LINKED = re.compile(r"(?:li|link|unit|uniss)", re.IGNORECASE)

_BY = re.compile(r"\b(?:par|by|through)\s+(?:une?|an?|la|le|l['’])\s*(?:[\w'’-]+\s+){0,3}?$", re.IGNORECASE)


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


@dataclass
class Maker:
    """Makes the ties of one paragraph; what they are made of is decided above."""

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

    before: str | None = None
    """The form that the sentence before spoke of."""

    last: list[int] = field(default_factory=list)
    """Which of the ties made the last sentence with one stated."""

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
