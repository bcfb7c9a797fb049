"""What a piece of work costs: seconds, processor seconds of us and of the engine, peaks of memory, bytes on disk.

Seconds depend on who else uses the machine; processor seconds hardly do, so both stand beside each other.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import psutil

STEP = 0.05
"""Seconds between two looks at the memory."""


class Spread(NamedTuple):
    """Median and spread of one thing, milliseconds."""

    low: float
    middle: float
    high: float

    def __str__(self) -> str:
        """Return the median, and from where to where eight in ten of the rounds lie."""
        return f"{self.middle:.2f} ({self.low:.2f}–{self.high:.2f})"


def timed(work: Callable[[], Any], rounds: int = 200) -> Spread:
    """Time `work` after a warm-up; return the 10 %, 50 % and 90 % points."""
    for _ in range(max(3, rounds // 10)):
        work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return Spread(taken[len(taken) // 10], median(taken), taken[len(taken) * 9 // 10])


@dataclass
class Cost:
    """Seconds by the clock, processor seconds and peaks of resident memory (MiB), of us and of the engine."""

    seconds: float = 0.0
    ours: float = 0.0
    engine: float = 0.0
    ours_peak: float = 0.0
    engine_peak: float = 0.0

    @property
    def work(self) -> float:
        """Processor seconds of both."""
        return self.ours + self.engine

    def as_dict(self) -> dict[str, float]:
        """Return the figures, rounded."""
        return {name: round(value, 2) for name, value in asdict(self).items()}


@contextmanager
def metered(home: Path) -> Iterator[Cost]:
    """Measure what happens in the block; the figures stand in what it yields once the block is left.

    Args:
        home: the folder of the engine, which stands in its command line.
    """
    cost = Cost()
    us, engine = psutil.Process(), engine_process(home)
    over = threading.Event()
    watch = threading.Thread(target=_watch, args=(cost, us, engine, over), daemon=True)
    before, start = (processor_seconds(us), processor_seconds(engine)), time.perf_counter()
    watch.start()
    try:
        yield cost
    finally:
        cost.seconds = time.perf_counter() - start
        cost.ours, cost.engine = processor_seconds(us) - before[0], processor_seconds(engine) - before[1]
        over.set()
        watch.join()


def engine_process(home: Path) -> psutil.Process:
    """Return the Java process of the engine in a folder.

    Raises:
        LookupError: none runs.
    """
    for process in psutil.process_iter(["name", "cmdline"]):
        line = process.info["cmdline"] or []
        if process.info["name"].startswith("java") and any(str(home) in part for part in line):
            return process
    raise LookupError(f"no engine runs in {home}")


def on_disk(home: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in home.rglob("*") if path.is_file())


def processor_seconds(process: psutil.Process) -> float:
    """Return the processor seconds that a process has used."""
    times = process.cpu_times()
    return float(times.user + times.system)


def _watch(cost: Cost, us: psutil.Process, engine: psutil.Process, over: threading.Event) -> None:
    while True:
        cost.ours_peak = max(cost.ours_peak, us.memory_info().rss / 2**20)
        cost.engine_peak = max(cost.engine_peak, engine.memory_info().rss / 2**20)
        if over.wait(STEP):
            return
