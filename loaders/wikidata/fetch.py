"""Asking Wikidata's query service for twin towns, page by page: politely, and again where it left off.

Each page is kept in the cache folder as soon as it is whole; a run that was stopped goes on with the first page that is
missing. When all pages are there they become one answer and are forgotten, so that the next run asks anew.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from importlib import resources
from itertools import count
from pathlib import Path
from string import Template
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from graph.errors import InputError
from graph.files import write
from graph.version import VERSION
from loaders.resolve.territory import country
from loaders.values import CellError

ENDPOINT: Final = "https://query.wikidata.org/sparql"
AGENT: Final = f"Jumelles/{VERSION} (graph of cooperation between local authorities; urllib)"
"""Wikidata asks every program to name itself."""

PAGE: Final = 2000
"""Statements asked for at once; a page takes the service some seconds of the 60 it allows."""

TRIES: Final = 5
PAUSE: Final = 1.0
"""Between two requests, seconds; doubled with every try that failed."""

LONGEST: Final = 300.0
"""The longest wait that the service may ask for, seconds."""

TIMEOUT: Final = 90.0
MAX_BYTES: Final = 64 * 1024 * 1024
STALE: Final = 24 * 3600.0
"""Pages of an unfinished run older than this are asked again, seconds: the list moved on meanwhile."""

_AGAIN: Final = (408, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Service:
    """Where to ask, how to wait and whom to tell."""

    endpoint: str = ENDPOINT
    page: int = PAGE
    sleep: Callable[[float], None] = time.sleep
    progress: Callable[[str], None] = lambda _: None


class _AgainError(Exception):
    """This try failed; `wait` is how long the service asks to wait, seconds, if it does."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


def fetch(cache: Path, home: str = "FR", service: Service | None = None) -> Path:
    """Ask for all twin towns of a country and return the file that holds the answer.

    Args:
        cache: a folder for the pages and the answer; made if it is not there.
        home: a country's ISO code or name.
        service: where and how to ask.

    Raises:
        InputError: no such country, or the service did not answer in spite of all tries; what came is kept.
    """
    service = service or Service()
    if urlsplit(service.endpoint).scheme not in ("http", "https"):
        raise InputError(f"{service.endpoint!r}: expected an address that begins with https:// or http://")
    try:
        code = country(home)
    except CellError as error:
        raise InputError(f"--country: {error.reason}") from error
    pages = cache / f"{code.lower()}-{_key(service)}"
    whole = cache / f"wikidata-twin-towns-{code.lower()}.json"
    try:
        pages.mkdir(parents=True, exist_ok=True)
        bindings = [binding for page in _pages(pages, code, service) for binding in page]
        answer = {"head": {"vars": []}, "results": {"bindings": bindings}}
        write(whole, json.dumps(answer, ensure_ascii=False).encode())
        for path in pages.glob("*.json"):
            path.unlink()
        pages.rmdir()
    except OSError as error:
        raise InputError(f"{error.filename or cache}: {error.strerror or error}") from error
    return whole


def _key(service: Service) -> str:
    asked = f"{service.endpoint} {service.page} {_template().template}"
    return hashlib.sha256(asked.encode()).hexdigest()[:8]


def _template() -> Template:
    return Template((resources.files("loaders.wikidata") / "twin_towns.sparql").read_text(encoding="utf-8"))


def _pages(folder: Path, code: str, service: Service) -> Iterator[list[Any]]:
    """Yield the bindings of each page, from the folder or from the service, until an empty one."""
    for number in count():
        kept = folder / f"{number:05}.json"
        if not kept.exists() or time.time() - kept.stat().st_mtime > STALE:
            service.progress(f"Wikidata, page {number + 1}")
            query = _template().substitute(country=code, limit=service.page, offset=number * service.page)
            write(kept, json.dumps(_patiently(service, query), ensure_ascii=False).encode())
            service.sleep(PAUSE)
        bindings: list[Any] = json.loads(kept.read_text(encoding="utf-8"))
        if not bindings:
            return
        yield bindings


def _patiently(service: Service, query: str) -> list[Any]:
    reason = ""
    for tried in range(TRIES):
        try:
            return _ask(service.endpoint, query)
        except _AgainError as error:
            reason = str(error)
            wait = PAUSE * 2**tried if error.wait is None else error.wait
            if wait > LONGEST:
                raise InputError(
                    f"{service.endpoint} asks to wait {wait:.0f} s: run again later, what came is kept"
                ) from error
            if tried + 1 < TRIES:
                service.progress(f"{reason}, waiting {wait:.0f} s")
                service.sleep(wait)
    raise InputError(f"{service.endpoint}: {reason}, {TRIES} times: run again later, what came is kept")


def _ask(endpoint: str, query: str) -> list[Any]:
    headers = {"User-Agent": AGENT, "Accept": "application/sparql-results+json"}
    request = Request(endpoint, data=urlencode({"query": query}).encode(), headers=headers)  # noqa: S310 - checked
    try:
        with urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310 - the scheme was checked
            body = response.read(MAX_BYTES + 1)
    except HTTPError as error:
        with error:
            if error.code not in _AGAIN:
                raise InputError(f"{endpoint} answered {error.code} {error.reason}") from error
            raise _AgainError(f"answered {error.code}", _asked(error.headers.get("Retry-After"))) from error
    except (HTTPException, OSError) as error:
        raise _AgainError(f"did not answer ({type(error).__name__})") from error
    if len(body) > MAX_BYTES:
        raise InputError(f"{endpoint} sent more than {MAX_BYTES // 2**20} MiB for one page")
    return _bindings(body)


def _bindings(body: bytes) -> list[Any]:
    try:
        found = json.loads(body)["results"]["bindings"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        # The service sends 200 first and its time-out in the middle of the answer.
        raise _AgainError("sent an answer that is not whole") from error
    if not isinstance(found, list):
        raise _AgainError("sent an answer that is not a list")
    return found


def _asked(text: str | None) -> float | None:
    """Return how many seconds a Retry-After header asks for: a number, or a date."""
    if not text:
        return None
    if text.strip().isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None
