"""French authorities by name, on the tables of INSEE's code: communes of today, former ones, intercommunalities."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.ids import collectivity_id, fold, slug, without_legal_form
from graph.places import (
    CURRENT,
    Commune,
    commune,
    commune_id,
    communes_by_name,
    contains,
    intercommunalities_by_name,
    intercommunality,
    intercommunality_id,
    names,
    territory,
)
from graph.vocabulary import ReviewKind
from loaders.resolve.answer import Doubt, Resolved, Rule
from loaders.resolve.departements import may_hold
from loaders.resolve.earth import Point

_TITLE = re.compile(r"^(?:conseil )?(?:region|regional|departement|departemental)(?: (?:de la|de l|du|des|de|d))? ")


def by_insee(insee: str) -> Resolved:
    """Return the commune of an INSEE code; one that merged answers with the commune of today.

    Raises:
        NotFoundError: no commune has it.
    """
    here = commune(insee)
    return _listed(commune(here.into) if here.into else here, Rule.INSEE)


def by_siren(siren: str) -> Resolved:
    """Return the intercommunality of a SIREN.

    Raises:
        NotFoundError: none has it.
    """
    here = intercommunality(siren)
    id_ = intercommunality_id(siren)
    return Resolved(id_, here.name, "intercommunality", here.departement, Rule.SIREN, siren=siren)


def by_name(name: str, within: str, point: Point | None) -> Resolved:
    """Return the authority of a name; with a doubt where the tables do not settle which one it is.

    Args:
        name: as the source writes it.
        within: FR, or the ISO code of a smaller territory that the source states.
        point: where the source says it is.
    """
    namesakes = [one for one in communes_by_name(name) if contains(within, one.departement)]
    possible = [one for one in namesakes if point is None or may_hold(one.departement, point)]
    today = [one for one in possible if one.kind == CURRENT]
    if len(today) == 1:
        alone = sum(one.kind == CURRENT for one in namesakes) == 1
        rule = Rule.COORDINATES if not alone else Rule.DEPARTEMENT if within != "FR" else Rule.UNIQUE
        return _listed(today[0], rule)
    if today:
        return _open(name, within, [commune_id(one.insee) for one in today], "plusieurs communes", "several communes")
    former = list({one.departement: one for one in possible}.values())
    if len(former) == 1:
        return _former(former[0])
    return _wider(name, within, point) or _open(name, within, [], "aucune commune", "no commune")


def _listed(here: Commune, rule: Rule) -> Resolved:
    id_ = commune_id(here.insee)
    return Resolved(id_, here.name, "commune", here.departement, rule, insee=here.insee, siren=here.siren)


def _former(here: Commune) -> Resolved:
    id_ = _free_id(here.name, here.departement)
    into = commune(here.into or here.insee)
    doubt = Doubt(
        ReviewKind.UNCLEAR,
        f"{here.name} fait aujourd'hui partie de {into.name} : est-ce elle qui est liée ?",
        f"{here.name} is now part of {into.name}: is that the one concerned?",
        (commune_id(into.insee),),
    )
    return Resolved(id_, here.name, "commune", here.departement, Rule.FORMER, doubt=doubt)


def _wider(name: str, within: str, point: Point | None) -> Resolved | None:
    """Return the only intercommunality, département or region of that name."""
    found = [
        one
        for one in intercommunalities_by_name(name)
        if contains(within, one.departement) and (point is None or may_hold(one.departement, point))
    ]
    if len(found) == 1:
        here = found[0]
        id_ = intercommunality_id(here.siren)
        return Resolved(id_, here.name, "intercommunality", here.departement, Rule.UNIQUE, siren=here.siren)
    codes = [code for code in names().get(_TITLE.sub("", fold(name)), ()) if code != "FR" and contains(within, code)]
    codes = [code for code in codes if point is None or may_hold(code, point)]
    return governing(codes[0]) if len(codes) == 1 else None


def governing(code: str, kind: str | None = None) -> Resolved:
    """Return the authority that governs a territory: a French region or département, or a state elsewhere."""
    here = territory(code)
    level = kind or ("region" if territory(code).parent == "FR" else "departement")
    return Resolved(code.lower(), here.name, level, code, Rule.TERRITORY, governs=code)


def _open(name: str, within: str, candidates: Sequence[str], fr: str, en: str) -> Resolved:
    doubt = Doubt(
        ReviewKind.AMBIGUOUS if candidates else ReviewKind.UNCLEAR,
        f"Quelle collectivité est {name} ? Pour ce nom et ce lieu la table connaît {fr}",
        f"Which authority is {name}? For this name and place the table knows {en}",
        tuple(candidates),
    )
    if not candidates and without_legal_form(fold(name))[1]:
        id_ = collectivity_id(name, "intercommunality", "FR")
        return Resolved(id_, name, "intercommunality", within, Rule.NAME, doubt=doubt)
    return Resolved(_free_id(name, within), name, "commune", within, Rule.NAME, doubt=doubt)


def _free_id(name: str, within: str) -> str:
    """Return an id by the commune's own name that no commune of today has."""
    plain = collectivity_id(name, "commune", "FR")
    taken = {commune_id(one.insee) for one in communes_by_name(name) if one.kind == CURRENT}
    if plain not in taken:
        return plain
    number = within.removeprefix("FR-")
    # A former namesake in the same département would still collide; `ancienne` is how INSEE calls them.
    id_ = f"{plain}-{slug(number)}" if within != "FR" else f"{plain}-fr"
    return id_ if id_ not in taken else f"{id_}-ancienne"
