"""People of the house: an office whose body is the one that the minutes are of: `Président du Conseil départemental`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.minutes.gazetteer import Body
from loaders.minutes.items import Attendee

_ELECTED = {
    "departement": r"conseil départemental|conseil général|conseill\w+ (?:départementa|généra)\w+|\bdu département\b",
    "region": r"conseil régional|conseill\w+ régiona\w+|\bde la région\b",
    "intercommunality": (
        r"conseil (?:communautaire|métropolitain)|conseill\w+ (?:communautaire|métropolitain)\w*|\bde la métropole\b"
        r"|\bde l['’]agglomération\b|\bde la communauté\b"
    ),
    "commune": (
        r"^(?:la |le |l['’])?(?:maire|mairesse|(?:premi[eè]re? |deuxième |\d+(?:e|ème|er|ère) )?adjointe?|maire[- ]adjointe?)"
        r"\b(?!s)"
        r"|conseil municipal|conseill\w+ (?:municipa|délégué)\w*|\bde la (?:ville|commune|mairie)\b|\bau maire\b"
    ),
    "city": (
        r"^(?:(?:the |deputy |lord |vice[- ])*mayor|leader of the council|deputy leader|cabinet member)\b|\bof the council\b"
    ),
}
_OFFICES = {kind: re.compile(shape, re.IGNORECASE) for kind, shape in _ELECTED.items()}
_LEADS = re.compile(
    r"^(?:(?:\d+(?:e|ème|er|ère)|premi[eè]re?) )?(?:vice[- ])?présidente?(?:$|,|\s(?:délégué|chargé|en charge)e?\b)",
    re.IGNORECASE,
)
"""Who presides over a council that has no mayor."""

_POSSESSED = r"\b(?:son|sa|leur|his|her|its|their)\s+"
_PRESIDED = ("departement", "region", "intercommunality")


_SEVERAL = re.compile(r"^(?:adjoints|maires|conseill\w+s)\b", re.IGNORECASE)
"""What stands behind several names is less an office than what they are in that list."""


_OF_A_TOWN = re.compile(
    r"^(?:\w+ )?(?:maire|mairesse|mayor|présidente?|provost|adjointe? au maire)\s+(?:de\s+|du\s+|d['’]|of\s+)"
    r"(?!la |l['’])[A-ZÀ-Ý]"
)
"""`Maire de Douroula`: of another, though no table has it."""


_OFFICER = re.compile(
    r"(?:(?:vice|deputy|first|co|honorary)[ -])*(?:présidente?|trésori(?:er|ère)|secrétaire|chair(?:man|woman|person)?"
    r"|president|treasurer|secretary|responsable de (?:la )?(?:commission|section))(?:[ -]adjointe?)?\b"
    r"(?! (?:de séance|général|d[eu] |of ))",
    re.IGNORECASE,
)
"""An officer of an association, by the office alone."""


def of_the_house(title: str | None, owner: Sequence[Body], text: str = "") -> Body | None:
    """Return whose an office is that names no body: that of the minutes, where the office is one of its kind.

    Args:
        title: the office.
        owner: whose minutes they are.
        text: where it stands: `son adjoint` is of whoever was spoken of.
    """
    if (
        not title
        or _SEVERAL.match(title)
        or _OF_A_TOWN.match(title)
        or re.search(_POSSESSED + re.escape(title), text, re.IGNORECASE)
    ):
        return None
    for body in owner:
        shape = _OFFICES.get(body.kind or "")
        if (shape and shape.search(title)) or (body.kind in _PRESIDED and _LEADS.match(title)):
            return body
    return None


def housed(there: Sequence[Attendee], owner: Sequence[Body], holder: Sequence[Body] = ()) -> tuple[Attendee, ...]:
    """Return the people of the lists, those of the house with its body.

    Args:
        there: everybody in the lists.
        owner: the authority whose minutes they are.
        holder: the association whose minutes they are; its officers go by their office alone.
    """
    return tuple(
        replace(one, bodies=(body,))
        if not one.bodies and (body := of_the_house(one.title, owner) or _of_the_association(one.title, holder))
        else one
        for one in there
    )


def _of_the_association(title: str | None, holder: Sequence[Body]) -> Body | None:
    return next(iter(holder), None) if title and _OFFICER.match(title) else None
