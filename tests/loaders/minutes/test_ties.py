"""What ties whom: statements in many wordings, each in minutes of a town, a group or a foreign council."""

from __future__ import annotations

import pytest

from tests.loaders.minutes.samples import proposed

TOWN = "Ville de Rennes\nCompte rendu de la réunion du 12 mars 2024\n\n"
GROUP = "Réunion du groupe-pays Allemagne du 12 mars 2024\n\n"
ABROAD = "Leeds City Council\nMinutes of the meeting of 12 March 2024\n\n"
TABLE = """\
| Ville | Type | Depuis | État |
|---|---|---|---|
| Leipzig | jumelage | 1981 | actif |
| Brno | accord | 2001 | gelé |
"""
SPEAKERS = """\
Présents :
- Mme Ana Roy (ville de Nancy)
- M. Paul Lang (Région Grand Est)

Mme Roy rappelle que sa ville est jumelée avec Karlsruhe.
M. Lang présente la coopération avec la Sarre.
"""
Said = tuple[str, str, str | None, str | None]


def said(text: str) -> set[Said]:
    """Return pair, form, status and since of every tie."""
    return {
        ("--".join(sorted(f.entry["parties"])), f.entry["form"], f.entry.get("status"), f.entry.get("since"))
        for f in proposed(text).of("partnerships")
    }


def pairs(text: str) -> set[str]:
    return {pair for pair, *_ in said(text)}


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        # The French side is whose minutes they are, who is spoken of, or `la ville`, `nous`, `la métropole`.
        ("Le jumelage avec Leipzig se porte bien.", {("de-leipzig--fr-rennes", "twinning", "active", None)}),
        ("Nous travaillons avec Brno depuis 2011.", {("cz-brno--fr-rennes", "cooperation", None, "2011")}),
        ("Notre ville jumelle Cork fête le festival.", {("fr-rennes--ie-cork", "twinning", None, None)}),
        ("Cork (jumelage, 1982), Exeter (jumelage).", {("fr-rennes--ie-cork", "twinning", None, "1982"),
                                                       ("fr-rennes--gb-exeter", "twinning", None, None)}),
        ("Almaty est notre partenaire le plus lointain.", {("fr-rennes--kz-almaty", "cooperation", None, None)}),
        ("Un pacte d'amitié unit la ville à Sibiu.", {("fr-rennes--ro-sibiu", "friendship", None, None)}),
        ("La convention signée en 2009 avec Hué, au Vietnam, est arrivée à échéance.",
         {("fr-rennes--vn-hue", "cooperation", "suspended", "2009")}),
        ("Brest est liée à Kiel par un jumelage.", {("de-kiel--fr-brest", "twinning", None, None)}),
        # A heading, the line above a list, a table.
        ("Nos jumelages :\n- Leipzig (1981)\n- Brno\n\nPistes de coopération :\n- Oulu\n",
         {("de-leipzig--fr-rennes", "twinning", None, "1981"), ("cz-brno--fr-rennes", "twinning", None, None)}),
        ("## Leipzig\nLe partenariat est au point mort depuis 2019.",
         {("de-leipzig--fr-rennes", "cooperation", "dormant", None)}),
        (TABLE,
         {("de-leipzig--fr-rennes", "twinning", "active", "1981"),
          ("cz-brno--fr-rennes", "cooperation", "suspended", "2001")}),
        # How it stands, also in the next sentence: the last that is said holds.
        ("Rennes est jumelée avec Brno ; les relations se sont distendues.",
         {("cz-brno--fr-rennes", "twinning", "dormant", None)}),
        ("La coopération avec Bamako dormait depuis dix ans. Elle a été relancée en janvier.",
         {("fr-rennes--ml-bamako", "cooperation", "active", None)}),
        ("Le jumelage avec Poznan s'essouffle.", {("fr-rennes--pl-poznan", "twinning", "dormant", None)}),
        ("Il est proposé de relancer le jumelage avec Exeter.", {("fr-rennes--gb-exeter", "twinning", "dormant", None)}),
        ("L'accord avec Jinan a pris fin en 2018.", {("cn-jinan--fr-rennes", "cooperation", "ended", None)}),
        ("Un accord est en cours de négociation avec Sendai.",
         {("fr-rennes--jp-sendai", "cooperation", "negotiating", None)}),
    ],
)  # fmt: skip
def test_a_town_says_whom_it_is_tied_to(text: str, ties: set[Said]) -> None:
    assert said(TOWN + text) == ties


