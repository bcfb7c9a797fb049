"""Keys: made once, shown once, kept as hashes in a file that only its owner reads.

A key is `jml_<id>_<secret>`. The secret has 256 bits from the system's source, so one SHA-256 of it is as safe at rest as a
slow hash would be, and cheap enough to check at each request.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from filelock import FileLock

from graph.errors import InputError, NotFoundError
from graph.files import PRIVATE, write

PREFIX = "jml"


class Scope(StrEnum):
    """What a key opens: reading; people's offices, where the instance asks for it; changing things."""

    READ = "read"
    PEOPLE = "people"
    ADMIN = "admin"


class Key(NamedTuple):
    """A key without its secret: `expires` is an ISO day, the last on which it works."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    made: str
    expires: str | None
    hash: str

    def opens(self, scope: Scope) -> bool:
        """Whether the key has a scope; admin has all."""
        return scope in self.scopes or Scope.ADMIN in self.scopes

    def works_on(self, day: dt.date) -> bool:
        """Whether the key has not expired on a day."""
        return self.expires is None or day.isoformat() <= self.expires


def borne(state: Mapping[str, Any]) -> Key | None:
    """Return the key that a request bears and the gate has found good, by the state of its scope."""
    key: Key | None = state.get("key")
    return key


class Keyring:
    """The keys of an instance, in `keys.json` of its home; read anew when the file changes, by any process."""

    def __init__(self, home: Path) -> None:
        self._path = home / "keys.json"
        self._seen: tuple[int, int] | None = None
        self._keys: Mapping[str, Key] = {}

    def all(self) -> tuple[Key, ...]:
        """Return every key, in the order they were made."""
        return tuple(self._current().values())

    def make(self, name: str, scopes: Iterable[Scope], expires: dt.date | None = None) -> tuple[Key, str]:
        """Make a key; return it with its text, which is shown this once.

        Raises:
            InputError: no name, or no scope.
        """
        wanted = tuple(dict.fromkeys(scopes))
        if not name.strip() or not wanted:
            raise InputError("a key needs a name and at least one scope")
        id_, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
        made = dt.datetime.now(tz=dt.UTC).date().isoformat()
        key = Key(id_, name.strip()[:80], wanted, made, expires.isoformat() if expires else None, _hash(secret))
        with self._locked():
            self._write({**self._current(), id_: key})
        return key, f"{PREFIX}_{id_}_{secret}"

    def revoke(self, id_: str) -> Key:
        """Take a key out of use, at once and for good.

        Raises:
            NotFoundError: no key has this id.
        """
        with self._locked():
            kept = dict(self._current())
            key = kept.pop(id_, None)
            if key is None:
                raise NotFoundError(f"no key has the id {id_!r}")
            self._write(kept)
        return key

    def find(self, text: str, today: dt.date | None = None) -> Key | None:
        """Return the key of this text; None where there is none, or it has expired. Takes the same time for either."""
        prefix, _, rest = text.partition("_")
        id_, _, secret = rest.partition("_")
        known = self._current().get(id_)
        # A key that is not there is compared too, so that time tells nothing about ids.
        same = hmac.compare_digest(known.hash if known else _hash(""), _hash(secret))
        if known is None or not same or prefix != PREFIX:
            return None
        return known if known.works_on(today or dt.datetime.now(tz=dt.UTC).date()) else None

    def _current(self) -> Mapping[str, Key]:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            self._keys, self._seen = {}, None
            return self._keys
        if (found.st_mtime_ns, found.st_ino) != self._seen:
            rows = json.loads(self._path.read_text(encoding="utf-8"))
            keys = (Key(**{**row, "scopes": tuple(Scope(one) for one in row["scopes"])}) for row in rows)
            self._keys, self._seen = {key.id: key for key in keys}, (found.st_mtime_ns, found.st_ino)
        return self._keys

    def _locked(self) -> FileLock:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(self._path.with_suffix(".lock"))

    def _write(self, keys: Mapping[str, Key]) -> None:
        write(self._path, json.dumps([key._asdict() for key in keys.values()]).encode(), PRIVATE)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
