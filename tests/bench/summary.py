"""Everything that was measured in one run as one table: what, ours, what stands beside it, the ratio and its goal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from tests.bench.loading import exponent
from tests.bench.maps import WORLD_FRAMES, Framed, Panned
from tests.bench.starting import Started
from tests.bench.targets import POINTS


class Line(NamedTuple):
    """One line. `ours` and `beside` are told with their unit; the goal is the greatest ratio that is aimed at."""

    engine: str
    scale: float
    what: str
    ours: str
    beside: str
    ratio: float | None
    goal: float | None

    def cells(self) -> tuple[str, ...]:
        """Return the cells of the Markdown table."""
        met = "–"
        if self.ratio is not None and self.goal is not None:
            met = f"{self.goal:g}: {'met' if self.ratio <= self.goal else 'not met'}"
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f}"
        return (self.engine, f"{self.scale:g}", self.what, self.ours, self.beside, ratio, met)


def table(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the lines of the Markdown table."""
    yield "| engine | scale | what | ours | beside | ratio | goal |"
    yield "|---|---|---|---|---|---|---|"
    for line in lines:
        yield f"| {' | '.join(line.cells())} |"


def loading(measured: Sequence[dict[str, Any]]) -> Iterator[Line]:
    """Yield the lines of the loads, in processor seconds of us and the engine."""
    for one in measured:
        engine, scale, what = one["engine"], one["scale"], one["what"]
        first = _work(one["first"])
        told = f"{first:.1f} processor s, {one['first']['seconds']:.1f} s"
        if bare := one.get("bare"):
            beside = f"{_work(bare):.1f} processor s, {bare['seconds']:.1f} s, bare UNWIND"
            yield Line(engine, scale, f"first load, {what}", told, beside, first / _work(bare), 1.5)
        else:
            yield Line(engine, scale, f"first load, {what}", told, "–", None, None)
        second = _work(one["second"])
        yield Line(engine, scale, f"second load, {what}", f"{second:.1f} processor s", "the first", second / first, 0.5)
    sized = sorted((one["engine"], one["what"], one["scale"], _work(one["first"])) for one in measured)
    for (engine, what, small, cost), (other, as_well, large, more) in pairwise(sized):
        if (engine, what) == (other, as_well) and small != large:
            grown = exponent((small, cost), (large, more))
            yield Line(engine, large, f"growth from {small:g} times, {what}", "exponent", "–", grown, 1.1)


def importing(measured: Sequence[dict[str, Any]], loads: Sequence[dict[str, Any]]) -> Iterator[Line]:
    """Yield the lines of neo4j-import, beside our load into a Neo4j where there is one."""
    for one in measured:
        work = _work(one["export"]) + one["import"]["processor"]
        ours = f"{work:.1f} processor s (import {one['import']['processor']:.1f})"
        beside = next(
            (_work(of["first"]) for of in loads if (of["engine"], of["scale"]) == ("neo4j", one["scale"])), None
        )
        yield Line(
            "neo4j",
            one["scale"],
            "export neo4j-import and neo4j-admin",
            ours,
            f"{beside:.1f} processor s, our load" if beside else "–",
            work / beside if beside else None,
            None,
        )


def reading(rows: Sequence[dict[str, Any]]) -> Iterator[Line]:
    """Yield the lines of the questions, p50 of one client."""
    for row in rows:
        engine, scale = row["engine"], row["scale"]
        if "failed" in row:
            yield Line(engine, scale, row["question"], row["failed"], "–", None, None)
            continue
        times = row["ms"]
        again = times["ours"]
        new = _new(times)
        what = f"{row['question']}{', never asked before' if 'anew' in times else ''}"
        goals = {"bare": 1.3, "datasette": 1.0}
        beside = [name for name in goals if name in times]
        for name in beside:
            told = f"{times[name]['p50']:.1f} ms, {name}"
            yield Line(engine, scale, what, f"{new['p50']:.1f} ms", told, new["p50"] / times[name]["p50"], goals[name])
        if "anew" in times or not beside:
            yield Line(engine, scale, f"{row['question']}, again", f"{again['p50']:.1f} ms", "–", None, None)
        yield Line(engine, scale, f"{row['question']}, first of all", f"{again['first']:.0f} ms", "–", None, None)


def starting(figures: Sequence[Started | str]) -> Iterator[Line]:
    """Yield the lines of what starts; the ratio is to the goal."""
    for one in figures:
        if isinstance(one, Started):
            worked = "" if one.processor is None else f", {one.processor:.2f} processor s"
            goal = None if one.goal is None else 1.0
            ratio = None if one.goal is None else one.seconds / one.goal
            aim = "–" if one.goal is None else f"goal {one.goal:g} s"
            yield Line("local", 0, one.name, f"{one.seconds:.2f} s{worked}", aim, ratio, goal)
        else:
            yield Line("local", 0, one, "–", "–", None, None)


def grown(rows: Sequence[dict[str, Any]]) -> Iterator[Line]:
    """Yield how much dearer each question is at a greater size than at the smallest, where it was asked at several."""
    worked = [row for row in rows if "ms" in row]
    for row in worked:
        least = min(
            (one for one in worked if (one["engine"], one["question"]) == (row["engine"], row["question"])),
            key=lambda one: one["scale"],
        )
        if least is not row:
            now, then = (_new(one["ms"])["p50"] for one in (row, least))
            goal = 2.0 if row["question"] in POINTS else 10.0
            told = f"{then:.1f} ms at {least['scale']:g} times"
            yield Line(
                row["engine"], row["scale"], f"growth, {row['question']}", f"{now:.1f} ms", told, now / then, goal
            )


def maps(figures: Sequence[Framed | Panned]) -> Iterator[Line]:
    """Yield the lines of the maps; the ratio is to what is asked for."""
    for one in figures:
        if isinstance(one, Panned):
            aim = f"asked for {WORLD_FRAMES}"
            yield Line(
                "–", 0, "world, dragged", f"{one.frames:.0f} frames a second", aim, WORLD_FRAMES / one.frames, 1.0
            )
            continue
        told = f"asked for {one.wanted:g} s; stock pyvis {one.beside()}"
        first = median(one.first) if one.first else None
        shown = "none" if first is None else f"{first:.2f} s"
        yield Line("–", 0, f"first frame, {one.what}", shown, told, None if first is None else first / one.wanted, 1.0)


def _new(times: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return what a question takes that was never asked before; where none is told apart, as it is asked."""
    return times.get("anew", times["ours"])


def _work(cost: dict[str, float]) -> float:
    return cost["ours"] + cost["engine"]
