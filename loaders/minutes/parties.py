"""People who travelled, told without a word for an event: `12 jeunes de Kaolack ont été accueillis à Mérignac`."""

from __future__ import annotations

import re
from typing import NamedTuple

_WHO = (
    r"(?:chorales?|chœurs?|choristes|orchestre|harmonie|fanfare|troupe|comédiens|élèves|lycéens|collégiens|écoliers"
    r"|jeunes|étudiants"
    r"|apprentis|enseignants|équipe|groupe|musiciens|artistes|pompiers|footballeurs|cyclistes|marcheurs|coureurs"
    r"|familles|habitants"
    r"|adhérents|archivistes|universitaires|élus|choirs?|orchestra|band|troupe|actors|pupils|students|young people"
    r"|apprentices"
    r"|teachers|team|party|group|musicians|artists|firefighters|footballers|cyclists|walkers|runners|families|residents"
    r"|singers"
    r"|archivists|members of staff|officers)"
)
_GUESTS = re.compile(
    rf"(?:(?:une?|des|les|an?|the|\d{{1,3}}|deux|trois|quatre|cinq|six|sept|huit|dix|douze|quinze|vingt|trente|two"
    rf"|three|four|five|six|ten"
    rf"|twelve|twenty|forty)\s+(?:[\w'’-]+\s+){{0,3}}?)?\b{_WHO}\b",
    re.IGNORECASE,
)
_TRAVELLED = re.compile(
    r"\b(?:(?:a|ont|avai(?:t|ent)) (?:joué|chanté|séjourné|passé|visité|participé|couru|exposé|fait le (?:voyage"
    r"|déplacement))"
    r"|(?:a|ont|avai(?:t|ent)) été (?:accueilli|reçu|hébergé|invité)e?s?|(?:est|sont|étai(?:t|ent)) (?:venu|allé|parti"
    r"|resté|passé)e?s?"
    r"|s['’](?:est|était) (?:produit|rendu)e?|se sont (?:produit|rendu)e?s|viendr(?:a|ont)|partir(?:a|ont)|ir(?:a|ont)"
    r"|sera (?:accueilli|reçu|à)\w*|seront (?:accueilli|reçu|à)\w*|(?:had |have |has )?(?:visited|come|came|gone|went"
    r"|stayed|performed"
    r"|played|toured|travelled)|(?:had |have |has )?spent|will (?:visit|come|go|travel|perform|stay)|(?:is|are|was"
    r"|were) (?:expected|due"
    r"|welcomed|hosted|received)|(?:is|are) to (?:visit|travel|come|go))\b"
)


class Travelled(NamedTuple):
    """Who travelled: from where to where in the sentence this is told (characters, the end exclusive)."""

    start: int
    end: int


def travelled(text: str) -> Travelled | None:
    """Return where a sentence tells of people who travelled; None where it does not."""
    verb = _TRAVELLED.search(text)
    if verb is None:
        return None
    ahead = list(_GUESTS.finditer(text, 0, verb.start()))
    return (
        Travelled(ahead[-1].start(), verb.end()) if ahead and "," not in text[ahead[-1].end() : verb.start()] else None
    )
