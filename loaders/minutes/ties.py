"""Which bodies a document ties together: `Nancy jumelée avec Cincinnati depuis 1991`.

A tie is a word that names one (partenariat, jumelée, accord, contacts), the partner behind it (or before it), and whoever
speaks or is spoken of. A wish, a question or a denial makes none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.ids import partnership_id
from loaders.minutes.chains import VERBAL, chain_behind, pair_before
from loaders.minutes.dates import dates, spans
from loaders.minutes.document import Paragraph, without_bullet
from loaders.minutes.gazetteer import HOME, Body, Gazetteer
from loaders.minutes.lexicon import Phrases, lexicon, phrases, tokens
from loaders.minutes.mentions import GROUP, Mention, mentions
from loaders.minutes.sentences import Sentence, clause, sentences, unreal

FORMS = Phrases((phrase, form) for form, every in lexicon()["forms"].items() for phrase in every)
FIRM = tuple(lexicon()["forms"])
"""Forms from the firmest to the loosest."""

_STATUS = Phrases((phrase, status) for status, every in lexicon()["status"].items() for phrase in every)
_STATUS_ORDER = ("ended", "suspended", "negotiating", "dormant", "exploratory", "active")
_LABEL = re.compile(r"^(?P<label>[^:]{2,110}?)\s?:\s")
_TRIPLE = re.compile(r"\b(?:tripartites?|à trois|trilat\w+|three-way|tripartite)\b", re.IGNORECASE)
_SIGNED = re.compile(r"officialis|signé|signature|signed|conclu|inaugur", re.IGNORECASE)
_SINCE = re.compile(
    r"(?:depuis|since|signée? en|conclue? en|remont\w+ à|dat\w+ de|signed in|established in)\s*$", re.IGNORECASE
)
LOOK_BACK = 12
"""How many paragraphs back it is looked for who is spoken of."""

OWNED = 3
"""How many paragraphs from the top say whose minutes they are."""


_RELATED = re.compile(r"^\s*,?\s*(?:avec|à|with|to)\s+(?:laquelle|lequel|lesquelles|qui|which|whom)\b", re.IGNORECASE)
_AHEAD = re.compile(r"^(?:Avec|With|Concernant|S'agissant d[eu]|Pour)\s")
_JOINS = re.compile(r"\s*(?:[-–—/&]|et|and)\s*")
_BY = re.compile(r"\b(?:par|by|through)\s+(?:une?|an?|la|le|l['’])\s*(?:[\w'’-]+\s+){0,3}?$", re.IGNORECASE)
_APPOSED = re.compile(
    r"^\s*,\s*(?:sa |its |our |notre )?(?P<word>ville jumelle|ville partenaire|villes? jumelées?|jumelle"
    r"|twin city|sister city|twinned|jumelée)",
    re.IGNORECASE,
)
_NEW_CITY = re.compile(
    r"^[^.;:?!,]{0,20}?\b(?:avec|à|with|to)\s+(?:la ville d[e'’]\s?|the city of )?"
    r"(?P<name>[A-ZÀ-Ý][\w'’]+(?:[- ](?:[a-z]{1,3}[- ])?[A-ZÀ-Ý][\w'’]+)*)"
)


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
    paragraphs = list(paragraphs)
    owner = _owner(paragraphs, names, _home)
    hosts = () if owner else _owner(paragraphs, names, _away)
    host = hosts[0] if hosts and hosts[0].label == "Collectivity" else None
    passed: list[_Reader] = []
    for paragraph in paragraphs:
        if paragraph.cells:
            continue
        # Who is spoken of is looked for only where a tie is: most paragraphs of a long document name none.
        if next(FORMS.all(tokens(paragraph.text)), None):
            before = owner or _spoken_of(passed)
            yield from _Reader(paragraph, names, today, before, host=host).ties()
        passed.append(_Reader(paragraph, names, None, ()))
        del passed[:-LOOK_BACK]


def _spoken_of(passed: Sequence[_Reader]) -> tuple[Body, ...]:
    """Return whom the last paragraphs spoke of; nobody, where another speaker's label stands between."""
    for reader in reversed(passed):
        if not reader.begun:
            reader.begin()
        if reader.subject or reader.labelled:
            return reader.subject
    return ()


