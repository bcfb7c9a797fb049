"""The straight line: from the shipped documents to the answered question, on both engines."""

from __future__ import annotations

from graph.db import Graph
from graph.read import partnerships, partnerships_total


def test_pennsylvania_is_answered_from_the_minutes(corpus: Graph) -> None:
    found = {
        (item.id, item.form, item.status): {(ref.id, ref.date) for ref in item.sources}
        for item in partnerships(corpus, "FR", "US-PA")
    }
    minutes = {(f"groupe-pays-etats-unis-{date}", date) for date in ("2016-03-30", "2020-12-15", "2025-11-20")}
    assert found == {
        ("fr-ara--us-pa", "cooperation", "active"): minutes,
        ("fr-saint-etienne--us-pa-pittsburgh", "contact", "dormant"): {
            ("groupe-pays-etats-unis-2016-03-30", "2016-03-30")
        },
    }


def test_every_source_of_the_answer_has_its_place(corpus: Graph) -> None:
    locators = [ref.locator for item in partnerships(corpus, "FR", "US-PA") for ref in item.sources]
    assert len(locators) == 4
    assert all(" · l. " in locator for locator in locators)


def test_total_counts_what_the_list_holds(corpus: Graph) -> None:
    for scopes in ((None, None), ("FR", None), ("FR", "US"), ("fr-nancy", None), ("fr-nancy", "US-OH")):
        assert partnerships_total(corpus, *scopes) == len(partnerships(corpus, *scopes))


def test_a_scope_is_symmetric(corpus: Graph) -> None:
    assert partnerships(corpus, "US", "FR") == partnerships(corpus, "FR", "US")
