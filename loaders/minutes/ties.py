"""Which bodies a document ties together: `Nancy jumelée avec Cincinnati depuis 1991`.

A tie is a word that names one (partenariat, jumelée, accord, contacts), the partner behind it (or before it), and whoever
speaks or is spoken of. A wish, a question or a denial makes none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.ids import partnership_id
from loaders.minutes.dates import dates, spans
from loaders.minutes.document import Paragraph, without_bullet
from loaders.minutes.gazetteer import HOME, Body, Gazetteer
from loaders.minutes.lexicon import Phrases, lexicon, phrases, tokens
from loaders.minutes.mentions import Mention, mentions
from loaders.minutes.sentences import Sentence, clause, sentences, unreal

FORMS = Phrases((phrase, form) for form, every in lexicon()["forms"].items() for phrase in every)
FIRM = tuple(lexicon()["forms"])
"""Forms from the firmest to the loosest."""

_STATUS = Phrases((phrase, status) for status, every in lexicon()["status"].items() for phrase in every)
_STATUS_ORDER = ("ended", "suspended", "negotiating", "dormant", "exploratory", "active")
_LABEL = re.compile(r"^(?P<label>[^:]{2,110}?)\s?:\s")
_GAP = re.compile(
    r"^(?:[^.;:?!]{0,90}?[\s(’'])?(?:avec|with|entre|between|and|et|ou|or|à|aux?|de|du|des|d['’]|to|par|by|sur|vers|,|of)"
    r"\s*(?:(?:la|le|les|l['’]|the|d['’]|de|du)\s*)*$|^\s*[-/–,]\s*$|^\s*$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:qui|que|qu|où|dont|lequel|laquelle|which|who|where|whose)\b", re.IGNORECASE)
_NEAR = re.compile(r"\b(?:proche|près|near|close)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"^\s*(?:,[^.;:]{0,40},)?\s*"
    r"(?:ont|a|have|has|had|avai(?:t|ent)|sont|est|are|is|entretien\w*|mènent|développ\w*|liés? par|partagent)\b",
    re.IGNORECASE,
)
_TRIPLE = re.compile(r"\b(?:tripartites?|à trois|trilat\w+|three-way|tripartite)\b", re.IGNORECASE)
_SIGNED = re.compile(r"officialis|signé|signature|signed|conclu|inaugur", re.IGNORECASE)
_SINCE = re.compile(
    r"(?:depuis|since|signée? en|conclue? en|remont\w+ à|dat\w+ de|signed in|established in)\s*$", re.IGNORECASE
)
_SKIPPED = 45
"""How far a name may stand from the word of the tie without a link between them, characters."""


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


def ties(paragraphs: Iterable[Paragraph], names: Gazetteer, today: str | None) -> Iterator[Tie]:
    """Yield the ties that the paragraphs of a document state; `today` is its own date (EDTF), if known."""
    before: tuple[Body, ...] = ()
    for paragraph in paragraphs:
        if paragraph.cells:
            continue
        reader = _Reader(paragraph, names, today, before)
        yield from reader.ties()
        before = reader.subject


@dataclass
class _Reader:
    """Reads one paragraph; `subject` is who speaks or is spoken of, `before` who was in the paragraph before."""

    paragraph: Paragraph
    names: Gazetteer
    today: str | None
    before: tuple[Body, ...]
    subject: tuple[Body, ...] = ()
    _own: bool = field(default=False)

    def ties(self) -> Iterator[Tie]:
        text, offset = without_bullet(self.paragraph.text)
        label = _LABEL.match(text)
        self.subject = self._subject(label["label"] if label else text.split(". ")[0], labelled=bool(label))
        self._own = bool(self.subject)
        if not self.subject and not label:
            self.subject = self.before
        head = [Sentence(label["label"], offset)] if label else []
        rest = text[label.end() :] if label else text
        every = [*head, *sentences(rest, offset + (label.end() if label else 0))]
        found = [tie for sentence in every for tie in self._stated(sentence)]
        yield from self._completed(found, every, labelled=bool(label))

    def _subject(self, text: str, *, labelled: bool) -> tuple[Body, ...]:
        found = [one for one in mentions(text, self.names) if _home(one.body)]
        # In prose only whoever stands at the head of the sentence is its subject.
        if not found or (not labelled and found[0].start > 160):
            return ()
        return tuple(one.body for one in found if one.start == found[0].start)

    def _stated(self, sentence: Sentence) -> Iterator[Tie]:
        found = mentions(sentence.text, self.names)
        if not any(_away(one.body) for one in found):
            return
        here = tokens(sentence.text)
        words = [(form, here[i].start, here[i + count - 1].end) for form, i, count in FORMS.all(here)]
        taken: set[int] = set()
        for index, (form, start, end) in enumerate(words):
            until = words[index + 1][1] if index + 1 < len(words) else len(sentence.text)
            yield from self._tie(sentence, found, form, (start, end, until), taken)

    def _tie(
        self, sentence: Sentence, found: Sequence[Mention], form: str, word: tuple[int, int, int], taken: set[int]
    ) -> Iterator[Tie]:
        start, end, until = word
        chain = _chain(sentence.text, found, end, until) or _pair_before(sentence.text, found, start)
        away = [one for one in chain if _away(one.body) and one.start not in taken]
        if not away:
            return
        taken.update(one.start for one in away)
        home = self._home(found, chain, start)
        if not home or (unreal(sentence.text, start, away[0].start) and not self._agreed(sentence, form, start)):
            return
        for one in home:
            groups = [away] if _TRIPLE.search(sentence.text) else [[each] for each in away]
            for group in groups:
                yield self._made(sentence, form, word, one, group)

    def _agreed(self, sentence: Sentence, form: str, word: int) -> bool:
        """Whether a wish is one that both sides have begun to carry out: `volonté commune d'officialiser un accord`."""
        status = self._status(sentence, word)
        return status == "negotiating" and form in FIRM[:3] and "commun" in sentence.text

    def _home(self, found: Sequence[Mention], chain: Sequence[Mention], word: int) -> tuple[Body, ...]:
        inside = [one for one in chain if _home(one.body)]
        before = [one for one in found if _home(one.body) and one.end <= word]
        nearest = inside[:1] or before[-1:]
        if not nearest:
            return self.subject
        return tuple(dict.fromkeys(one.body for one in found if one.start == nearest[0].start))

    def _made(
        self, sentence: Sentence, form: str, word: tuple[int, int, int], home: Body, away: Sequence[Mention]
    ) -> Tie:
        start, end, _ = word
        last = away[-1].end
        since, said = self._since(sentence.text, start, last)
        bodies = (home, *(one.body for one in away))
        sure = 0.9 if self._own else 0.6
        if form == "contact":
            sure -= 0.1
        if any(body.doubt for body in bodies):
            sure -= 0.2
        begin = min(start, away[0].start)
        status = self._status(sentence, start)
        if status == "negotiating":
            # What they talk about is what they are to sign: `mission exploratoire …, officialiser un accord`.
            form = min((one for one, _, _ in FORMS.all(tokens(sentence.text))), key=FIRM.index)
        return Tie(
            bodies,
            "project" if len(away) > 1 and form == "contact" else form,
            self.paragraph,
            sentence.start + begin,
            sentence.start + max(end, last),
            sentence.text[start:end],
            round(sure, 2),
            status,
            since,
            said,
            _themes(sentence.text),
        )

    def _status(self, sentence: Sentence, word: int) -> str | None:
        here = tokens(sentence.text)
        begin, end = clause(sentence.text, word)
        found = set()
        for status, index, _ in _STATUS.all(here):
            at = here[index].start
            if status == "dormant" and here[index].folded in ("avait", "avaient", "had") and not begin <= at < word:
                continue
            if status == "active" and not begin <= at < max(end, word):
                continue
            found.add(status)
        return next((status for status in _STATUS_ORDER if status in found), None)

    def _since(self, text: str, word: int, last: int) -> tuple[str | None, str | None]:
        for date in dates(text):
            if _SINCE.search(text[: date.start]) and word - 40 <= date.start <= last + 60:
                return date.value, None
        near = [one for one in spans(text, self.today) if word - 30 <= one.start <= last + 25]
        # Of several partners each has its own, in brackets behind it.
        behind = [
            one
            for one in near
            if one.start >= last and text[last : one.start].strip() in ("(", ", depuis", "depuis", "")
        ]
        for one in behind or [one for one in near if word <= one.start < last]:
            return one.value, one.words
        return None, None

    def _completed(self, found: list[Tie], every: Sequence[Sentence], *, labelled: bool) -> Iterator[Tie]:
        """Add what a labelled paragraph says of its one partner in sentences that do not name it."""
        partners = {tie.id for tie in found}
        if not labelled or len({body.id for tie in found for body in tie.parties[1:]}) != 1 or not partners:
            yield from found
            return
        for tie in found:
            yield self._with(tie, every)

    def _with(self, tie: Tie, every: Sequence[Sentence]) -> Tie:
        for sentence in every:
            here = tokens(sentence.text)
            signed = _SIGNED.search(sentence.text)
            forms = [form for form, _, _ in FORMS.all(here) if form in FIRM[:3]]
            if signed and forms and unreal(sentence.text, 0, 0) is None and (day := next(dates(sentence.text), None)):
                tie = replace(tie, form=min(tie.form, forms[0], key=FIRM.index), since=tie.since or day.value)
        text = " ".join(sentence.text for sentence in every)
        return replace(tie, themes=tuple(sorted({*tie.themes, *_themes(text)})))


def _home(body: Body) -> bool:
    return body.label == "Collectivity" and body.country == HOME


def _away(body: Body) -> bool:
    if body.label == "Collectivity":
        return body.country not in (None, HOME)
    return body.label == "Organisation" and not body.known and "acronym" in body.fields


def _chain(text: str, found: Sequence[Mention], start: int, until: int) -> list[Mention]:
    """Return the names that follow a word, each tied to the one before by a preposition, a comma, `et` or a stroke."""
    chain: list[Mention] = []
    at = start
    for one in found:
        if one.start < start or (chain and one.start == chain[-1].start):
            continue
        gap = re.sub(r"\([^()]*\)", "", text[at : one.start])
        near = one.start < until or not chain
        if not near or not _GAP.match(gap) or _RELATIVE.search(gap) or _NEAR.search(gap) or len(gap) > _SKIPPED:
            break
        if chain and len(gap.strip()) > 14:
            break
        chain.append(one)
        at = one.end
    return chain


def _pair_before(text: str, found: Sequence[Mention], word: int) -> list[Mention]:
    """Return the two names before a word that they are the subject of: `Toulouse et Atlanta ont un accord`."""
    before = [one for one in found if one.end <= word]
    if len(before) < 2:
        return []
    one, other = before[-2], before[-1]
    between = text[one.end : other.start].strip()
    if between not in ("et", "and", "/", "-", "–", "&") and not re.fullmatch(
        r"(?:et|and)\s+(?:la|le|l['’]|the|ville de|d['’])?.{0,12}", between
    ):
        return []
    return [one, other] if _BEFORE.match(text[other.end : word]) and word - other.end < 60 else []


def _themes(text: str) -> tuple[str, ...]:
    return tuple(sorted({theme for theme, _, _ in phrases("themes").all(tokens(text))}))
