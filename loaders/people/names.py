"""Names of people as they are written, and their ids."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Final

from graph.ids import slug

_PART: Final = re.compile(r"[^\W\d_]+")
_ROMAN: Final = frozenset({"II", "III", "IV", "VI", "VII", "VIII"})


def cased(name: str) -> str:
    """Return a name with its words in capitals written as names are: DE MAXIMY → De Maximy, D'ORNANO → D'Ornano.

    A word that has a small letter stays as it is (McDonald), and so does a single letter (J.-F.).
    """
    return _PART.sub(lambda match: _cased_word(match[0]), name)


def _cased_word(word: str) -> str:
    # ß has no capital in use: MÜLLER-WEIß is in capitals.
    if len(word) < 2 or not word.replace("ß", "").isupper() or word in _ROMAN:
        return word
    return word[0] + word[1:].lower()


def person_ids(people: Iterable[tuple[str, str, str]]) -> Mapping[Hashable, str]:
    """Return (name, key, body) → id of a person, for the people of one list.

    The id is the slug of the name. Where the list has several people of one name, each id ends in the id of the body. They
    are several where their keys differ; without keys, where their bodies differ: a name alone does not make two office
    holders of two places one. Two people of one name in one body end in their keys too.
    """
    known = list(dict.fromkeys(people))
    by_slug: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for name, key, body in known:
        # A key makes one person of several bodies; the first body names the person.
        by_slug[slug(name)].setdefault(("key", key) if key else ("body", body), body)
    ids: dict[tuple[str, tuple[str, str]], str] = {}
    for stem, people_here in by_slug.items():
        bodies = list(people_here.values())
        for (kind, key), body in people_here.items():
            id_ = stem if len(people_here) == 1 else f"{stem}-{body}"
            if kind == "key" and bodies.count(body) > 1:
                id_ = f"{id_}-{slug(key)}"
            ids[stem, (kind, key)] = id_
    return {(name, key, body): ids[slug(name), ("key", key) if key else ("body", body)] for name, key, body in known}
