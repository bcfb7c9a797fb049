"""The driver, imported without the array libraries that it looks for.

It would take numpy, pandas and pyarrow as parameters and brings them in wherever they are installed: a sixth of the time of
a whole command, for values that are never sent here.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

ARRAYS = ("numpy", "pandas", "pyarrow")


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    """Make some libraries look as if they were not installed, unless they are in use already."""
    hidden = [name for name in names if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


with _without(ARRAYS):
    from neo4j import READ_ACCESS, Driver, GraphDatabase, ManagedTransaction, Query, Result, ResultSummary, unit_of_work
    from neo4j import exceptions as driver_errors

# What the driver has to say comes as an error, which becomes one line of ours; without this it says it on stderr as well.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

__all__ = [
    "READ_ACCESS",
    "Driver",
    "GraphDatabase",
    "ManagedTransaction",
    "Query",
    "Result",
    "ResultSummary",
    "driver_errors",
    "unit_of_work",
]
