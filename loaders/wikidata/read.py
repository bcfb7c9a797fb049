"""Twin towns as Wikidata states them: each link once, whichever way round and however often it is stated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from graph.dates import PartialDate
from graph.places import label
from graph.records import CollectivityRecord, PartnershipRecord, Record, ReviewRecord, SourceRecord, Text
from graph.scratch import Again
from graph.vocabulary import Form, ReviewKind
from loaders.batch import Batch
from loaders.bodies import Bodies
from loaders.kind import Kind, Progress
from loaders.report import Rejected
from loaders.resolve import Resolver
from loaders.resolve.territory import country
from loaders.values import CellError
from loaders.wikidata.extract import SLIPS, read_extract
from loaders.wikidata.fetch import Service, fetch
from loaders.wikidata.sparql import read_sparql
from loaders.wikidata.twin import End, Twin

MAX_LINES = 12
"""How many lines a locator names."""

Said = tuple[PartialDate | None, PartialDate | None]


@dataclass
class _Link:
    """One partnership as stated with these dates: the rows that say so, and the first reference given."""

    rows: list[int] = field(default_factory=list)
    reference: str | None = None


class _Twins(NamedTuple):
    """What was read: the country whose twin towns these are, the links row by row, and the rows that were rejected."""

    code: str
    rows: list[Twin]
    refused: list[Rejected]


def wikidata(home: str = "FR") -> Kind[_Twins]:
    """Return files of twin towns as a kind of source: the extract (tab-separated), or an answer of the query service (JSON).

    Args:
        home: ISO code of the country whose twin towns these are; names the source.
    """
    return Kind(read=lambda path: _read(path, home), transform=_batch)


def wikidata_service(home: str = "FR", service: Service | None = None) -> Kind[_Twins]:
    """Return the twin towns that the query service is asked for, in the place of the cache folder, as a kind of source."""

    def ask(cache: Path, progress: Progress) -> Path:
        return fetch(cache, home, replace(service or Service(), progress=progress))

    return replace(wikidata(home), fetch=ask)


def read_wikidata(path: Path, home: str = "FR") -> Batch:
    """Return what a file of twin towns states, see `wikidata`.

    Raises:
        InputError: the file cannot be read, or is not one of the two.
    """
    return wikidata(home).batch(path)


def _read(path: Path, home: str) -> _Twins:
    code = country(home) if home != "FR" else home
    read = read_sparql if path.suffix.lower() == ".json" else read_extract
    twins: list[Twin] = []
    refused: list[Rejected] = []
    for row in read(path):
        (refused if isinstance(row, Rejected) else twins).append(row)  # type: ignore[arg-type]
    return _Twins(code, twins, refused)


def _batch(path: Path, read: _Twins) -> Batch:
    code, twins, refused = read
    bodies = Bodies(Resolver(Again(lambda: (end.place for twin in twins for end in (twin.a, twin.b)))))
    links: dict[tuple[tuple[str, ...], Said], _Link] = {}
    people: dict[str, int] = {}
    slips: list[Record] = []
    for twin in twins:
        at = _at([twin.row])
        try:
            ids = _parties(bodies, twin, at)
        except CellError as error:
            refused.append(Rejected(str(path), twin.row, error.field, error.reason))
            continue
        for id_, end in zip(ids, (twin.a, twin.b), strict=True):
            bodies.keep(end.place, at)
            if end.population is not None:
                people.setdefault(id_, end.population)
            slips.extend(_slip(id_, end, at))
        link = links.setdefault((tuple(sorted(ids)), (twin.since, twin.until)), _Link())
        link.rows.append(twin.row)
        link.reference = link.reference or twin.reference
    things = [_peopled(record, people) for record in bodies.records()]
    return Batch(_source(path, code), [*things, *slips, *_partnerships(path, links, refused)], sorted(refused))


def _parties(bodies: Bodies, twin: Twin, at: str) -> list[str]:
    ids = []
    for side, end in (("a", twin.a), ("b", twin.b)):
        try:
            ids.append(bodies.find(end.place, at).body.id)
        except CellError as error:
            raise CellError(f"{side}.{error.field}", f"{error.reason} ({end.place.name})") from error
    if ids[0] == ids[1]:
        raise CellError("", f"both places are {ids[0]}, expected two different ones")
    return ids


def _partnerships(
    path: Path, links: dict[tuple[tuple[str, ...], Said], _Link], refused: list[Rejected]
) -> Iterable[Record]:
    for (parties, (since, until)), link in links.items():
        try:
            yield PartnershipRecord(
                parties=parties,
                form=Form.TWINNING,
                since=since,
                until=until,
                note=_note(link.reference),
                at=_at(link.rows),
            )
        except ValidationError as error:
            first = error.errors()[0]
            reason = f"{first['msg']}, got {first['input']!r}"
            refused.append(Rejected(str(path), link.rows[0], str(first["loc"][0]), reason))


def _note(reference: str | None) -> Text | None:
    if not reference or len(reference) > 280 or not reference.isprintable():
        return None
    return Text(fr=f"Référence : {reference}", en=f"Reference: {reference}")


def _peopled(record: Record, people: dict[str, int]) -> Record:
    if isinstance(record, CollectivityRecord) and record.id in people:
        return record.model_copy(update={"population": people[record.id]})
    return record


def _slip(id_: str, end: End, at: str) -> Iterable[Record]:
    """Yield the question about a country that the extract gets wrong."""
    meant = {(name, code): written for (name, written), code in SLIPS.items()}
    if written := meant.get((end.place.name or "", end.place.country or "")):
        name = end.place.name
        yield ReviewRecord(
            id=f"slip-{id_}",
            kind=ReviewKind.SLIP,
            about=(id_,),
            question=Text(
                fr=f"{name} : l'extrait écrit {written}, le point est en {label(end.place.country or '', 'fr')}",
                en=f"{name}: the extract says {written}, the point is in {label(end.place.country or '', 'en')}",
            ),
            at=at,
        )


def _at(rows: Sequence[int]) -> str:
    """Return the place in the file; the part before the dot is for people."""
    return f"lignes du fichier · l. {', '.join(map(str, rows[:MAX_LINES]))}"


def _source(path: Path, code: str) -> SourceRecord:
    home = "-".join(label(code, "en").lower().split()) if code == "FR" else code.lower()
    return SourceRecord.model_validate(
        {
            "id": f"wikidata-twin-towns-{home}",
            "title": {
                "fr": f"Jumelages selon Wikidata : {label(code, 'fr')}",
                "en": f"Twin towns according to Wikidata: {label(code, 'en')}",
            },
            "kind": "register",
            "publisher": "Wikidata",
            "licence": "CC0",
            "document": path.name,
        }
    )