def _owner(paragraphs: Sequence[Paragraph], names: Gazetteer, of_side: Callable[[Body], bool]) -> tuple[Body, ...]:
    """Return the one authority of a side that the head of a document names: whose minutes they are, if nobody else speaks."""
    found: dict[str, Body] = {}
    for paragraph in paragraphs[:OWNED]:
        if paragraph.cells or len(paragraph.text) > 160:
            continue
        if GROUP.search(paragraph.text):
            return ()
        for one in mentions(paragraph.text, names):
            if one.body.label == "Network":
                return ()
            if of_side(one.body):
                found[one.body.id] = one.body
    return tuple(found.values()) if len(found) == 1 else ()


@dataclass
class _Reader:
    """Reads one paragraph; `subject` is who speaks or is spoken of, `before` who was in the paragraph before."""

    paragraph: Paragraph
    names: Gazetteer
    today: str | None
    before: tuple[Body, ...]
    subject: tuple[Body, ...] = ()
    topic: tuple[Mention, ...] = ()
    _own: bool = field(default=False)
    _labelled: bool = field(default=False)
    begun: bool = field(default=False)
    host: Body | None = None
    last: tuple[Body, ...] = ()

    def ties(self) -> Iterator[Tie]:
        text, offset, label = self.begin()
        head = [Sentence(label["label"], offset)] if label else []
        rest = text[label.end() :] if label else text
        every = [*head, *sentences(rest, offset + (label.end() if label else 0))]
        found: list[Tie] = []
        for sentence in every:
            found += self._stated(sentence)
            self._remember(sentence)
        yield from self._completed(found, every, labelled=bool(label))

    def _remember(self, sentence: Sentence) -> None:
        """Keep who was named last: whom the next sentence of the paragraph speaks of, if it names nobody."""
        named = [one.body for one in mentions(sentence.text, self.names) if _home(one.body)]
        self.last = tuple(named[-1:]) or self.last

    @property
    def labelled(self) -> bool:
        """Whether a label opens the paragraph that names neither an authority nor a partner."""
        return self._labelled and not self.topic

    def begin(self) -> tuple[str, int, re.Match[str] | None]:
        """Find out who is spoken of; return text, offset and label of the paragraph."""
        text, offset = without_bullet(self.paragraph.text)
        label = _LABEL.match(text)
        if label and len(list(sentences(label["label"]))) > 1:
            label = None
        self.topic = self._topic(text, label["label"] if label else "")
        self.subject = self._subject(label["label"] if label else text.split(". ")[0], labelled=bool(label))
        self._own = bool(self.subject)
        if not self.subject and (not label or self.topic):
            self.subject = self.before
        self._labelled, self.begun = bool(label), True
        return text, offset, label

    def _topic(self, text: str, label: str) -> tuple[Mention, ...]:
        """Return what a paragraph is about that opens with a partner, or with both: `Quimper – Limerick`, `Ségou : …`."""
        found = mentions(label or text[:90], self.names)
        if not found or found[0].start > 3:
            return ()
        plain = label or text
        if label and len(found) == 1 and _away(found[0].body) and len(label) - found[0].end < 4:
            return (found[0],)
        pair = found[:2]
        if (
            len(pair) == 2
            and _JOINS.fullmatch(plain[pair[0].end : pair[1].start])
            and _home(pair[0].body)
            and _away(pair[1].body)
        ):
            return pair
        return ()

    def _subject(self, text: str, *, labelled: bool) -> tuple[Body, ...]:
        found = [one for one in mentions(text, self.names) if _home(one.body)]
        # In prose only whoever stands at the head of the sentence is its subject.
        if not found or (not labelled and found[0].start > 160):
            return ()
        return tuple(one.body for one in found if one.start == found[0].start)

    def _stated(self, sentence: Sentence) -> Iterator[Tie]:
        if not next(FORMS.all(tokens(sentence.text)), None):
            return
        found = mentions(sentence.text, self.names)
        if not any(_away(one.body) for one in (*found, *self.topic)):
            yield from self._unlisted(sentence, found)
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
        chain = chain_behind(sentence.text, found, start, end, until) or pair_before(sentence.text, found, start, end)
        if not any(_away(one.body) for one in chain):
            chain = self._turned(sentence, found, chain, start)
        away = [one for one in chain if _away(one.body) and one.start not in taken]
        if not away:
            return
        form = self._firmer(sentence.text, form, word, away[-1])
        taken.update(one.start for one in away)
        home = self._home(found, chain, start)
        if not home or (unreal(sentence.text, start, away[0].start) and not self._agreed(sentence, form, start)):
            return
        for one in home:
            groups = [away] if _TRIPLE.search(sentence.text) else [[each] for each in away]
            for group in groups:
                yield self._made(sentence, form, word, one, group)

    def _unlisted(self, sentence: Sentence, found: Sequence[Mention]) -> Iterator[Tie]:
        """`Dieppe est jumelée avec Gaspé`: a partner that no table has, where the country is that of the document."""
        here = tokens(sentence.text)
        home = next((one for one in found if _home(one.body)), None)
        for form, index, count in FORMS.all(here):
            start, end = here[index].start, here[index + count - 1].end
            match = _NEW_CITY.match(sentence.text[end:]) if form in FIRM[:2] else None
            body = self.names.new_city(match["name"]) if match and home and home.end <= start else None
            if body is None or home is None or match is None or unreal(sentence.text, start, end):
                continue
            at = end + match.start("name")
            partner = Mention(at, end + match.end("name"), body)
            yield self._made(sentence, form, (start, end, len(sentence.text)), home.body, [partner])
            return

    def _turned(self, sentence: Sentence, found: Sequence[Mention], chain: list[Mention], word: int) -> list[Mention]:
        """Return the partner where it stands before the word: `Turin, avec laquelle …`, `Avec Bury, les échanges …`."""
        text = sentence.text
        before = [one for one in found if one.end <= word and _away(one.body)]
        home = [one for one in chain if _home(one.body)]
        for one in reversed(before):
            if _RELATED.match(text[one.end : word]) or (home and "," not in text[one.end : word]):
                return [*home, one]
        if home and self.host and not before:
            return [*home, Mention(word, word, self.host)]
        first = found[0] if found else None
        if first and _away(first.body) and first.end <= word and (_AHEAD.match(text) and first.start < 30):
            return [first]
        # `Quimper – Limerick : le jumelage …`; `Ségou : coopération interrompue.`
        if (
            self.topic
            and not chain
            and not [one for one in found if first is not one and one.end <= word and one not in self.topic]
        ):
            return [one for one in self.topic if _away(one.body)]
        return chain

    @staticmethod
    def _firmer(text: str, form: str, word: tuple[int, int, int], partner: Mention) -> str:
        """Return the form that words behind say more exactly: `liée à X par une convention`."""
        if apposed := _APPOSED.match(text[partner.end :]):
            return "twinning" if "parten" not in apposed["word"] else form
        if VERBAL.match(text[word[0] :]) and text[word[0] : word[1]].lower().startswith(("li", "link")):
            for other, index, _ in FORMS.all(tokens(text)):
                at = tokens(text)[index].start
                if at > word[1] and _BY.search(text[:at]):
                    return other
        return form

    def _agreed(self, sentence: Sentence, form: str, word: int) -> bool:
        """Whether a wish is one that both sides have begun to carry out: `volonté commune d'officialiser un accord`."""
        status = self._status(sentence, word)
        return status == "negotiating" and form in FIRM[:3] and "commun" in sentence.text

    def _home(self, found: Sequence[Mention], chain: Sequence[Mention], word: int) -> tuple[Body, ...]:
        inside = [one for one in chain if _home(one.body)]
        before = [one for one in found if _home(one.body) and one.end <= word]
        nearest = inside[:1] or before[-1:]
        if not nearest:
            return (self.last or self.subject) if not self._labelled else self.subject
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


def _themes(text: str) -> tuple[str, ...]:
    return tuple(sorted({theme for theme, _, _ in phrases("themes").all(tokens(text))}))
