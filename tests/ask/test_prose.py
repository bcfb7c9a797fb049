"""Names in sentences: articles, prepositions, elision; numbers and dates as each language writes them."""

from __future__ import annotations

import pytest

from ask.areas import areas
from ask.gazetteer import Entity, place
from ask.prose import date, de, digits, inside, listed, number, of, origin, the, to
from graph.places import territories
from graph.vocabulary import Language


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("US-PA", ("la Pennsylvanie", "de la Pennsylvanie", "en Pennsylvanie", "de Pennsylvanie")),
        ("US-TX", ("le Texas", "du Texas", "au Texas", "du Texas")),
        ("US-TN", ("le Tennessee", "du Tennessee", "dans le Tennessee", "du Tennessee")),
        ("US-OH", ("l'Ohio", "de l'Ohio", "dans l'Ohio", "de l'Ohio")),
        ("US-LA", ("la Louisiane", "de la Louisiane", "en Louisiane", "de Louisiane")),
        ("US-NY", ("l'État de New York", "de l'État de New York", "dans l'État de New York", "de l'État de New York")),
        ("US", ("les États-Unis", "des États-Unis", "aux États-Unis", "des États-Unis")),
        ("IT", ("l'Italie", "de l'Italie", "en Italie", "d'Italie")),
        ("JP", ("le Japon", "du Japon", "au Japon", "du Japon")),
        ("CU", ("Cuba", "de Cuba", "à Cuba", "de Cuba")),
        ("IL", ("Israël", "d'Israël", "en Israël", "d'Israël")),
        ("IR", ("l'Iran", "de l'Iran", "en Iran", "d'Iran")),
        ("NL", ("les Pays-Bas", "des Pays-Bas", "aux Pays-Bas", "des Pays-Bas")),
        ("FR-20R", ("la Corse", "de la Corse", "en Corse", "de Corse")),
        (
            "FR-ARA",
            ("Auvergne-Rhône-Alpes", "d'Auvergne-Rhône-Alpes", "en Auvergne-Rhône-Alpes", "d'Auvergne-Rhône-Alpes"),
        ),
        ("FR-GES", ("le Grand Est", "du Grand Est", "dans le Grand Est", "du Grand Est")),
        ("FR-HDF", ("les Hauts-de-France", "des Hauts-de-France", "dans les Hauts-de-France", "des Hauts-de-France")),
        ("FR-974", ("La Réunion", "de La Réunion", "à La Réunion", "de La Réunion")),
        ("FR-42", ("la Loire", "de la Loire", "dans la Loire", "de la Loire")),
        ("DE-BY", ("la Bavière", "de la Bavière", "en Bavière", "de Bavière")),
        ("CA-QC", ("le Québec", "du Québec", "au Québec", "du Québec")),
    ],
)
def test_french_territories(code: str, forms: tuple[str, str, str, str]) -> None:
    entity = place(code)
    assert (the(entity, "fr"), of(entity, "fr"), inside(entity, "fr"), origin(entity, "fr")) == forms


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("US", "the United States"),
        ("NL", "the Netherlands"),
        ("GB", "the United Kingdom"),
        ("FR", "France"),
        ("US-PA", "Pennsylvania"),
    ],
)
def test_english_territories(code: str, form: str) -> None:
    entity = place(code)
    assert (the(entity, "en"), of(entity, "en"), inside(entity, "en")) == (form, f"of {form}", f"in {form}")


def test_every_country_state_and_region_has_an_article() -> None:
    """Without a row a name stands bare, which only some names bear."""
    from ask.prose import _articles

    shown = {
        one.code
        for one in territories().values()
        if one.level == 0 or one.code.startswith(("FR-", "US-", "DE-", "CA-"))
    }
    assert shown - set(_articles()) == set()
    assert set(_articles()) == {*set(_articles()) & set(territories()), *areas()}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_territory_can_be_put_in_a_sentence(language: Language) -> None:
    for code in territories():
        assert all(form(place(code), language).strip() for form in (the, of, inside, origin))


@pytest.mark.parametrize(
    ("name", "after_de", "after_a"),
    [
        ("Angers", "d'Angers", "à Angers"),
        ("Évian", "d'Évian", "à Évian"),
        ("Le Havre", "du Havre", "au Havre"),
        ("Les Sables-d'Olonne", "des Sables-d'Olonne", "aux Sables-d'Olonne"),
        ("La Rochelle", "de La Rochelle", "à La Rochelle"),
        ("Yvetot", "d'Yvetot", "à Yvetot"),
        ("York", "de York", "à York"),
        ("Tours", "de Tours", "à Tours"),
        ("Lens", "de Lens", "à Lens"),
    ],
)
def test_french_cities(name: str, after_de: str, after_a: str) -> None:
    assert (de(name), to(name)) == (after_de, after_a)


def test_bodies_that_say_what_they_are_take_an_article() -> None:
    body = Entity(
        "fr-lyon-metropole", "Collectivity", "intercommunality", "FR-69M", "Métropole de Lyon", "Métropole de Lyon"
    )
    assert the(body, "fr") == "la Métropole de Lyon"
    assert of(body, "fr") == "de la Métropole de Lyon"


def test_numbers() -> None:
    assert [number(count, "fr", feminine=True) for count in (1, 4, 10, 11)] == ["une", "quatre", "dix", "11"]
    assert [number(count, "en") for count in (1, 4, 10, 11)] == ["one", "four", "ten", "11"]
    assert digits(1174, "fr") in ("1\u202f174", "1\u00a0174")
    assert digits(1174, "en") == "1,174"


@pytest.mark.parametrize(
    ("iso", "fr", "en"),
    [
        ("2025-11-20", "20 nov. 2025", "20 Nov 2025"),
        ("2020-12", "déc. 2020", "Dec 2020"),
        ("2021", "2021", "2021"),
        ("2016-06-01", "1er juin 2016", "1 Jun 2016"),
        ("2011-01-11", "11 janv. 2011", "11 Jan 2011"),
        ("2016-09-03", "3 sept. 2016", "3 Sep 2016"),
    ],
)
def test_dates(iso: str, fr: str, en: str) -> None:
    assert (date(iso, "fr"), date(iso, "en")) == (fr, en)


def test_lists() -> None:
    assert [listed(parts, "fr") for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a et b",
        "a, b et c",
    ]
    assert listed(["a", "b", "c"], "en") == "a, b and c"
