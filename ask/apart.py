"""A name put into words that somebody else typed: what tells it from its namesakes, and the preposition before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ask.gazetteer import TERRITORY, Entity
from ask.kinds import words
from ask.prose import de, sort, the, to
from graph.ids import fold
from graph.places import label
from graph.vocabulary import Language

_OF: Final = re.compile(r"(?i)(?<!\w)(de la |de l['’]|d['’]|de |du |des )$")
_TO: Final = re.compile(r"(?i)(?<!\w)(à la |à l['’]|à |a |au |aux )$")
_ARTICLE: Final = re.compile(r"(?i)(?<!\w)(les |le |la |l['’])$")
_THE: Final = re.compile(r"(?i)(?<!\w)the $")
_BARE_AFTER: Final = re.compile(r"(?i)(^|(?<!\w)(en|in) )$")
_LEVELS: Final[dict[str, tuple[str, str]]] = {
    "state": ("l'État {of}", "the State of {name}"),
    "land": ("l'État {of}", "the State of {name}"),
    "region": ("la région {name}", "the region of {name}"),
    "departement": ("le département {of}", "the department of {name}"),
}


def told_apart(one: Entity, language: Language) -> Iterator[str]:
    """Yield the names that may tell a thing from others of its name, the plainest first, in French with its article."""
    bare = one.fr if language == "fr" else one.en
    yield bare
    if one.territory and one.label != TERRITORY:
        yield f"{bare}, {label(one.territory, language)}"
        yield f"{bare}, {label(one.country or '', language)}"
    code = one.governs or (one.id if one.label == TERRITORY else None)
    if code and "-" in code:
        own = sort(code)
        of = de(the(one, "fr")) if one.label == TERRITORY else de(bare)
        for kind in dict.fromkeys((own, "region", "state")):
            if kind in _LEVELS:
                yield _LEVELS[kind][language == "en"].format(name=bare, of=of)


def _ties(before: str) -> bool:
    """Whether the last typed word wants a name with its article: avec, entre, de; not "jumelage"."""
    last = fold(before).rpartition(" ")[2]
    return bool(words().roles.get(last, frozenset()) & {"small", "between", "joins"}) or last in ("d", "l")


def put(before: str, one: Entity, name: str, language: Language) -> str:
    """Return typed words with a name after them; French prepositions and articles at their end give way to the right ones.

    "partenaires de " + États-Unis → "partenaires des États-Unis"; "partenaires d'" + Nancy → "partenaires de Nancy".
    """
    if _BARE_AFTER.search(before) or not _ties(before):
        return f"{before}{name}"
    bare = one.fr if language == "fr" else one.en
    with_article = the(one, language) if name == bare else name
    if language == "en":
        return f"{before}{name}" if _THE.search(before) else f"{before}{with_article}"
    for pattern, made in ((_OF, de), (_TO, to), (_ARTICLE, str)):
        if match := pattern.search(before):
            return before[: match.start()] + made(with_article)
    return f"{before}{with_article}"
