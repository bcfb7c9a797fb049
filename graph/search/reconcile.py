"""Reconciliation: which body or territory a row of somebody's table means. Shapes of the W3C Reconciliation API 0.2.

A candidate is a match by itself only where its name is the one asked for and no other candidate comes near; all else is for
the person at the table to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final

from rapidfuzz import fuzz

from graph import read
from graph.db import Graph
from graph.errors import InputError, NotFoundError
from graph.ids import fold
from graph.lists.shelf import Shelf, settled
from graph.places import chain, label, territories
from graph.search.entries import Entry
from graph.search.index import Hit, Index
from graph.search.search import index_of
from graph.views import Collectivity, Network, Organisation
from graph.vocabulary import CollectivityKind, Label, Language, NetworkKind, OrganisationKind

MAX_BATCH: Final = 200
"""Queries, or ids, in one batch."""

LIMIT: Final = 5
"""Candidates of one query, where it does not say."""

MATCH: Final = 90.0
"""Score from which a candidate that stands alone is a match."""

AHEAD: Final = 10.0
"""By how much it must be ahead of the next."""

TYPES: Final[Mapping[str, Label]] = {
    "collectivity": Label("Collectivité territoriale", "Local authority"),
    "network": Label("Réseau", "Network"),
    "organisation": Label("Organisme", "Organisation"),
    "territory": Label("Territoire", "Territory"),
}

PROPERTIES: Final[Mapping[str, Label]] = {
    "name_fr": Label("Nom français", "Name in French"),
    "name_en": Label("Nom anglais", "Name in English"),
    "kind": Label("Nature", "Kind"),
    "country": Label("Pays", "Country"),
    "territory": Label("Territoire", "Territory"),
    "insee": Label("Code INSEE", "INSEE code"),
    "siren": Label("Numéro SIREN", "SIREN number"),
    "wikidata": Label("Identifiant Wikidata", "Wikidata id"),
    "population": Label("Population", "Population"),
    "lat": Label("Latitude", "Latitude"),
    "lon": Label("Longitude", "Longitude"),
    "partnerships": Label("Nombre de partenariats", "Number of partnerships"),
    "acronym": Label("Sigle", "Acronym"),
}

_CODES = ("insee", "siren", "wikidata")
_FIT = {"name": 100.0, "beginning": 80.0, "words": 75.0, "beginnings": 65.0, "spelling": 70.0}
_KINDS = {str(kind): kind.label for kinds in (OrganisationKind, NetworkKind, CollectivityKind) for kind in kinds}
Thing = Collectivity | Network | Organisation


def manifest(base: str) -> dict[str, Any]:
    """Return what the service says of itself; `base` is the address of the whole service."""
    here = f"{base}/v1/reconcile"
    suggest = {
        kind: {"service_url": here, "service_path": f"/suggest/{kind}"} for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.1", "0.2"],
        "name": "Jumelles",
        "identifierSpace": f"{base}/v1/",
        "schemaSpace": f"{base}/docs#",
        "defaultTypes": [_type(type_, "en") for type_ in TYPES],
        "view": {"url": f"{here}/preview?id={{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": 380, "height": 180},
        "suggest": suggest,
        "extend": {"propose_properties": {"service_url": here, "service_path": "/properties"}, "property_settings": []},
        "batchSize": 50,
    }


def answers(graph: Graph, batch: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Answer a batch: the key of each query → its candidates, the best first.

    Raises:
        InputError: too many queries, or one of another shape.
    """
    if len(batch) > MAX_BATCH:
        raise InputError(f"queries: {len(batch)} in one batch, expected at most {MAX_BATCH}")

    def work(shelf: Shelf) -> dict[str, Any]:
        index = index_of(shelf)
        return {key: {"result": _candidates(shelf, index, key, query, language)} for key, query in batch.items()}

    return settled(graph, work)


def _candidates(shelf: Shelf, index: Index, key: str, query: Any, language: Language) -> list[dict[str, Any]]:
    text, types, limit, wanted = _read(key, query)
    hits = list(index.search(text, types))[:60]
    by_id = _by_id(shelf).get(text.strip())
    if by_id and by_id.type in types and all(hit.entry != by_id for hit in hits):
        hits.insert(0, Hit(by_id, by_id.name, "name"))
    codes = _codes(shelf, hits) if any(pid in _CODES for pid, _ in wanted) else {}
    scored = [(_score(hit, text, wanted, codes.get(hit.entry.id, {})), hit) for hit in hits]
    scored.sort(key=lambda item: -item[0])  # stable: equals stay in the order of the search
    best = scored[:limit]
    ahead = len(scored) < 2 or scored[0][0] - scored[1][0] >= AHEAD
    return [
        _candidate(hit, score, language, match=at == 0 and ahead and score >= MATCH)
        for at, (score, hit) in enumerate(best)
    ]


