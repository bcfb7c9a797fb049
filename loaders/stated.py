"""What a row says of an authority, before anyone knows which one it is."""

from __future__ import annotations

from typing import NamedTuple


class StatedPlace(NamedTuple):
    """The words of a source for one authority, as they stand: any may be missing, none was checked.

    `country` and `territory` are a code or a name in any language; `id` is one of ours or of Wikidata; `lat`, `lon` are
    degrees WGS 84.
    """

    name: str | None = None
    country: str | None = None
    territory: str | None = None
    lat: float | None = None
    lon: float | None = None
    id: str | None = None
    insee: str | None = None
    siren: str | None = None
    kind: str | None = None
