"""What somebody most likely meant by a question that is refused: the kinds that it asks for, with words of it left out.

Nothing is guessed: a reading holds only names that were typed and what the words beside them ask for, and the words that it
leaves out are told beside it. Without some words (`turning` of `data/near.toml`: "not", "better than") a question
would ask something else, so these are never left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from ask.gazetteer import Gazetteer
from ask.kinds import Kind, words
from ask.parse import Prepared, prepared
from ask.reading import Parsed
from ask.reworded import reworded, ties, turning
from ask.spans import Piece
from ask.text import checked, tokens
from graph.vocabulary import Language

_WORDINGS: Final = 3
"""In how many other wordings a refused question is looked at."""

_MAX_NAMES: Final = 4
_MORE: Final = 2
"""So many more words may be left out than are kept."""

_LIKE: Final = 84
_CLEAR: Final = 3
_MIN_LETTERS: Final = 4
_LONG: Final = 7
"""How like a word of ours a mistyped one must be, and how much more than the next, percent; letters that it has at least."""

_GENERAL: Final = frozenset(("small", "asking", "phrases"))
_SILENT: Final = _GENERAL | {"levels", "between", "joins", "cited", "or"}
_LOOSE_MARK: Final = re.compile(r"(?:\s?[-–,;:('’]+(?=\s*[?!.]*$))|\s+(?=[,.;:)])|(?<=\w)-(?= )")
_KNOWN, _NAME, _DAY, _VAGUE = 2, 3, 2, 1
"""What leaving out a word of ours, a name, or a day costs, that of an unknown word being one; and a cue that says little."""


_MARKS: Final = re.compile(r"[.,;:!?()](?!\w)|\((?=\w)")
"""What ends a part of a sentence."""


class Near(NamedTuple):
    """A reading of a question, the words left out of it as they were typed, and the question without them."""

    parsed: Parsed
    left_out: tuple[str, ...]
    text: str
    cost: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading and the pieces left out of it; `day` says that a day or period is, too."""

    parsed: Parsed
    pieces: tuple[Piece, ...]
    left: tuple[Piece, ...]
    day: bool


def nearest(question: str, gazetteer: Gazetteer, language: Language) -> tuple[Near, ...]:
    """Return readings of a question that is not understood, those that keep most of it first; none that keep little."""
    text = checked(question)
    if any(token.folded in turning() for token in tokens(text)):
        return ()
    found: list[Near] = []
    others = (*_mended(text, gazetteer, language), *islice(reworded(text, gazetteer), _WORDINGS))
    for again in (text, *others):
        here = _readings(prepared(again, gazetteer, language), gazetteer, typed=text)
        found += [one._replace(cost=one.cost + (again != text)) for one in here]
    return tuple(sorted(found, key=lambda one: one.cost))


def _readings(question: Prepared, gazetteer: Gazetteer, typed: str) -> Iterator[Near]:
    cuts = dict.fromkeys((*question.meeting, question.pieces, question.places))
    if any(word in turning() for cut in cuts for piece in cut if not piece.candidates for word in piece.text.split()):
        return
    if any(piece.text in words().absent for cut in cuts for piece in cut):
        return
    for cut in cuts:
        for one in _found(question, cut, gazetteer):
            if _worth(one):
                left, text = _without(question, one)
                yield Near(replace(one.parsed, text=typed), left, text, _cost(one, question))


def _found(question: Prepared, cut: tuple[Piece, ...], gazetteer: Gazetteer) -> Iterator[_Found]:
    """Yield all readings of one cut: with all names, else without one of them; with its day, else without."""
    dated = bool(question.day or question.when)
    undated = replace(question, day=None, when=None)
    for kept in _names_left_out(cut):
        gone = tuple(piece for piece in cut if piece not in kept)
        some = False
        for asked, day in ((question, False), *([(undated, True)] if dated else [])):
            for one in _of(asked, kept, gazetteer):
                some = True
                yield _Found(one.parsed, cut, (*gone, *one.left), day)
        if some and not gone:
            return


def _of(question: Prepared, kept: tuple[Piece, ...], gazetteer: Gazetteer) -> Iterator[_Found]:
    for parsed, unexplained in question.grammar(kept, gazetteer).near():
        left = tuple(piece for piece in kept if not piece.candidates and piece.text in unexplained)
        yield _Found(parsed, kept, left, day=False)
    reading = question.reading(kept, gazetteer)
    left = tuple(piece for at, piece in enumerate(kept) if not (piece.candidates or reading.explained(at)))
    for more in (frozenset[str](), words().universal):
        gone = tuple(piece for piece in kept if piece in left or (piece.text in more and not piece.candidates))
        rest = tuple(piece for piece in kept if piece not in gone)
        result = question.reading(rest, gazetteer).result() if rest else None
        if isinstance(result, Parsed):
            yield _Found(result, kept, gone, day=False)
            return


