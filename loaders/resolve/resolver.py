"""The resolver: it sees all places of a source first, then tells which authority each of them is.

Pure: nothing but the places, the rules and the shipped tables decides, so the order of the rows does not matter. What the
tables do not settle is kept under an id of its own and asked about; nothing is guessed and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import ValidationError

from graph.cities import exonym
from graph.errors import InputError, NotFoundError
from graph.ids import collectivity_id, is_id
from graph.places import country_of, territories, territory
from graph.records import CollectivityRecord, Record
from graph.scratch import Recent, several
from graph.vocabulary import CollectivityKind, ReviewKind
from loaders.bodies import Found
from loaders.resolve import france
from loaders.resolve.answer import Doubt, Resolved, Rule
from loaders.resolve.apart import Parted, Spot, part, spot
from loaders.resolve.disputed import disputed
from loaders.resolve.earth import Point
from loaders.resolve.states import state_of
from loaders.resolve.territory import country, named_subdivision, subdivision
from loaders.resolve.towns import part_of
from loaders.stated import StatedPlace
from loaders.values import CellError

_WIKIDATA = re.compile(r"Q[1-9]\d*")
_GOVERNING = ("region", "departement", "state", "county")
_Wanted = tuple[str, bool]
"""An id that places want, and whether a table has the place."""


class Resolver:
    """Tells which authority the words of one source mean; made with all places of the source.

    A place that was not among them is resolved as if it stood alone.
    """

    def __init__(self, places: Iterable[StatedPlace] = ()) -> None:
        """Look at all places of the source, which can be gone through as often as need be."""
        self._disputed = disputed(places)
        self._bases: Recent[StatedPlace, Resolved | CellError] = Recent()
        self._namesakes = several(self._wanted(places))
        self._parted: Recent[_Wanted, Parted] = Recent()

    def _wanted(self, places: Iterable[StatedPlace]) -> Iterator[tuple[_Wanted, Spot]]:
        """Yield which id each place wants, and what tells it from others that may want the same."""
        for place in places:
            if self._bases.get(place) is None:
                base = self._base(place)
                if isinstance(base, Resolved) and not base.certain:
                    yield (base.id, base.listed), _spot(place, base)

    def resolve(self, place: StatedPlace) -> Resolved:
        """Return the authority that the words mean.

        Raises:
            CellError: none can be told; names the field and what was expected.
        """
        base = self._base(place)
        if isinstance(base, CellError):
            raise base
        here = base if base.certain else self._apart(place, base)
        within = _part(place, here)
        return here if within == here.territory else replace(here, territory=within)

    def _apart(self, place: StatedPlace, base: Resolved) -> Resolved:
        """Return it under the id that keeps it apart from its namesakes."""
        parted = self._parting((base.id, base.listed))
        if parted is None:
            return base
        id_ = parted.ids.get(_spot(place, base), base.id)
        if twins := parted.near.get(id_):
            base = replace(base, doubt=_duplicate(base.name, twins))
        elif id_ == base.id and len(set(parted.ids.values())) > 1 and not parted.near:
            base = replace(base, doubt=_which(base, tuple(sorted(set(parted.ids.values()) - {id_}))))
        return base if id_ == base.id else replace(base, id=id_)

    def find(self, place: StatedPlace, at: str) -> Found:
        """Return the authority as a record of the source, with what is open about it (`loaders.bodies.Finder`).

        Raises:
            CellError: as `resolve`; or a value that no record can hold.
        """
        here = self.resolve(place)
        said = {
            "id": here.id,
            "name": here.name,
            "names": _names(place, here),
            "kind": here.kind,
            "in": here.territory,
            "governs": here.governs,
            "insee": here.insee,
            "siren": here.siren,
            "wikidata": _wikidata(place),
            "lat": place.lat,
            "lon": place.lon,
            "as_stated": (place.name,) if place.name and place.name != here.name else (),
            "at": at,
        }
        try:
            body = CollectivityRecord.model_validate(said)
        except ValidationError as error:
            first = error.errors()[0]
            raise CellError(str(first["loc"][0]), f"{first['msg']}, got {first['input']!r}") from error
        review = here.review(at)
        questions: tuple[Record, ...] = (review,) if review else ()
        return Found(body, questions)

    def _parting(self, wanted: _Wanted) -> Parted | None:
        """Return the ids of all places of the source that want this one; None where there is one such place only."""
        known = self._parted.get(wanted)
        if known is None and (spots := self._namesakes.get(wanted)):
            known = self._parted.put(wanted, part(wanted[0], spots, listed=wanted[1]))
        return known

    def _base(self, place: StatedPlace) -> Resolved | CellError:
        return self._bases.get(place) or self._bases.put(place, self._attempt(place))

    def _attempt(self, place: StatedPlace) -> Resolved | CellError:
        claim = self._disputed.get(place)
        if claim is None:
            return _attempt(place)
        base = _attempt(place._replace(country=claim.code, territory=None))
        return replace(base, doubt=claim.doubt(base.name)) if isinstance(base, Resolved) else base


def _names(place: StatedPlace, here: Resolved) -> dict[str, str]:
    """Return the French and English names of a city abroad, where the table of them has it; empty elsewhere."""
    country = country_of(here.territory)
    if country == "FR" or here.governs or here.kind != CollectivityKind.CITY:
        return {}
    point = None if place.lat is None or place.lon is None else (place.lat, place.lon)
    called = exonym(country, here.name, point)
    return {"fr": called.fr, "en": called.en} if called else {}


def _part(place: StatedPlace, here: Resolved) -> str:
    """Return the part of its country in which a town abroad lies, where that is certain; it has no part in the id."""
    if (
        "-" in here.territory
        or here.territory == "FR"
        or here.kind not in (CollectivityKind.CITY, CollectivityKind.COMMUNE)
    ):
        return here.territory
    point = None if place.lat is None or place.lon is None else (place.lat, place.lon)
    return part_of(here.territory, here.name, point) or here.territory


def _attempt(place: StatedPlace) -> Resolved | CellError:
    try:
        return _by_code(place) or _by_name(place)
    except CellError as error:
        return error
    except NotFoundError as error:
        return CellError("insee" if place.insee else "siren", str(error))
    except InputError as error:
        return CellError("name", str(error))


def _by_code(place: StatedPlace) -> Resolved | None:
    if place.insee:
        return france.by_insee(place.insee)
    if place.siren:
        return france.by_siren(place.siren)
    if place.id and not _wikidata(place):
        if not is_id(place.id) or "--" in place.id:
            raise CellError(
                "id", f"got {place.id!r}, expected an id such as fr-nancy, or one of Wikidata such as Q40898"
            )
        return _by_id(place.id, place)
    return None


def _by_id(id_: str, place: StatedPlace) -> Resolved:
    """Trust an id of ours; its beginning tells the country, and the state where there is one."""
    first, _, rest = id_.partition("-")
    code, state = first.upper(), f"{first}-{rest.partition('-')[0]}".upper()
    within = state if state in territories() and first in ("us", "ca", "au") else code
    if within not in territories():
        raise CellError("id", f"got {id_!r}, expected an id that begins with the code of a country, such as fr-nancy")
    stated = _within(place) if place.country or place.territory else within
    governs = id_.upper() if id_.upper() in territories() else None
    kind = place.kind or (_level(governs) if governs else _kind(stated))
    return Resolved(id_, place.name or id_, kind, governs or stated, Rule.ID, governs=governs)


def _level(code: str) -> str:
    if country_of(code) != "FR":
        return "state"
    return "region" if territory(code).parent == "FR" else "departement"


def _by_name(place: StatedPlace) -> Resolved:
    if not place.name:
        raise CellError("name", "empty, expected a name")
    if place.kind and place.kind not in CollectivityKind.__members__.values():
        raise CellError("kind", f"got {place.kind!r}, expected one of {', '.join(CollectivityKind)}")
    name, within = _split(place.name, _within(place))
    point: Point | None = None if place.lat is None or place.lon is None else (place.lat, place.lon)
    if place.kind in _GOVERNING and (code := named_subdivision(name, country_of(within))):
        return france.governing(code, place.kind)
    if country_of(within) == "FR" and place.kind in (None, "commune", "city", "intercommunality"):
        return france.by_name(name, within, point)
    rule = Rule.NAME
    if within == "US" and point is not None and (state := state_of(point)):
        within, rule = state, Rule.STATE
    kind = place.kind or _kind(within)
    return Resolved(collectivity_id(name, kind, within), name, kind, within, rule)


def _kind(within: str) -> str:
    return "commune" if country_of(within) == "FR" else "city"


def _within(place: StatedPlace) -> str:
    """Return the smallest territory that is stated."""
    if place.country:
        land = country(place.country)
        return subdivision(place.territory, land) if place.territory else land
    if place.territory:
        return subdivision(place.territory, None)
    raise CellError("country", "empty, expected a country's name or ISO 3166 code")


def _split(name: str, within: str) -> tuple[str, str]:
    """Take "Allonnes, Sarthe" and "Massala, Mali" apart, where what follows the comma is a territory there."""
    own, comma, rest = name.rpartition(", ")
    if not comma or not own:
        return name, within
    code = named_subdivision(rest, within)
    return (own, code) if code else (name, within)


def _spot(place: StatedPlace, base: Resolved) -> Spot:
    # Where a table has the place, what the source calls its territory tells nothing more.
    return spot(_wikidata(place), place.lat, place.lon, None if base.listed else base.territory)


def _wikidata(place: StatedPlace) -> str | None:
    return place.id if place.id and _WIKIDATA.fullmatch(place.id) else None


def _duplicate(name: str, twins: tuple[str, ...]) -> Doubt:
    return Doubt(
        ReviewKind.DUPLICATE,
        f"{name} : deux points voisins portent ce nom, est-ce la même collectivité ?",
        f"{name}: two neighbouring points bear this name, are they the same authority?",
        twins,
    )


def _which(base: Resolved, others: tuple[str, ...]) -> Doubt:
    return Doubt(
        ReviewKind.AMBIGUOUS,
        f"{base.name} : lequel des lieux de ce nom ?",
        f"{base.name}: which of the places of this name?",
        others,
    )
