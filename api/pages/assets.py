"""Static files, served from memory: ours, the vendored ones, and what `viz` gives (tokens, fonts).

The sheets in `static/css/` are one file to the browser, in the order of their names.

The address of a file carries a hash of its content (`?v=…`), so that browsers may keep it for a year.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from viz.served import map_files
from viz.style import css_tokens, palette

router = APIRouter(include_in_schema=False)

KEPT_LONG = "public, max-age=31536000, immutable"
KEPT_SHORT = "public, max-age=300"
SERVED = frozenset({".css", ".js", ".svg", ".png", ".woff2", ".md", ".txt"})
COMPRESSED = frozenset({".css", ".js", ".json", ".svg", ".md", ".txt"})

_URL = re.compile(r'url\("(?P<name>[^":]+)"\)')


class Asset(NamedTuple):
    """A file as it is served; `version` is the start of its SHA-256."""

    body: bytes
    packed: bytes | None
    media_type: str
    version: str

    @classmethod
    def of(cls, name: str, body: bytes) -> Asset:
        """Make the asset of a file."""
        suffix = name[name.rfind(".") :]
        kind = "font/woff2" if suffix == ".woff2" else mimetypes.guess_type(name)[0] or "text/plain"
        kind = "text/javascript" if suffix == ".js" else kind
        packed = gzip.compress(body, mtime=0) if suffix in COMPRESSED else None
        return cls(body, packed, kind, hashlib.sha256(body).hexdigest()[:12])


@cache
def assets() -> Mapping[str, Asset]:
    """Return every static file by its name under /static/."""
    found = {name: Asset.of(name, file.read_bytes()) for name, file in _walk(files("api.pages") / "static", "")}
    fonts = files("viz") / "assets"
    found |= {name: Asset.of(name, file.read_bytes()) for name, file in _walk(fonts / "fonts", "fonts/")}
    # A font's address stands in fonts.css: it gets its hash here, so that the font too is kept for a year.
    faces = _URL.sub(
        lambda match: f'url("{match["name"]}?v={found[match["name"]].version}")',
        (fonts / "fonts.css").read_text(encoding="utf-8"),
    )
    sheets = [name for name in sorted(found) if name.startswith("css/")]
    found["style.css"] = Asset.of("style.css", b"\n".join(found.pop(name).body for name in sheets))
    found["fonts.css"] = Asset.of("fonts.css", faces.encode())
    found |= {name: Asset.of(name, text.encode()) for name, text in map_files().items()}
    found["tokens.css"] = Asset.of("tokens.css", (css_tokens() + _on_band()).encode())
    return found


def _on_band() -> str:
    """Return the colours of links on the band: it is dark in both themes."""
    dark = "".join(f"--{name}:{value};" for name, value in palette("dark").items() if name.startswith("form-"))
    return f".on-band{{{dark}}}\n"


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name[entry.name.rfind(".") :] in SERVED:
            yield prefix + entry.name, entry


def address(name: str) -> str:
    """Return the address of a static file, with its hash."""
    return f"/static/{name}?v={assets()[name].version}"


@router.get("/static/{name:path}")
def static(request: Request, name: str) -> Response:
    """Give out a static file."""
    asset = assets().get(name)
    if asset is None:
        raise HTTPException(404, "no such file")
    asked = request.query_params.get("v")
    headers = {
        "Cache-Control": KEPT_LONG if asked == asset.version else KEPT_SHORT,
        "ETag": f'"{asset.version}"',
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if asset.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=asset.media_type)
    return Response(asset.body, headers=headers, media_type=asset.media_type)
