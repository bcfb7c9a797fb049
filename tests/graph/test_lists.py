"""Lists: what a compact table filters, sorts and counts is what the graph holds, on both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from graph import read
from graph.asof import partnership_as_of
from graph.db import Graph
from graph.errors import NotFoundError, ParameterError
from graph.lists.answer import Asked, everything, listed, the_one
from graph.lists.catalogue import LISTS
from graph.read.meta import revision
from graph.views import Partnership
from graph.write import replace_source
from tests.support.world import actors, claims, link, source, towns

ALL = 100_000


def found(graph: Graph, name: str, limit: int = ALL, **more: Any) -> Any:
    asked = {key: more.pop(key) for key in ("facets", "sort", "as_of", "after") if key in more}
    return listed(graph, LISTS[name], Asked({key.rstrip("_"): value for key, value in more.items()}, limit, **asked))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_walked_page_by_page_and_counted(corpus: Graph, name: str) -> None:
    spec = LISTS[name]
    whole = found(corpus, name, facets=tuple(spec.facets))
    assert len(whole.value) == whole.total > 4
    assert whole.after is None
    walked, after = [], None
    while True:
        page = found(corpus, name, limit=29, after=after)
        assert page.total == whole.total
        walked += page.value
        after = page.after
        if after is None:
            break
    assert tuple(walked) == whole.value
    ids, things = everything(corpus, spec, Asked({}, 1))
    assert (len(ids), tuple(things)) == (whole.total, whole.value)
    for facet, counts in whole.facets.items():
        assert sum(count.count for count in counts) <= whole.total * 60
        assert list(counts) == sorted(counts, key=lambda item: (-item.count, item.value)), facet
        assert {count.value for count in counts} >= set(spec.facets[facet].values())


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_by_each_of_its_keys(corpus: Graph, name: str) -> None:
    spec = LISTS[name]
    plain = [thing.id for thing in found(corpus, name, sort="id").value]
    assert plain == sorted(plain)
    for sort in spec.sorts:
        for order in (sort, f"-{sort}"):
            ids = [thing.id for thing in found(corpus, name, sort=order).value]
            assert sorted(ids) == plain, order


@pytest.mark.parametrize(
    ("a", "b"),
    [("FR", "US-PA"), ("US", "FR"), ("FR-GES", "US"), ("FR", "FR-54"), ("US", "US"), ("fr-nancy", "US"), ("US-PA", "us-pa"),
     ("us-pa", "US"), ("FR", None), ("us-pa", None), ("MQ", None)],
)  # fmt: skip
def test_between_is_what_the_walk_in_the_graph_finds(corpus: Graph, a: str, b: str | None) -> None:
    given = {"between": a, **({"and": b} if b else {})}
    page = listed(corpus, LISTS["partnerships"], Asked(given, ALL))
    assert page.value == read.partnerships(corpus, a, b)


def test_facets_count_the_whole_filtered_set(corpus: Graph) -> None:
    page = found(corpus, "partnerships", limit=3, between="US", facets=("form", "status", "theme", "country", "source"))
    whole = read.partnerships(corpus, "US")
    assert (page.total, len(page.value)) == (len(whole), 3)
    counted = {name: {count.value: count.count for count in counts} for name, counts in page.facets.items()}
    expected = Counter(p.form for p in whole if p.form)
    assert counted["form"] == {form: expected[form] for form in counted["form"]}
    assert set(counted["form"]) == {"twinning", "friendship", "cooperation", "project", "contact"}
    assert counted["status"]["unknown"] == sum(p.status == "unknown" for p in whole)
    assert counted["theme"] == Counter(theme for p in whole for theme in p.themes)
    assert counted["country"] == Counter(c for p in whole for c in {party.country for party in p.partners} if c)
    assert page.coverage.sources == len({ref.id for p in whole for ref in p.sources})
    assert page.coverage.unknown["since"] == sum(p.since is None for p in whole)


@pytest.mark.parametrize("day", ["2015", "2016-03-30", "2019", "2021", "2026"])
def test_a_day_is_told_as_each_partnership_tells_it(corpus: Graph, day: str) -> None:
    page = found(corpus, "partnerships", as_of=day, facets=("form",))
    then = [was for p in read.partnerships(corpus) if (was := partnership_as_of(p, day))]
    assert list(page.value) == then
    assert {c.value: c.count for c in page.facets["form"] if c.count} == Counter(p.form for p in then if p.form)
    assert found(corpus, "partnerships", as_of=day, status="active").value == tuple(
        p for p in then if p.status == "active"
    )


@pytest.mark.parametrize("name", ["memberships", "mandates"])
def test_memberships_and_offices_of_a_day(corpus: Graph, name: str) -> None:
    assert found(corpus, name, as_of="1900").total == 0
    today, then = found(corpus, name, as_of="2100"), found(corpus, name, as_of="2018")
    assert 0 < then.total < today.total <= found(corpus, name).total
    for claim in then.value:
        assert all(
            (said.stated_on or "") <= "2018-12-31" or (said.since or "") <= "2018-12-31" for said in claim.history
        )


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("collectivities", {"within": "US-PA"}, {"us-pa", "us-pa-pittsburgh"}),
        ("collectivities", {"q": "SAINT étienne"}, {"fr-saint-etienne"}),
        ("collectivities", {"within": "FR", "partner": "US-PA"}, {"fr-ara", "fr-saint-etienne"}),
        ("people", {"q": "baran"}, {"jacques-baran"}),
        ("partnerships", {"between": "fr-ara", "theme": "water,culture", "form": "cooperation"}, None),
    ],
)
def test_filters(corpus: Graph, name: str, given: dict[str, str], expected: set[str] | None) -> None:
    ids = {thing.id for thing in listed(corpus, LISTS[name], Asked(given, ALL)).value}
    if expected is not None:
        assert expected <= ids
        assert len(ids) <= len(expected) + 2


def test_what_no_source_states_is_listed_and_the_rest_is_not(corpus: Graph) -> None:
    spec = LISTS["partnerships"]
    every = listed(corpus, spec, Asked({}, ALL)).value
    lacking: dict[str, Callable[[Partnership], bool]] = {
        "form": lambda one: not one.form,
        "since": lambda one: not one.since,
        "theme": lambda one: not one.themes,
        "second_source": lambda one: len({source.id for source in one.sources}) < 2,
    }
    for word, lacks in lacking.items():
        found = {one.id for one in listed(corpus, spec, Asked({"missing": word}, ALL)).value}
        assert found == {one.id for one in every if lacks(one)}, word
    either = {one.id for one in listed(corpus, spec, Asked({"missing": "form,since"}, ALL)).value}
    assert either == {one.id for one in every if not one.form or not one.since}


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("partnerships", {"form": "marriage"}, "form: expected one of twinning, friendship, .*, got 'marriage'"),
        ("partnerships", {"between": "XX"}, "between: expected the ISO 3166 code .*, got 'XX'"),
        ("partnerships", {"and": "FR"}, "and: expected it to go with between"),
        ("partnerships", {"country": "US-PA"}, "country: expected the ISO 3166 code of a country"),
        ("partnerships", {"since_from": "long ago"}, "since_from: expected a date"),
        ("partnerships", {"network": "nowhere"}, "network: expected the id"),
        ("partnerships", {"theme": "water,,"}, "theme: expected values with commas between"),
        ("partnerships", {"missing": "since,name"}, "missing: expected one of form, since, .*, got 'name'"),
        ("people", {"q": " "}, "q: expected 1 to 100 characters"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(corpus: Graph, name: str, given: dict[str, str], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        listed(corpus, LISTS[name], Asked(given, 10))


def test_one_thing_and_one_thing_of_a_day(corpus: Graph) -> None:
    spec = LISTS["partnerships"]
    assert the_one(corpus, spec, "fr-nancy--us-oh-cincinnati").form == "twinning"
    assert the_one(corpus, spec, "fr-nancy--us-oh-cincinnati", "1995").since == "1991"
    with pytest.raises(NotFoundError, match="no partnership has the id 'x'"):
        the_one(corpus, spec, "x")
    with pytest.raises(NotFoundError, match="no source shows the partnership"):
        the_one(corpus, spec, "fr-nancy--us-oh-cincinnati", "1950")


def test_a_list_follows_every_writer(graph: Graph) -> None:
    replace_source(graph, source(), [*towns(), *actors(), *claims(), link("fr-nancy", "us-oh-cincinnati")])
    before = found(graph, "partnerships")
    ids = {thing.id for thing in before.value}
    assert before.revision == revision(graph)
    replace_source(graph, source("two"), [*towns(), link("fr-tours", "ml-bamako", form="twinning")])
    after = found(graph, "partnerships", facets=("form",))
    assert {thing.id for thing in after.value} == {*ids, "fr-tours--ml-bamako"}
    assert {count.value: count.count for count in after.facets["form"]}["twinning"] >= 1
    assert after.revision == revision(graph) > before.revision


def test_a_page_goes_on_after_its_last_row_wherever_writers_moved_it(graph: Graph) -> None:
    replace_source(graph, source(), [*towns(), link("fr-nancy", "us-pa"), link("fr-tours", "us-pa")])
    first = found(graph, "partnerships", limit=1)
    replace_source(graph, source("two"), [*towns(), link("fr-nancy", "ml-bamako")])
    assert first.value[0].id == "fr-nancy--us-pa"
    second = found(graph, "partnerships", limit=1, after=first.after)
    assert [thing.id for thing in second.value] == ["fr-tours--us-pa"]
