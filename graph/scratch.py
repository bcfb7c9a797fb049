"""Working space on disk for what is too much to hold in memory: private, and gone with the process, however it ends.

SQLite opens a database without a name in the folder for temporary files (SQLITE_TMPDIR, else TMPDIR, else /var/tmp), out of
sight from the first moment, and writes to disk only what its cache does not hold. A process that is killed leaves nothing
behind that somebody would have to clean up, and no name of a person in a file.
"""

from __future__ import annotations

import pickle
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import chain, islice
from typing import Any, Generic, TypeVar, overload
from weakref import finalize

K = TypeVar("K")
V = TypeVar("V")

ROOM = 30_000
"""How many rows are held in memory before the rest goes to disk."""

PLACES = 15_000
"""How many entries of a mapping are held before all go to disk; then a cache of half as many at most."""

CACHE_KIB = 32_768
"""How much of a database stays in memory, KiB."""

_CHUNK = 500


def scratch(*tables: str) -> sqlite3.Connection:
    """Open a database that nobody else sees and that is gone when it is closed."""
    database = sqlite3.connect("", isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE_KIB}"):
        database.execute(f"PRAGMA {pragma}")
    for table in tables:
        database.execute(table)
    # One transaction from here to the end, which nobody ever commits: each change by itself would be written at once.
    database.execute("BEGIN")
    return database


class Recent(Generic[K, V]):
    """What was worked out lately, for what can be worked out again: never more than `PLACES` entries, nothing on disk."""

    def __init__(self) -> None:
        self._now: dict[K, V] = {}
        self._before: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """Return what is known; None where it is to be worked out."""
        found = self._now.get(key)
        if found is None and (found := self._before.get(key)) is not None:
            self.put(key, found)
        return found

    def put(self, key: K, value: V) -> V:
        """Keep what was worked out, and return it."""
        if len(self._now) >= PLACES:
            self._before, self._now = self._now, {}
        self._now[key] = value
        return value


class Roomy(MutableMapping[K, V], Generic[K, V]):
    """A mapping that goes to disk where it grows beyond `PLACES`; told apart by `repr` of the keys, in the order of adding.

    Beyond that, what was used lately is held as well, and changes wait there until they go to disk many at once. What it
    returns may be a copy: who changes a value puts it back.
    """

    def __init__(self, room: int | None = None) -> None:
        self._held: dict[K, V] = {}
        self._room = PLACES if room is None else room
        self._disk: sqlite3.Connection | None = None
        self._old: dict[K, V] = {}
        self._changed: dict[K, None] = {}

    def __getitem__(self, key: K) -> V:
        if key in self._held:
            return self._held[key]
        if self._disk is None:
            raise KeyError(key)
        if key in self._old:
            return self._remembered(key, self._old[key])
        row = self._disk.execute("SELECT value FROM kept WHERE key = ?", (repr(key),)).fetchone()
        if row is None:
            raise KeyError(key)
        return self._remembered(key, pickle.loads(row[0]))  # noqa: S301 - we wrote it

    def get(self, key: K, default: Any = None) -> Any:
        """Return the value of a key, else the default; what is held is found without a search that fails first."""
        if key in self._held:
            return self._held[key]
        return default if self._disk is None else super().get(key, default)

    def __contains__(self, key: object) -> bool:
        if key in self._held or key in self._old:
            return True
        query = "SELECT 1 FROM kept WHERE key = ?"
        return self._disk is not None and self._disk.execute(query, (repr(key),)).fetchone() is not None

    def __setitem__(self, key: K, value: V) -> None:
        if self._disk is not None:
            self._changed[key] = None
            self._remembered(key, value)
            return
        self._held[key] = value
        if len(self._held) > self._room:
            self._disk = scratch("CREATE TABLE kept (n INTEGER PRIMARY KEY, key TEXT UNIQUE, name BLOB, value BLOB)")
            self._changed = dict.fromkeys(self._held)
            self._turn()

    def _remembered(self, key: K, value: V) -> V:
        """Remember what was used; let go of what was not used since the turn before."""
        self._held[key] = value
        if len(self._held) > self._room // 4:
            self._turn()
        return value

    def _turn(self) -> None:
        self._flush()
        self._old, self._held = self._held if len(self._held) <= self._room else {}, {}

    def _flush(self) -> None:
        """Write what has changed; it is all held, since changes are written before anything is let go of."""
        assert self._disk is not None
        held = self._held
        self._disk.executemany(
            "INSERT INTO kept (key, name, value) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            ((repr(key), pickle.dumps(key), pickle.dumps(held[key])) for key in self._changed),
        )
        self._changed = {}

    def __delitem__(self, key: K) -> None:
        raise NotImplementedError

    def __iter__(self) -> Iterator[K]:
        if self._disk is None:
            yield from self._held
            return
        self._flush()
        for (name,) in self._disk.execute("SELECT name FROM kept ORDER BY n"):
            yield pickle.loads(name)  # noqa: S301 - we wrote it

    def pairs(self) -> Iterator[tuple[K, V]]:
        """Yield keys and values in the order of adding, without looking each up."""
        if self._disk is None:
            yield from self._held.items()
            return
        self._flush()
        for name, value in self._disk.execute("SELECT name, value FROM kept ORDER BY n"):
            yield pickle.loads(name), pickle.loads(value)  # noqa: S301 - we wrote it

    def __len__(self) -> int:
        if self._disk is None:
            return len(self._held)
        self._flush()
        return int(self._disk.execute("SELECT count(*) FROM kept").fetchone()[0])


