"""Names of people as they are written, and their ids."""

from __future__ import annotations

import re
from collections import Counter
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

    The id is the slug of the name and the id of the body, always: another list may have another person of that name, and
    the next edition a namesake. People are several where their keys differ; without keys, where their bodies differ. A key
    makes one person of several bodies, the first of which in alphabetical order names the person. Two people of one name in
    one body end in their keys too.
    """
    known = list(dict.fromkeys(people))
    bodies: dict[tuple[str, str, str], str] = {}
    for name, key, body in known:
        me = (slug(name), "key", key) if key else (slug(name), "body", body)
        bodies[me] = min(body, bodies.get(me, body))
    wanted = Counter((stem, body) for (stem, _, _), body in bodies.items())
    ids = {
        me: f"{me[0]}-{body}-{slug(me[2])}" if me[1] == "key" and wanted[me[0], body] > 1 else f"{me[0]}-{body}"
        for me, body in bodies.items()
    }
    return {
        (name, key, body): ids[(slug(name), "key", key) if key else (slug(name), "body", body)]
        for name, key, body in known
    }
