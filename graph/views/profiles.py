"""What an authority or a territory does, in numbers: its profile, two side by side, and the report on one."""

from __future__ import annotations

from collections.abc import Mapping

from graph.views.base import Coverage, Names, SourceRef, View
from graph.views.collectivities import Collectivity
from graph.views.evidence import BodyRef, Evidence
from graph.views.partnerships import Partnership
from graph.views.peers import Peer
from graph.views.people import Mandate


class Count(View):
    """How many partnerships have one value; `names` is what it is called, the most frequent values first."""

    value: str
    names: Names
    count: int


class Totals(View):
    """The totals of a scope: `living` are the partnerships not said to have ended, been suspended or fallen asleep."""

    authorities: int
    partnerships: int
    living: int
    partners: int
    countries: int
    themes: int
    networks: int
    meetings: int


class Profile(View):
    """What an authority, organisation or territory (all in it) does; countries are those of the partners."""

    of: BodyRef
    population: int | None
    totals: Totals
    countries: tuple[Count, ...]
    forms: tuple[Count, ...]
    statuses: tuple[Count, ...]
    themes: tuple[Count, ...]
    networks: tuple[Count, ...]
    oldest: str | None
    newest: str | None


class ComparedRow(View):
    """One line of a comparison: how often each side has the value, with the references of the first claims that show it."""

    dimension: str
    value: str
    names: Names
    a: int
    b: int
    claims_a: tuple[str, ...]
    claims_b: tuple[str, ...]


class Comparison(View):
    """Two authorities or territories side by side; a row where one side has 0 is what only the other does.

    Rows name at most `shown` claims a side; all are at `/v1/partnerships?between=…&and=…`.
    """

    a: Profile
    b: Profile
    rows: tuple[ComparedRow, ...]
    shown: int
    claims: Mapping[str, Evidence]
    coverage: Coverage


class Benchmark(View):
    """One number beside those of comparable authorities: the median and the middle half; `rank` 1 has most, ties share it."""

    measure: str
    names: Names
    value: int
    median: float
    lower: float
    upper: float
    rank: int


class Group(View):
    """Which authorities it is compared with: `ids` are theirs, `text` says the rule."""

    text: Names
    country: str | None
    kind: str | None
    smallest: int | None
    largest: int | None
    ids: tuple[str, ...]


class Year(View):
    """How many claims were last stated in a year; None is undated."""

    year: str | None
    count: int


class Freshness(View):
    """How fresh a report is: measured against the newest source in the graph, never against the clock.

    `stale` are the references of the claims last stated more than `years` years before `against`, or undated.
    """

    against: str | None
    newest: str | None
    oldest: str | None
    years: int
    by_year: tuple[Year, ...]
    stale: tuple[str, ...]


class Missing(View):
    """Something that no source states: of how many things (`of`), and the ids of those that lack it."""

    what: str
    text: Names
    count: int
    of: int
    ids: tuple[str, ...]


class Open(View):
    """Something that a source leaves open about the authority."""

    kind: str
    question: Names


class Report(View):
    """The territorial diagnosis of one authority: everything that its yearly report asks for, with all sources."""

    of: Collectivity
    as_of: str | None
    revision: int
    profile: Profile
    group: Group
    benchmark: tuple[Benchmark, ...]
    partnerships: tuple[Partnership, ...]
    networks: tuple[str, ...]
    meetings: tuple[str, ...]
    relations: tuple[str, ...]
    people: tuple[Mandate, ...]
    peers: tuple[Peer, ...]
    freshness: Freshness
    missing: tuple[Missing, ...]
    open: tuple[Open, ...]
    sources: tuple[SourceRef, ...]
    claims: Mapping[str, Evidence]
    coverage: Coverage