@pytest.mark.parametrize(
    "text",
    [
        "La ville souhaiterait un jumelage avec Leipzig.",
        "Un jumelage avec Leipzig pourrait être étudié.",
        "Un partenariat avec Leipzig est à l'étude.",
        "Il n'y a pas de jumelage avec Leipzig.",
        "Le projet de jumelage avec Leipzig n'a pas abouti.",
        "Faut-il un accord avec Leipzig ?",
        "La ville étudie un accord avec Leipzig.",
        "Elle s'interroge sur un jumelage avec Leipzig.",
        "Leipzig cherche un partenaire en France.",
        "Mme Roy demande si un accord existe avec Leipzig.",
        "Une délégation se rendra à Leipzig en mai.",
        "La convention avec le port de Hambourg est signée.",
        "Les échanges de vues à Leipzig ont été riches.",
        "Si un accord est trouvé avec Leipzig, le conseil sera saisi.",
    ],
)
def test_what_is_wished_denied_or_asked_ties_nobody(text: str) -> None:
    assert said(TOWN + text) == set()


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        # Who speaks: a label, a name in capitals, a person of the lists.
        ("METZ. Le jumelage avec Trèves date de 1957.", {"de-trier--fr-metz"}),
        ("Colmar : accord avec Schongau, en Allemagne.", {"de-schongau--fr-colmar"}),
        (SPEAKERS, {"de-karlsruhe--fr-nancy", "de-sl--fr-ges"}),
        ("Dijon et Mayence sont jumelées depuis 1958.", {"de-mainz--fr-dijon"}),
        ("Dijon – Mayence : le jumelage est actif.", {"de-mainz--fr-dijon"}),
        ("Mayence, avec laquelle Dijon est jumelée, prépare une exposition.", {"de-mainz--fr-dijon"}),
        ("Avec Mayence, Dijon entretient des échanges scolaires.", {"de-mainz--fr-dijon"}),
        ("Mayence a signé un accord avec Dijon.", {"de-mainz--fr-dijon"}),
        ("Une convention lie Dijon à Mayence.", {"de-mainz--fr-dijon"}),
        ("Le partenariat entre Dijon et Mayence est ancien.", {"de-mainz--fr-dijon"}),
        ("Dijon est jumelée avec Mayence, Skopje et la ville de Cluj-Napoca.",
         {"de-mainz--fr-dijon", "fr-dijon--mk-skopje", "fr-dijon--ro-cluj-napoca"}),
        ("Dijon, qui souhaite accueillir le congrès, est jumelée avec Mayence.", {"de-mainz--fr-dijon"}),
    ],
)  # fmt: skip
def test_in_a_group_each_speaks_for_its_own(text: str, ties: set[str]) -> None:
    assert pairs(GROUP + text) == ties


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        ("The twinning with Lille has gone quiet.", {("fr-lille--gb-leeds", "twinning", "dormant", None)}),
        ("Lille has been our sister city since 1968.", {("fr-lille--gb-leeds", "twinning", None, "1968")}),
        ("Leeds is twinned with Lille and Dortmund.", {("fr-lille--gb-leeds", "twinning", "active", None),
                                                       ("de-dortmund--gb-leeds", "twinning", "active", None)}),
        ("It was reported that Lille has partnerships with Turin.", {("fr-lille--it-turin", "cooperation", None, None)}),
        ("## Brno\nThe friendship agreement was renewed last year.", {("cz-brno--gb-leeds", "friendship", "active", None)}),
        ("The agreement with Durban expired in 2019.", {("gb-leeds--za-durban", "cooperation", "suspended", None)}),
        ("| Partner | Link | Position |\n|---|---|---|\n| Lille | Twin city since 1968 | Low activity, no contact |",
         {("fr-lille--gb-leeds", "twinning", "dormant", "1968")}),
        ("Ms Roy said that Lille had an agreement with Turin.", {("fr-lille--it-turin", "cooperation", None, None)}),
        ("Members discussed whether to twin with Lille. A link with Siegen might be explored.", set()),
    ],
)  # fmt: skip
def test_a_foreign_council_speaks_of_its_own(text: str, ties: set[Said]) -> None:
    assert said(ABROAD + text) == ties