class _GoneThrough(Sequence[V], Generic[V]):
    """Rows that are there to be gone through from the first to the last, as often as one likes."""

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[V]: ...
    def __getitem__(self, index: int | slice) -> V | Sequence[V]:
        # Going through all of them is what they are for; this is for looking at a few.
        return list(self)[index]


class Rows(_GoneThrough[V]):
    """Rows that were gathered once and are read as often as one likes; on disk where there are more than `ROOM`."""

    def __init__(self, rows: Iterable[V], room: int | None = None) -> None:
        several = iter(rows)
        self._first = list(islice(several, ROOM if room is None else room))
        self._count = len(self._first)
        self._file: Any = None
        for one in several:
            self._spill(chain((one,), several))
            break

    def _spill(self, rows: Iterator[V]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the rows
        finalize(self, self._file.close)
        while chunk := list(islice(rows, _CHUNK)):
            pickle.dump(chunk, self._file, pickle.HIGHEST_PROTOCOL)
            self._count += len(chunk)

    def __iter__(self) -> Iterator[V]:
        yield from self._first
        if self._file is None:
            return
        at = 0
        while True:
            self._file.seek(at)
            try:
                chunk = pickle.load(self._file)  # noqa: S301 - we wrote it
            except EOFError:
                return
            at = self._file.tell()
            yield from chunk

    def __len__(self) -> int:
        return self._count


class Again(_GoneThrough[V]):
    """Rows that are made anew each time that somebody goes through them: nothing of them is kept."""

    def __init__(self, make: Callable[[], Iterable[V]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[V]:
        return iter(self._make())

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def several(pairs: Iterable[tuple[K, V]]) -> Mapping[K, frozenset[V]]:
    """Return the keys that come with more than one value, each with its values; what comes with one only is not held.

    Keys are told apart by their `repr`, values by how they are packed: equal ones should be made the same way.
    """
    disk = scratch("CREATE TABLE pair (key TEXT, packed BLOB, PRIMARY KEY (key, packed)) WITHOUT ROWID")
    rows = ((repr(key), pickle.dumps((key, value))) for key, value in pairs)
    disk.executemany("INSERT OR IGNORE INTO pair VALUES (?, ?)", rows)
    found: Roomy[K, frozenset[V]] = Roomy()
    query = "SELECT packed FROM pair WHERE key IN (SELECT key FROM pair GROUP BY key HAVING count(*) > 1) ORDER BY key"
    for (packed,) in disk.execute(query):
        key, value = pickle.loads(packed)  # noqa: S301 - we wrote it
        found[key] = found.get(key, frozenset()) | {value}
    return found


def gathered(rows: Iterable[V]) -> Sequence[V]:
    """Return the rows of an iterable that can be read once only: as a list where they are few."""
    several = iter(rows)
    first = list(islice(several, ROOM))
    for one in several:
        return Rows(chain(first, (one,), several))
    return first