def _read(key: str, query: Any) -> tuple[str, frozenset[str], int, list[tuple[str, list[str]]]]:
    """Return text, types, limit and properties of one query."""
    if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
        raise InputError(f"queries: {key[:20]} is no query, expected an object with a text in `query`")
    types = query.get("type") or []
    named = [types] if isinstance(types, str) else [one.get("id") if isinstance(one, dict) else one for one in types]
    limit = query.get("limit", LIMIT)
    if type(limit) is not int or limit < 1:
        raise InputError(f"queries: {key[:20]}.limit is {str(limit)[:20]}, expected a number from 1")
    found = frozenset(str(one) for one in named if one in TYPES)
    return str(query.get("query", ""))[:300], found or frozenset(TYPES), min(limit, 50), _wanted(key, query)


def _wanted(key: str, query: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    wanted = []
    properties = query.get("properties") or []
    if not isinstance(properties, list):
        raise InputError(f"queries: {key[:20]}.properties is no list")
    for one in properties:
        if not isinstance(one, dict) or "pid" not in one:
            raise InputError(f"queries: {key[:20]}.properties has one without pid")
        given = one.get("v")
        values = given if isinstance(given, list) else [given]
        texts = [str(v.get("id", v.get("name", "")) if isinstance(v, dict) else v) for v in values if v is not None]
        wanted.append((str(one["pid"]), texts))
    return wanted


def _score(hit: Hit, text: str, wanted: Iterable[tuple[str, list[str]]], codes: Mapping[str, str | None]) -> float:
    """Return 0 to 100: how well the name fits, less for each property that says otherwise."""
    likeness = fuzz.ratio(fold(text), fold(hit.matched))
    score = _FIT[hit.how] if hit.how == "name" else min(_FIT[hit.how], likeness)
    for pid, values in wanted:
        agrees = _agrees(hit.entry, pid, values, codes)
        if agrees is not None:
            # A code says who it is, a place only where.
            step = 60.0 if pid in _CODES else 25.0
            score += step if agrees else -step
    return max(0.0, min(100.0, score))


def _agrees(one: Entry, pid: str, values: Sequence[str], codes: Mapping[str, str | None]) -> bool | None:
    """Return whether an entry is as a property says, None where nothing is known of it."""
    if pid in _CODES:
        known = codes.get(pid)
        return None if known is None or not values else known in values
    if pid == "kind" and one.kind:
        words = {fold(one.kind), *(fold(word) for word in _KINDS.get(one.kind, ()))}
        return any(fold(value) in words for value in values)
    if pid in ("country", "territory") and one.territory and values:
        within = {name for here in chain(one.territory) for name in _place_names(here.code)}
        return any(fold(value) in within for value in values)
    return None


def _place_names(code: str) -> set[str]:
    here = territories()[code]
    return {fold(name) for name in (code, here.name, here.fr, here.en, *here.aliases)}


def _candidate(hit: Hit, score: float, language: Language, *, match: bool) -> dict[str, Any]:
    one = hit.entry
    return {
        "id": one.id,
        "name": _name(one, language),
        "description": _description(one, language),
        "type": [_type(one.type, language)],
        "score": round(score, 1),
        "match": match,
        "features": [{"id": "name", "value": round(_FIT[hit.how], 1)}, {"id": "weight", "value": one.weight}],
    }


def entities(graph: Graph, prefix: str, skip: int, language: Language) -> dict[str, Any]:
    """Return what begins with a text, for a list that opens while somebody types."""

    def work(shelf: Shelf) -> dict[str, Any]:
        hits = index_of(shelf).search(prefix, frozenset(TYPES))[skip : skip + 10]
        return {
            "result": [
                {
                    "id": hit.entry.id,
                    "name": _name(hit.entry, language),
                    "description": _description(hit.entry, language),
                    "notable": [_type(hit.entry.type, language)],
                }
                for hit in hits
            ]
        }

    return settled(graph, work)


def named(words: Mapping[str, Label], prefix: str, skip: int, language: Language) -> dict[str, Any]:
    """Return the types or properties of which a word begins with a text; all for an empty one."""
    begun = fold(prefix)
    fit = [
        {"id": id_, "name": word.in_(language)}
        for id_, word in words.items()
        if any(part.startswith(begun) for text in (id_, *word) for part in (fold(text), *fold(text).split()))
    ]
    return {"result": fit[skip:]}


def proposed(type_: str, limit: int, language: Language) -> dict[str, Any]:
    """Return the properties that things of a type can be extended by."""
    fit = [{"id": id_, "name": word.in_(language)} for id_, word in PROPERTIES.items()]
    return {"type": type_, "limit": limit, "properties": fit[:limit]}


def extended(graph: Graph, wanted: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return the values of some properties of some ids; an id that is not there has none.

    Raises:
        InputError: of another shape, too many ids, or a property that there is not.
    """
    ids, properties = wanted.get("ids"), wanted.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list) or not all(isinstance(one, str) for one in ids):
        raise InputError("extend: expected `ids`, a list of texts, and `properties`, a list of objects with an `id`")
    if len(ids) > MAX_BATCH:
        raise InputError(f"extend: {len(ids)} ids, expected at most {MAX_BATCH}")
    pids = [str(one.get("id") if isinstance(one, dict) else one) for one in properties]
    for pid in pids:
        if pid not in PROPERTIES:
            raise InputError(f"extend: {pid[:40]!r} is no property, expected some of {', '.join(PROPERTIES)}")
    known = _values(graph, ids, language)
    return {
        "meta": [{"id": pid, "name": PROPERTIES[pid].in_(language)} for pid in pids],
        "rows": {id_: {pid: _cells(known.get(id_, {}).get(pid)) for pid in pids} for id_ in ids},
    }


def _cells(value: Any) -> list[dict[str, Any]]:
    if value is None:
        return []
    if isinstance(value, dict):
        return [value]
    if isinstance(value, int | float):
        return [{"float": value}]
    return [{"str": str(value)}]


def _values(graph: Graph, ids: Sequence[str], language: Language) -> dict[str, dict[str, Any]]:
    """Return id → property → value."""
    found: dict[str, dict[str, Any]] = {}
    for thing in _things(graph, ids):
        names = {"name_fr": thing.names.fr, "name_en": thing.names.en}
        fields = {name: getattr(thing, name, None) for name in PROPERTIES if name not in names}
        kind = _KINDS.get(thing.kind or "")
        fields["kind"] = kind.in_(language) if kind else thing.kind
        for place in ("country", "territory"):
            if code := fields.get(place):
                fields[place] = {"id": code, "name": label(code, language)}
        found[thing.id] = {**names, **fields}
    for id_ in ids:
        if id_ in territories() and id_ not in found:
            country = chain(id_)[-1].code
            found[id_] = {
                "name_fr": label(id_, "fr"),
                "name_en": label(id_, "en"),
                "country": {"id": country, "name": label(country, language)},
            }
    return found


def _things(graph: Graph, ids: Sequence[str]) -> list[Thing]:
    found: list[Thing] = [*read.networks(graph, ids), *read.organisations(graph, ids)]
    return [*read.collectivities_by_id(graph, ids), *found]


def preview(graph: Graph, id_: str, language: Language) -> str:
    """Return a small page about one thing.

    Raises:
        NotFoundError: nothing has this id.
    """
    entry = settled(graph, lambda shelf: _by_id(shelf).get(id_))
    if entry is None:
        raise NotFoundError(f"nothing that can be reconciled has the id {id_[:60]!r}")
    rows = [
        (PROPERTIES[pid].in_(language), value["name"] if isinstance(value, dict) else value)
        for pid, value in _values(graph, [id_], language).get(id_, {}).items()
        if value is not None and pid not in ("name_fr", "name_en", "lat", "lon")
    ]
    lines = "".join(f"<tr><th>{escape(word)}</th><td>{escape(str(value))}</td></tr>" for word, value in rows)
    name, words = escape(_name(entry, language)), escape(TYPES[entry.type].in_(language))
    style = "body{font:14px system-ui,sans-serif;margin:8px}h1{font-size:16px;margin:0}th{text-align:left;padding-right:8px}"
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{name}</title><style>{style}</style>'
        f"<h1>{name}</h1><p>{words} · {escape(id_)}</p><table>{lines}</table></html>"
    )


def _by_id(shelf: Shelf) -> Mapping[str, Entry]:
    return shelf.kept("reconciled by id", lambda: {one.id: one for one in index_of(shelf).entries if one.type in TYPES})


def _codes(shelf: Shelf, hits: Sequence[Hit]) -> dict[str, dict[str, str | None]]:
    ids = [hit.entry.id for hit in hits if hit.entry.type == "collectivity"]
    found = read.collectivities_by_id(shelf.graph, ids)
    return {one.id: {code: getattr(one, code) for code in _CODES} for one in found}


def _name(one: Entry, language: Language) -> str:
    return one.name_fr if language == "fr" else one.name_en


def _type(type_: str, language: Language) -> dict[str, str]:
    return {"id": type_, "name": TYPES[type_].in_(language)}


def _description(one: Entry, language: Language) -> str:
    kind = _KINDS.get(one.kind or "")
    words = [kind.in_(language) if kind else TYPES[one.type].in_(language)]
    if one.territory and one.type != "territory":
        words += [here.fr if language == "fr" else here.en for here in chain(one.territory)]
    elif one.country and one.country != one.id:
        words.append(label(one.country, language))
    return ", ".join(words)
