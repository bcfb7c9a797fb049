"""Lists and rounds in layouts of every day, each read by what its lines look like: a few lines of each."""

from __future__ import annotations

import pytest

from tests.loaders.minutes.samples import proposed

HEAD = "VILLE DE RENNES\nCompte rendu de la réunion du 12 mars 2024\n\n"
COUNCIL = """\
SHROPSHIRE COUNCIL
Minutes of the Links Sub-Committee, 9 November 2023
Mr Kettle and Mrs Pugh, Cllr Bebb and Cllr Onslow met the Town Council.

"""
There = set[tuple[str, str, str | None]]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        (
            (
                "Membres présents (2)\nCollège des élus\nDORSNER Claire / adjointe au maire de Metz\nCollège associatif\n"
                "SOW Amadou / Maison du monde\nAbsents\nBELLEC Gwenn / conseillère (excusée)\n"
            ),
            {
                ("claire-dorsner", "present", "fr-metz"),
                ("amadou-sow", "present", "maison-du-monde"),
                ("gwenn-bellec", "excused", None),
            },
        ),
        (
            (
                "Liste d'émargement\n\nAnne CHABROL\nPrésidente\nVille de Metz\n\nHamid BENSALAH\nConseiller "
                "régional\nRégion Grand Est\n"
            ),
            {("anne-chabrol", "present", "fr-metz"), ("hamid-bensalah", "present", "fr-ges")},
        ),
        (
            (
                "Objet            Comité technique\nPrésents         Gérard Desaphy, VP ; Sonia Aubin (Ville de Metz)\n"
                "Excusés          Hubert Roy\n"
            ),
            {
                ("gerard-desaphy", "present", None),
                ("sonia-aubin", "present", "fr-metz"),
                ("hubert-roy", "excused", None),
            },
        ),
        (
            (
                "Participants\nVille du Havre : Léa Sy, Paul Roy ; PS-Eau : Inès Le Bihan ; "
                "Ministère de la Culture et du tourisme (DCT) : Luc Lefebvre\n"
            ),
            {
                ("lea-sy", "present", "fr-le-havre"),
                ("paul-roy", "present", "fr-le-havre"),
                ("ines-le-bihan", "present", "ps-eau"),
                ("luc-lefebvre", "present", "ministere-de-la-culture-et-du-tourisme"),
            },
        ),
        (
            (
                "Ils étaient six autour d'Isabelle Vincent, adjointe au maire de Metz, pour faire le point. À "
                "ses côtés, Ana Costa, "
                "de la mairie de Nancy. Paul Rémond, président de Metz International, s'était fait excuser.\n"
            ),
            {
                ("isabelle-vincent", "present", "fr-metz"),
                ("ana-costa", "present", "fr-nancy"),
                ("paul-remond", "excused", "metz-international"),
            },
        ),
        (
            (
                "Présents pour Metz :\n  Laurent Brillard, maire\nPrésents pour Trèves :\n  Claus Jacobi, bourgmestre\n"
                "Interprète : Gisela Grosse\n"
            ),
            {
                ("laurent-brillard", "present", "fr-metz"),
                ("claus-jacobi", "present", "de-trier"),
                ("gisela-grosse", "present", None),
            },
        ),
        (
            (
                "PRÉSENTS : Mme GAZEL, M. SAINT-PIERRE\nABSENTS AYANT DONNÉ PROCURATION : M. ATTRAZIC à Mme "
                "GAZEL, Mme ENGEL à M. PÈNE\n"
                "Mme le Maire. — Nous revenons sur ce point.\nM. Luc NIEL. — Combien cela nous coûte-t-il ?\n"
            ),
            {
                ("gazel", "present", None),
                ("saint-pierre", "present", None),
                ("attrazic", "represented", None),
                ("engel", "represented", None),
            },
        ),
    ],
)
def test_a_list_is_read_whatever_parts_its_people(text: str, there: There) -> None:
    found = proposed(HEAD + text)
    assert {(f.entry["person"], f.entry["presence"], f.entry.get("body")) for f in found.of("attendances")} == there


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        (
            (
                "LINKS REGISTER\n(a) Shrewsbury – Zutphen (NL): twinned 1977.\n(b) Ludlow – La Ferté-Macé "
                "(FR): twinned 1987.\n"
                "(c) Ludlow – San Pietro in Cariano (IT): twinned 2007.\n"
            ),
            {
                ("gb-shrewsbury", "nl-zutphen", "1977"),
                ("fr-la-ferte-mace", "gb-ludlow", "1987"),
                ("gb-ludlow", "it-san-pietro-in-cariano", "2007"),
            },
        ),
        (
            (
                "Dartford. Len said that the Worms twinning (since 1976) is in good heart. Gravelines, to "
                "which Dartford has been linked "
                "since 1991 by a friendship agreement, had not written.\n"
            ),
            {("de-worms", "gb-dartford", "1976"), ("fr-gravelines", "gb-dartford", "1991")},
        ),
    ],
)
def test_a_council_s_round_ties_each_town_to_its_own(text: str, ties: set[tuple[str, str, str | None]]) -> None:
    found = proposed(COUNCIL + text)
    assert {(*sorted(f.entry["parties"]), f.entry.get("since")) for f in found.of("partnerships")} == ties


def test_a_town_in_a_list_heads_what_stands_below_it() -> None:
    found = proposed(
        f"{HEAD}- Trèves (Allemagne)\n\nJumelage depuis 1957.\n\n- Lovetch (Bulgarie)\n\nCharte d'amitié de 1993.\n"
    )
    ties = {(*f.entry["parties"], f.entry["form"], f.entry.get("since")) for f in found.of("partnerships")}
    assert ties == {
        ("fr-rennes", "de-trier", "twinning", "1957"),
        ("fr-rennes", "bg-lovech", "friendship", "1993"),
    }
