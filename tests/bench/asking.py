"""`make bench-ask`: how many questions are answered rightly, by set, language and kind, and the time beside the queries.

Runs on the local engine, once with the shipped corpus and once with the Wikidata extract beside it. Prints Markdown;
`docs/benchmarks.md` keeps the history. A wrong answer is one given with confidence; refused is none where one was due.
"""

from __future__ import annotations

import datetime
import os
import platform
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

from ask.engine import Asker
from graph.db import open_graph
from graph.errors import NotUnderstoodError
from graph.settings import read_settings
from loaders.facts.corpus import corpus
from loaders.run import load, load_facts
from loaders.wikidata.read import wikidata
from tests.support.questions import SETS, SHARED, Case, Outcome, cases, judged, offered

EXTRACT = SHARED / "wikidata_twins_france.tsv"
OUTCOMES: tuple[Outcome, ...] = ("right", "wrong answer", "refused")


@contextmanager
def asker(*, wide: bool) -> Iterator[Asker]:
    """Yield questions on the shipped corpus, or with the extract beside it."""
    with tempfile.TemporaryDirectory() as folder, open_graph(read_settings(home=Path(folder))) as graph:
        load_facts(graph, corpus())
        if wide:
            load(graph, [EXTRACT], wikidata())
        yield Asker.of(graph)


def asked(asker_: Asker, data: str) -> Iterator[tuple[str, Case, Outcome, str, float, float]]:
    """Yield set, question, outcome, reason, and the milliseconds of the processor: of all, and of its queries."""
    for name in SETS:
        for case in cases(name):
            if case.data == data:
                outcome, why = judged(asker_, case)
                yield (name, case, outcome, why, *timed(asker_, case.q))


def timed(asker_: Asker, question: str) -> tuple[float, float]:
    """Return the processor milliseconds of one answer that is asked again, and those of its queries."""
    spent = 0.0
    graph = asker_.graph
    read = type(graph).read

    def counted(self: object, *args: object, **params: object) -> object:
        nonlocal spent
        began = time.process_time()
        rows = read(self, *args, **params)  # type: ignore[arg-type]
        spent += time.process_time() - began
        return rows

    asker_.parses.clear()
    type(graph).read = counted  # type: ignore[assignment]
    try:
        began = time.process_time()
        with suppress(NotUnderstoodError):
            asker_.ask(question)
        return (time.process_time() - began) * 1000, spent * 1000
    finally:
        type(graph).read = read  # type: ignore[method-assign]


def main() -> None:
    """Ask everything and print."""
    found = []
    offers: list[tuple[bool, ...]] = []
    for data, wide in (("corpus", False), ("wikidata", True)):
        with asker(wide=wide) as asker_:
            here = list(asked(asker_, data))
            offers += [offered(asker_, case) or () for _, case, outcome, *_ in here if outcome == "refused"]
            found += here
    machine = f"{os.cpu_count()} cores at a load of {os.getloadavg()[0]:.0f}, Python {platform.python_version()}"
    print(f"`make bench-ask`, {datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}, {machine}\n")
    print("| set | language | questions | right | wrong answers | refused |\n|---|---|---|---|---|---|")
    for name in SETS:
        for lang in ("fr", "en"):
            row([name, lang], [one for one in found if one[0] == name and one[1].lang == lang])
    print("\n| kind | language | questions | right | wrong answers | refused |\n|---|---|---|---|---|---|")
    for kind, lang in sorted({(one[1].kind, one[1].lang) for one in found}):
        row([kind, lang], [one for one in found if (one[1].kind, one[1].lang) == (kind, lang)])
    beyond = [all_ - queries for *_, all_, queries in found]
    p50, p90 = median(beyond), sorted(beyond)[len(beyond) * 9 // 10]
    print(f"\nProcessor time beyond the queries: p50 {p50:.1f} ms, p90 {p90:.1f} ms.")
    first, some = sum(one[:1] == (True,) for one in offers), sum(any(one) for one in offers)
    print(f"\nRefused though answerable: {len(offers)}; the first offer is right in {first}, one of three in {some}.")
    for name, case, outcome, why, *_ in found:
        if outcome != "right":
            print(f"{name} {case.id} {outcome}: {case.q} ({why})", file=sys.stderr)


def row(head: list[str], found: list[tuple[str, Case, Outcome, str, float, float]]) -> None:
    """Print one row of a table."""
    counts = Counter(one[2] for one in found)
    print(f"| {' | '.join([*head, str(len(found)), *(str(counts[outcome]) for outcome in OUTCOMES)])} |")


if __name__ == "__main__":
    main()
