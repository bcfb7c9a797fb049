"""Codes with their legend, leaders of dots, who sat for whom, and what only seems to be stated; in wordings of their own."""

from __future__ import annotations

import pytest

from tests.loaders.minutes.samples import proposed
from tests.loaders.minutes.test_afresh import Said, tied
from tests.loaders.minutes.test_structures import HEAD, there

GROUP = "Country group Germany\nMeeting of 4 May 2023\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Dots lead from the body to the person, a letter tells who was there, a legend what the letter means.
        (
            (
                "Participants (V : en visio ; S : en salle ; A : absent)\n\n"
                "Ville de Metz ................ Eva LIND, adjointe         V\n"
                "Saint-Denis (Réunion) ........ Paul LANG, directeur       A\n"
                "Ville de Dijon ............... Luc PETIT                  S\n"
            ),
            {
                ("eva-lind", "present", "fr-metz"),
                ("paul-lang", "excused", "fr-saint-denis-974"),
                ("luc-petit", "present", "fr-dijon"),
            },
        ),
        # Members and substitutes, and which of them sat.
        (
            (
                "Structure\tTitulaire\tSuppléant\tA siégé\n"
                "Ville de Metz\tEva Lind, adjointe\tTom Carr, directeur\tle suppléant\n"
                "Ville de Dijon\tPaul Lang, maire\tAnne Roy\tle titulaire\n"
            ),
            {
                ("eva-lind", "represented", "fr-metz"),
                ("tom-carr", "present", "fr-metz"),
                ("paul-lang", "present", "fr-dijon"),
            },
        ),
        # What stands below a name takes it back; an office of once is for nobody.
        (
            (
                "Present:\n* Eva Lind, City of Leeds\nUnable to travel because of the strike.\n"
                "* Tom Carr, former leader of Kent County Council\n"
            ),
            {("eva-lind", "excused", "gb-leeds"), ("tom-carr", "present", None)},
        ),
        # Who leads a committee is not the town's, and a name that goes on is no town.
        (
            "Present:\n- Eva Lind, chair of the twinning committee of Brest\n- Tom Carr, Leeds Cycling Forum\n",
            {
                ("eva-lind", "present", "twinning-committee-of-brest"),
                ("tom-carr", "present", "leeds-cycling-forum"),
            },
        ),
    ],
)
def test_people_are_read(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert there(HEAD + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Letters and figures in a table are what the legend of their column says, wherever it stands.
        (
            (
                "Ville\tPartenaire\tPays\tType\tDepuis\tÉtat\nRennes\tCork\tIrlande\tT\t1982\tb\n"
                "Rennes\tBrno\tTchéquie\tP\t1965\ta\n\nType : T = jumelage ; P = pacte d'amitié.\n"
            ),
            {
                ("fr-rennes--ie-cork", "twinning", None, "1982"),
                ("cz-brno--fr-rennes", "friendship", None, "1965"),
            },
        ),
        # Who it is may stand behind; what is said of a name between commas stands behind it.
        (
            "La commune jumelée avec Oulu depuis 1990 est la ville de Vitré.",
            {("fi-oulu--fr-vitre", "twinning", None, "1990")},
        ),
        ("Un troisième partenaire, Oulu, avait été pressenti en 2020.", set()),
        # Of three names in a row none lies in the other, though a county or a canton is called so; a project is one for all.
        (
            "Rennes, Cork et Brno mènent un projet depuis 2021.",
            {("cz-brno--fr-rennes--ie-cork", "project", None, "2021")},
        ),
        (
            "Rennes, Cork et Brno sont jumelées depuis 1982.",
            {
                ("fr-rennes--ie-cork", "twinning", "active", "1982"),
                ("cz-brno--fr-rennes", "twinning", "active", "1982"),
            },
        ),
        (
            "Rennes, Fribourg-en-Brisgau et Brno conduisent un projet.",
            {("cz-brno--de-freiburg--fr-rennes", "project", None, None)},
        ),
        # What is sought in the same breath is not of the tie; who had made it stands in a relative clause.
        (
            "La ville est jumelée avec Oulu depuis 1990 et qu'elle cherche une autre ville.",
            {("fi-oulu--fr-rennes", "twinning", "active", "1990")},
        ),
        (
            "La convention que la Ville avait signée en 2013 avec Oulu va bien.",
            {("fi-oulu--fr-rennes", "cooperation", "active", "2013")},
        ),
        # Nobody vouches for it.
        ("Un membre croit avoir vu que Rennes était jumelée avec Oulu.", set()),
    ],
)
def test_ties_are_read(text: str, expected: Said) -> None:
    assert tied(HEAD + text) == expected


def test_two_towns_abroad_are_tied_to_each_other_where_nobody_owns_the_minutes() -> None:
    text = "Present: Ann Bell (Reims), Tom Carr (Lyon), Eva Lind (Nantes)\n\nLeipzig and Leeds signed an agreement in 1989.\n"
    assert tied(GROUP + text) == {("de-leipzig--gb-leeds", "cooperation", None, "1989")}


def test_lines_that_begin_with_a_date_are_entries() -> None:
    text = (
        "5 - Dates\n\n    26 septembre 2024          Atelier en ligne sur le climat, avec l'ambassade\n"
        "    14 au 19 octobre 2024      Mission conjointe à Brno, conduite par Rennes\n"
    )
    found = {
        (one.entry["date"], one.entry.get("until"), one.entry["kind"]) for one in proposed(HEAD + text).of("events")
    }
    assert ("2024-10-14", "2024-10-19", "mission") in found
    assert ("2024-09-26", None, "meeting") in found


ASSOCIATION = "Association des Amis de Cork\nAssemblée générale du 4 mai 2023\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Le président, Paul Lang, ouvre la réunion, entouré de la trésorière, Eva Lind. "
                "Le secrétaire, Luc Petit, est excusé.\n"
            ),
            {
                ("paul-lang", "present", "association-des-amis-de-cork"),
                ("eva-lind", "present", "association-des-amis-de-cork"),
                ("luc-petit", "excused", "association-des-amis-de-cork"),
            },
        ),
        (
            "Les responsables de groupe sont tous présents : Eva Lind (Cork), Tom Carr (Brno).\n",
            {
                ("eva-lind", "present", "association-des-amis-de-cork"),
                ("tom-carr", "present", "association-des-amis-de-cork"),
            },
        ),
        # What an officer has done is not that they were there, and behind the first number no one comes in.
        ("1. Bilan\n\nLa trésorière, Eva Lind, ouvre un compte.\n", set()),
    ],
)
def test_officers_are_read_in_the_opening(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert there(ASSOCIATION + text) == expected


def test_a_list_of_offices_says_who_was_elected() -> None:
    text = (
        "1. Élections\n\nLe nouveau bureau est composé comme suit :\n"
        "- trésorier : Tom Carr\n- secrétaire : Eva Lind, réélue\n- budget : 400\n"
    )
    found = proposed(ASSOCIATION + text).of("mandates")
    assert {(f.entry["person"], f.entry["title"], f.entry["since"]) for f in found} == {
        ("tom-carr", "Trésorier", "2023-05-04"),
        ("eva-lind", "Secrétaire", "2023-05-04"),
    }
