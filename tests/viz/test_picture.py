"""Partnerships in words: counts, sentences, dates, sources, in both languages; and where their nodes stand."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.viz.samples import item, partnership, party, samples
from viz.layout import TALL, WIDE, positions
from viz.legend import facets
from viz.picture import Picture, counts
from viz.words import count, date_words, from_words, number, place_words, quoted, since_words, until_words


def by_key(picture: Picture) -> dict[str, dict[str, object]]:
    return {actor["key"]: actor for actor in picture.actors}


def test_three_parties_make_three_pairs() -> None:
    trio = partnership("t", (party("fr-toulouse"), party("us-ga-atlanta"), party("il-tel-aviv")))
    assert [(edge.a, edge.b) for edge in Picture([trio], "fr").edges] == [(0, 1), (0, 2), (1, 2)]


def test_intermediaries_are_named_not_drawn() -> None:
    one = partnership("t", (party("fr-tours"), party("us-mn-minneapolis"), party("us-mn-meet", "intermediary")))
    picture = Picture([one], "fr")
    assert [actor["key"] for actor in picture.actors] == ["fr-tours", "us-mn-minneapolis"]
    assert picture.links[0]["with"] == ["Meet Minneapolis"]


def test_a_party_alone_is_there_without_a_line() -> None:
    picture = Picture([partnership("t", (party("fr-tours"),))], "fr")
    assert (len(picture.actors), picture.edges) == (1, [])


@pytest.mark.parametrize(
    ("language", "summary", "coverage"),
    [
        ("fr", "52 acteurs, 33 liens", "4 sources, de mars 2016 à novembre 2025, une sans date"),
        ("en", "52 actors, 33 links", "4 sources, from March 2016 to November 2025, one undated"),
    ],
)
def test_what_it_rests_on(language: str, summary: str, coverage: str) -> None:
    picture = Picture(samples(), "en" if language == "en" else "fr")
    assert (picture.summary(), picture.coverage()) == (summary, coverage)


def test_nothing_at_all() -> None:
    picture = Picture([], "fr")
    assert (picture.summary(), picture.coverage(), picture.sources) == ("0 acteur, 0 lien", "0 source", [])


def test_sentences() -> None:
    fr, en = by_key(Picture(samples(), "fr")), by_key(Picture(samples(), "en"))
    assert fr["us-ma-boston"]["says"] == "Deux acteurs français partagent Boston\u00a0: de quoi partir ensemble."
    assert en["us-ma-boston"]["says"] == "Two French actors share Boston: a reason to go together."
    assert fr["fr-nantes"]["says"] == "Deux liens. Deux sont dits en cours."
    assert fr["fr-toulouse"]["says"] == "Trois liens dans deux pays. Un est dit en cours."
    assert en["us-va-alexandria"]["says"] == "One link."
    assert fr["us-ma-boston"]["kind"] == "Ville, Massachusetts"


def test_names_follow_the_language_and_the_other_stays_findable() -> None:
    fr, en = by_key(Picture(samples(), "fr")), by_key(Picture(samples(), "en"))
    assert (fr["us-pa-philadelphia"]["name"], fr["us-pa-philadelphia"]["also"]) == ("Philadelphie", ["Philadelphia"])
    assert (en["us-pa-philadelphia"]["name"], en["us-pa-philadelphia"]["also"]) == ("Philadelphia", ["Philadelphie"])


def test_every_statement_keeps_its_source_date_and_place() -> None:
    picture = Picture(samples(), "fr")
    for one, link in zip(samples(), picture.links, strict=True):
        assert len(link["history"]) == len(one.history) > 0
        for said, shown in zip(one.history, link["history"], strict=True):
            assert picture.sources[shown["source"]]["title"] == said.source.titles.fr
            assert shown["where"] == said.source.locator


def test_a_statement_in_words() -> None:
    said = item("2020", "§ 1", "twinning", "active", "Les Sister Cities jouent le rôle moteur.")
    said = said.model_copy(update={"since": "1991", "until": "2024-06"})
    shown = Picture([partnership("t", (party("fr-nancy"), party("us-oh-cincinnati")), (said,))], "fr").links[0][
        "history"
    ][0]
    assert shown == {
        "when": "15 déc. 2020",
        "what": "Jumelage, en cours, depuis 1991, jusqu’en juin 2024",
        "note": "Les Sister Cities jouent le rôle moteur.",
        "source": 0,
        "where": "§ 1",
    }


def test_counts_are_those_of_links_and_actors() -> None:
    found = counts(Picture(samples(), "fr"))
    assert sum(found["form"].values()) == sum(found["status"].values()) == 33
    assert found["form"] == {"twinning": 22, "cooperation": 5, "contact": 3, "project": 2, "friendship": 1}
    assert found["kind"] == {"town": 45, "group": 2, "region": 3, "county": 1, "organisation": 1}


def test_the_legend_keeps_zeros_and_hides_what_never_is() -> None:
    forms, kinds, statuses = facets(Picture([], "en"))
    assert [choice.value for choice in forms.choices] == ["twinning", "friendship", "cooperation", "project", "contact"]
    assert [choice.value for choice in kinds.choices] == ["town", "group", "region", "county", "organisation"]
    assert len(statuses.choices) == 7
    assert {choice.total for facet in (forms, kinds, statuses) for choice in facet.choices} == {0}


def test_a_form_that_no_source_states_has_its_own_row() -> None:
    one = partnership("t", (party("fr-tours"), party("us-mn-minneapolis")))
    assert facets(Picture([one], "fr"))[0].choices[-1].value == "unknown"


@pytest.mark.parametrize(
    ("iso", "fr", "en"),
    [
        (None, "sans date", "undated"),
        ("1991", "1991", "1991"),
        ("2016-06", "juin 2016", "Jun 2016"),
        ("2025-11-20", "20 nov. 2025", "20 Nov 2025"),
        ("2025-02-31", "2025-02-31", "2025-02-31"),
        ("soon", "soon", "soon"),
    ],
)
def test_dates(iso: str | None, fr: str, en: str) -> None:
    assert (date_words(iso, "fr"), date_words(iso, "en")) == (fr, en)


def test_since() -> None:
    assert since_words("2006", "about", "fr") == "vers 2006"
    assert since_words("2016", "before", "en") == "before 2016"
    assert since_words("1991", "exact", "fr") == "1991"
    assert since_words(None, None, "en") == "undated"
    assert from_words("2020-10-13", None, "fr") == "depuis le 13 oct. 2020"
    assert from_words("2006", "about", "fr") == "depuis 2006 environ"
    assert from_words("2016", "before", "en") == "before 2016"
    assert until_words("2020-10-13", "before", "fr") == "avant le 13 oct. 2020"
    assert until_words("2020-10-13", None, "fr") == "jusqu’au 13 oct. 2020"
    assert until_words("2020", "exact", "fr") == "jusqu’en 2020"
    assert until_words("2020-10-13", "before", "en") == "before 13 Oct 2020"


def test_small_words() -> None:
    assert (number(1174, "fr"), number(1174, "en")) == ("1\u00a0174", "1,174")
    assert (count(0, "lien", "liens", "fr"), count(0, "link", "links", "en")) == ("0 lien", "0 links")
    assert (quoted("18 mois", "fr"), quoted("18 mois", "en"), quoted(None, "fr")) == (
        "«\u00a018 mois\u00a0»",
        "“18 mois”",
        "",
    )
    assert (place_words("US-PA", "fr"), place_words("QQ-1", "fr"), place_words(None, "fr")) == (
        "Pennsylvanie",
        "QQ-1",
        "",
    )


GRAPHS = st.integers(0, 40).flatmap(
    lambda n: st.tuples(
        st.just(n),
        st.lists(st.tuples(st.integers(0, max(0, n - 1)), st.integers(0, max(0, n - 1))), max_size=60 if n else 0),
    )
)


@settings(max_examples=40, deadline=None)
@given(GRAPHS)
def test_nodes_stand_apart_always_at_the_same_place(graph: tuple[int, list[tuple[int, int]]]) -> None:
    n, pairs = graph
    wide, tall = positions(n, pairs, [80.0] * n, (WIDE, TALL))
    assert [wide, tall] == positions(n, pairs, [80.0] * n, (WIDE, TALL))
    for places in (wide, tall):
        assert all(math.isfinite(x) and math.isfinite(y) for x, y in places)
        assert all(math.dist(p, q) > 4 for p, q in itertools.combinations(places, 2))


def test_a_hub_of_a_hundred_and_a_chain_keep_room() -> None:
    star = positions(101, [(0, i) for i in range(1, 101)], [60.0] * 101)[0]
    assert min(math.dist(p, q) for p, q in itertools.combinations(star, 2)) > 15
    chain = positions(300, [(i, i + 1) for i in range(299)], [60.0] * 300)[0]
    assert min(math.dist(p, q) for p, q in itertools.combinations(chain, 2)) > 30
