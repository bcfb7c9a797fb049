"""Loads one source over and over, in two states by turns, until it is killed. Says so after each load.

A number of seconds as argument is its rest between two loads; `in-batches` after it loads in many small transactions.
"""

from __future__ import annotations

import sys
import time
from itertools import count

from graph import load_steps, spool
from graph.db import open_graph
from graph.records import Record
from graph.settings import read_settings
from graph.write import replace_source
from tests.support.world import actors, claims, link, source, towns, whole


def state(number: int) -> list[Record]:
    """The two states, by turns."""
    if number % 2:
        return [*towns(), *actors(), *claims()[1:], link("fr-nancy", "ml-bamako", form="contact")]
    return whole()


def main() -> None:
    rest, in_batches = float(sys.argv[1]) if sys.argv[1:] else 0.0, "in-batches" in sys.argv[2:]
    if in_batches:
        spool.SIZE, load_steps.PAGE = 2, 3
    with open_graph(read_settings()) as graph:
        for number in count():
            replace_source(graph, source(), state(number), in_batches=in_batches)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
            time.sleep(rest)


if __name__ == "__main__":
    main()