def _names_left_out(cut: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    yield cut
    names = [piece for piece in cut if piece.candidates]
    if 1 < len(names) <= _MAX_NAMES:
        for name in reversed(names):
            yield tuple(piece for piece in cut if piece is not name)


def _worth(one: _Found) -> bool:
    """Whether a reading keeps enough to be what was asked: what it is about, and not much less than it leaves out."""
    kept = [piece for piece in one.pieces if piece not in one.left and _tells(piece)]
    left = sum(len(piece.text.split()) for piece in one.left if _tells(piece))
    dated = bool(one.parsed.filters.period or one.parsed.filters.events or one.parsed.as_of)
    about = bool(one.parsed.choices) or len(kept) + dated > 1
    return about and _clear(one.parsed.kind, kept, one.parsed) and left <= len(kept) + dated + _MORE


def _clear(kind: Kind, kept: Sequence[Piece], parsed: Parsed) -> bool:
    """Whether a word that tells something asks for this kind: more than "who is", "list"."""
    said = frozenset(piece.text for piece in kept if not piece.candidates)
    if parsed.filters.office or parsed.filters.verb or parsed.form or parsed.filters.statuses or parsed.filters.themes:
        return True
    own = kind.cues | kind.after | kind.before | {word for pair in kind.pairs for word in pair}
    return bool(said & own)


def _tells(piece: Piece) -> bool:
    return bool(piece.candidates) or not words().roles.get(piece.text, frozenset()) & _SILENT


def _cost(one: _Found, question: Prepared) -> int:
    cost = _DAY if one.day else 0
    for piece in one.left:
        known = words().roles.get(piece.text, frozenset())
        cost += _worth_of(piece, one.pieces, question) if piece.candidates else _KNOWN if known - _GENERAL else 1
    cues = one.parsed.kind.cues & {piece.text for piece in one.pieces}
    vague = bool(cues) and all(words().roles.get(cue, frozenset()) & _GENERAL for cue in cues)
    return cost + (_VAGUE if vague else 0)


def _worth_of(name: Piece, pieces: Sequence[Piece], question: Prepared) -> int:
    """What leaving out a name costs: less for "French" (all links are of France), least where nothing is asked beside it."""
    if _aside(name, pieces, question):
        return 1
    return 2 if name.demonym and name.candidates[0].id == "FR" else _NAME


def _aside(name: Piece, pieces: Sequence[Piece], question: Prepared) -> bool:
    """Whether no word of ours that tells something stands in the part of a sentence where a name does: "We're Orléans."."""
    tokens_ = question.left

    def apart(one: Piece) -> bool:
        first, last = sorted((one, name), key=lambda piece: piece.start)
        return bool(_MARKS.search(question.text[tokens_[first.end - 1].end : tokens_[last.start].start]))

    beside = (one for one in pieces if not one.candidates and one.text in words().roles and _tells(one))
    return _MARKS.search(question.text) is not None and all(apart(one) for one in beside)


# --- words ----------------------------------------------------------------------------------------------------------------


def _without(question: Prepared, one: _Found) -> tuple[tuple[str, ...], str]:
    """Return the words that a reading leaves out, neighbours together, and the question without them."""
    text, left = question.text, question.left
    spans = [(left[piece.start].start, left[piece.end - 1].end) for piece in one.left]
    if one.day:
        spans += _day_spans(question)
    runs: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if runs and _small_between(text[runs[-1][1] : start]):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    said = tuple(text[start:end] for start, end in runs)
    kept, at = [], 0
    for start, end in runs:
        kept.append(_untied(text[at:start]))
        at = end
    return said, _tidy("".join([*kept, text[at:]]))


def _day_spans(question: Prepared) -> list[tuple[int, int]]:
    """Return where a day or period stands in the text: the words that are not left beside it."""
    known = {(token.start, token.end) for token in question.left}
    return [(one.start, one.end) for one in tokens(question.text) if (one.start, one.end) not in known]


def _small_between(text: str) -> bool:
    if any(mark in text for mark in ".,;:?!()"):
        return False
    return all(words().has(token.folded, "small") for token in tokens(text))


def _untied(text: str) -> str:
    """Return words without the preposition that led to what was left out: "partenaires de Nancy pour" …."""
    found = tokens(text)
    end = len(text)
    while found and found[-1].folded in ties() and not text[found[-1].end : end].strip(" '’"):
        end = found[-1].start
        found = found[:-1]
    return text[:end] + " "


def _tidy(text: str) -> str:
    text = " ".join(text.replace("( )", "").split())
    text = _LOOSE_MARK.sub("", text)
    return text.lstrip(",.;:!?-–) ")


def _mended(text: str, gazetteer: Gazetteer, language: Language) -> Iterator[str]:
    """Yield a question with mistyped words of ours put right, where each is like one of them only."""
    question = prepared(text, gazetteer, language)
    again, shift = text, 0
    for piece in question.pieces:
        if piece.candidates or piece.text in words().roles or piece.end - piece.start > 1:
            continue
        right = _right(piece.text)
        if right:
            token = question.left[piece.start]
            again = again[: token.start + shift] + right + again[token.end + shift :]
            shift += len(right) - (token.end - token.start)
    if again != text:
        yield again


@cache
def _right(word: str) -> str:
    """Return the word of ours that this is a typing error of; empty where there is none, or more than one."""
    if len(word) < _MIN_LETTERS or not word.isalpha() or word in words().ordinary or word in turning():
        return ""
    known = tuple(one for one in _cues() if one[0] == word[0] and abs(len(one) - len(word)) <= 1 + (len(word) > _LONG))
    found = process.extract(word, known, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=4)
    if not found:
        return ""
    best = found[0]
    others = [one for one in found[1:] if not _same_word(one[0], best[0])]
    return best[0] if not others or best[1] - others[0][1] >= _CLEAR else ""


def _same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one: jumelage, jumelages."""
    size = min(len(one), len(other)) - 2
    return size >= _MIN_LETTERS and one[:size] == other[:size]


@cache
def _cues() -> tuple[str, ...]:
    known = words()
    return tuple(
        word for word in known.roles if known.has(word, "cue") and word.isalpha() and len(word) >= _MIN_LETTERS
    )
