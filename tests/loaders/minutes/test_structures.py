"""Structures of minutes that a kept-aside set showed to be misread, each tried on other wordings than its own."""

from __future__ import annotations

import pytest

from tests.loaders.minutes.samples import proposed

HEAD = "Ville de Rennes\nCommission des relations internationales du 12 mars 2024\n\n"
ABROAD = "Leeds City Council\nInternational Committee, 12 March 2024\n\n"
There = set[tuple[str, str, str | None]]


def there(text: str) -> There:
    return {(f.entry["person"], f.entry["presence"], f.entry.get("body")) for f in proposed(text).of("attendances")}


def pairs(text: str) -> set[str]:
    return {"--".join(sorted(f.entry["parties"])) for f in proposed(text).of("partnerships")}


def people(text: str) -> set[str]:
    return {f.entry["id"] for f in proposed(text).of("people")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A table whose bars stand between the columns only; a ruled line under its header; a town by its name alone.
        (
            (
                "Ville | Délégué | Fonction\n------+---------+---------\nDieppe | M. Luc Roy | maire\nOulu "
                "| Mme Aino Salo | adjointe\n"
            ),
            {("luc-roy", "present", "fr-dieppe"), ("aino-salo", "present", "fi-oulu")},
        ),
        (
            (
                "City | Delegate | Role\n=====================\nSibiu | Ms Ana Popa | Deputy Mayor\nNancy "
                "| Mr Paul Lang | Officer\n"
            ),
            {("ana-popa", "present", "ro-sibiu"), ("paul-lang", "present", "fr-nancy")},
        ),
        # Whoever gave a proxy was not there, wherever it is said.
        (
            "Présents : Mme Ana Roy, M. Paul Lang\nAbsents ayant donné pouvoir : M. Luc Petit\n",
            {("ana-roy", "present", None), ("paul-lang", "present", None), ("luc-petit", "represented", None)},
        ),
        (
            "Excusés : M. Luc Petit (procuration à Mme Roy), Mme Eva Lind, M. Jean Caron\n",
            {("luc-petit", "represented", None), ("eva-lind", "excused", None), ("jean-caron", "excused", None)},
        ),
        (
            "Present: Ana Roy, Paul Lang\nApologies: Luc Petit (proxy to Ana Roy), Eva Lind, Jean Caron\n",
            {
                ("ana-roy", "present", None),
                ("paul-lang", "present", None),
                ("luc-petit", "represented", None),
                ("eva-lind", "excused", None),
                ("jean-caron", "excused", None),
            },
        ),
        # Whom a body before the name is for: the one behind it, not the one before.
        (
            "Présents : Mme Ana Roy, directrice, M. Paul Lang, chargé de mission, et, pour la Ville de Metz, Mme Eva Lind\n",
            {("ana-roy", "present", None), ("paul-lang", "present", None), ("eva-lind", "present", "fr-metz")},
        ),
        # What somebody does is no body.
        (
            "Présents : Mme Ana Roy, M. Paul Lang, M. Luc Petit, composant la majorité du conseil\n",
            {("ana-roy", "present", None), ("paul-lang", "present", None), ("luc-petit", "present", None)},
        ),
        # Offices before the names.
        (
            (
                "La délégation, menée par la maire de Rennes, Mme Ana Roy, réunissait le directeur du "
                "port, M. Luc Petit ; et, "
                "pour la Région Bretagne, la vice-présidente, Mme Eva Lind.\n"
            ),
            {("ana-roy", "present", "fr-rennes"), ("luc-petit", "present", None), ("eva-lind", "present", "fr-bre")},
        ),
        (
            "The delegation included the Mayor of Leeds, Ms Ann Bell, and the Head of Culture, Mr Tom Carr.\n",
            {("ann-bell", "present", "gb-leeds"), ("tom-carr", "present", None)},
        ),
        (
            (
                "## Qui est parti\n\nL'adjoint au maire de Metz, M. Paul Lang, excusé, s'était fait "
                "représenter par son directeur, M. Luc Roy.\n"
            ),
            {("paul-lang", "represented", "fr-metz"), ("luc-roy", "present", "fr-metz")},
        ),
        # A body that the office names: the committee, not the town in its name.
        (
            (
                "Présents :\n- Mme Ana Roy, présidente du Comité de jumelage Rennes-Cork\n- M. Paul Lang, "
                "trésorier de l'Association Amis de Sibiu\n"
                "- M. Luc Petit, maire de Betton\n"
            ),
            {
                ("ana-roy", "present", "comite-de-jumelage-rennes-cork"),
                ("paul-lang", "present", "association-amis-de-sibiu"),
                ("luc-petit", "present", "fr-betton"),
            },
        ),
    ],
)
def test_a_list_is_read_by_its_structure(text: str, expected: There) -> None:
    assert there(HEAD + text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A. ATTENDANCE\n\nApologies: Ann Bell, Tom Carr, Eva Stone\n\nB. WELCOME\n\nC. OTHER BUSINESS\n",
        "A. Presents\n\nApologies: Ann Bell, Tom Carr, Eva Stone\n\nB. Matters Arising\n\nC. Any Other Business\n",
    ],
)
def test_headings_by_letters_are_nobody(text: str) -> None:
    assert people(ABROAD + text) == {"ann-bell", "tom-carr", "eva-stone"}


@pytest.mark.parametrize(
    "text",
    [
        # What an article leads to is a thing; a title may stand near.
        "Le maire de Metz viendra à la Foire Internationale.",
        "The Mayor of Leeds opened the Winter Lights.",
        "L'adjointe de Metz parlera au Village Mondial.",
    ],
)
def test_what_an_article_leads_to_is_nobody(text: str) -> None:
    assert people(HEAD + text) == set()


@pytest.mark.parametrize(
    "text",
    [
        # The matter of somebody's office ties nobody.
        "À Cork, le responsable des jumelages de la Région Bretagne nous a rejoints.",
        "Se joint à nous à Leipzig la directrice de la coopération de la Ville de Metz.",
        "In Sibiu the head of partnerships of the City of Nancy joined them.",
        # What others are said to have said, or is taken back.
        "Selon la presse, Rennes serait jumelée avec Leipzig.",
        "Une rumeur parle d'un jumelage avec Leipzig.",
        "La presse avait annoncé un jumelage avec Leipzig.",
        "The papers spoke of a twinning of Rennes with Leipzig: nothing of the kind exists.",
        "Le journal cite un accord avec Leipzig : il n'en est rien.",
        # A partner that is no authority, under the heading of a town.
        "## Leipzig\nLe lycée a signé une convention avec le lycée Goethe.",
        "## Leipzig\nMme Roy a signé un protocole avec l'université allemande.",
        "## Leipzig\nThe college has an agreement with a school there.",
        # Members of a network are not tied to each other.
        "Rennes et Leipzig sont membres du réseau ; l'appartenance n'est pas un jumelage.",
    ],
)
def test_what_ties_nobody(text: str) -> None:
    assert pairs(HEAD + text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VU la convention passée avec le județ de Cluj (Roumanie) en 1996 ;", {"fr-rennes--ro-cj"}),
        ("VU l'accord conclu en 2011 avec la Diputación de Sevilla ;", {"es-se--fr-rennes"}),
        ("Metz et Trèves ont signé une charte en 1999.", {"de-trier--fr-metz"}),
        # A table of grants: whose, with whom, what, how much; towns with their country, or alone.
        (
            (
                "Bénéficiaire\tPartenaire\tLien\tMontant\nVille de Vitré\tHelmstedt (Allemagne)\tjumelage de 1978\t500 €\n"
                "Ville de Cesson-Sévigné\tDan Dimmock (Irlande)\tjumelage\t100 €\nVille de Betton\t(en recherche)\t-\t50 €\n"
            ),
            {"de-helmstedt--fr-vitre", "fr-cesson-sevigne--ie-dan-dimmock"},
        ),
        # A relative clause says whose the tie is.
        ("Mme Roy présente l'amitié que la ville a scellée avec Cork.", {"fr-rennes--ie-cork"}),
        ("Les échanges que Metz entretient avec Trèves ont repris.", {"de-trier--fr-metz"}),
        ("The partnership which the city has built with Sendai goes on.", {"fr-rennes--jp-sendai"}),
        # What is left of a tie on paper is one asleep.
        ("Le jumelage avec Cork n'existe plus que sur le papier.", {"fr-rennes--ie-cork"}),
        ("The twinning with Sendai exists in name only.", {"fr-rennes--jp-sendai"}),
        ("Le jumelage avec Leipzig ne vit plus que de nom.", {"de-leipzig--fr-rennes"}),
        # A town that is named with its level once is meant by its bare name.
        (
            "Mme Roy est maire de Betton. Betton est jumelée avec Moretonhampstead (Royaume-Uni).",
            {"fr-betton--gb-moretonhampstead"},
        ),
    ],
)
def test_who_is_tied(text: str, expected: set[str]) -> None:
    assert pairs(HEAD + text) == expected


def test_minutes_of_a_council_are_its_towns_though_guests_have_theirs() -> None:
    text = (
        "# Commission Europe\nCompte rendu, séance du 4 mai 2023, Hôtel de Ville de "
        "Rennes\n\nPrésents : Mme Ana Roy, M. Paul Lang, "
        "M. Luc Petit, Mme Eva Lind, M. Jean Caron, Mme Inès Morel, M. Karim Benali\n"
        "Invités : M. Yann Brun (ville de Metz), Mme Léa Noir (ville de Nancy), M. Ali Sow (ville de Dijon)\n\n"
        "Le jumelage avec Leipzig se porte bien.\n"
    )
    assert pairs(text) == {"de-leipzig--fr-rennes"}


@pytest.mark.parametrize(
    "text",
    [
        "Bernard Roy, qui fut président de la délégation de 1989 à 1995, est mort.",
        "She was Secretary of the Conference until 2014.",
        "Faro quitte la Conférence le 1er janvier 2022.",
        "Oulu joined the Forum in 2011.",
    ],
)
def test_what_a_body_calls_itself_and_when_an_office_was_held_is_no_event(text: str) -> None:
    assert len(proposed(HEAD + text).of("events")) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A form of address with a surname is somebody, in full where the document says the name elsewhere.
        (
            "La séance est ouverte sous la présidence de Mme Ana ROY, maire.\n\nPrésents : Mme ROY, M. LE GALL, Mme PETIT\n",
            {
                ("ana-roy", "present", "fr-rennes"),
                ("le-gall", "present", None),
                ("petit", "present", None),
            },
        ),
        # Initials stay before the surname; `M.` is one behind an English form of address.
        (
            "Present: Councillor M. Bell (Chair), R. Stone, J. Carr\n",
            {("m-bell", "present", None), ("r-stone", "present", None), ("j-carr", "present", None)},
        ),
        # Whoever stands in is there, in whatever list.
        (
            "Excusés : M. Luc Petit, représenté par Mme Eva Lind\n",
            {("luc-petit", "represented", None), ("eva-lind", "present", None)},
        ),
        # A line that counts heads no list; a heading in capitals ends one.
        (
            (
                "Présents :\n- Mme Ana Roy\n- M. Paul Lang\n12 membres présents, 3 pouvoirs.\n- M. Luc Petit\n\n"
                "1. ADOPTION DE LA CHARTE\n"
            ),
            {("ana-roy", "present", None), ("paul-lang", "present", None), ("luc-petit", "present", None)},
        ),
        # Labels are bodies though nobody knows them; a dash parts as a colon does.
        (
            "Présents\nLamballe Terre & Mer : Luc Petit\nAmbassade du Japon – Mme Eva Lind, attachée\nTours – Paul Lang\n",
            {
                ("luc-petit", "present", "fr-lamballe-terre-et-mer-communaute-d-agglomeration"),
                ("eva-lind", "present", "ambassade-du-japon"),
                ("paul-lang", "present", "fr-tours"),
            },
        ),
        # Spoken lists, and those who were sorry.
        (
            "Merci à tous. On était trois : Ana Roy (Metz), Paul Lang (Nancy) et moi.\nEva Lind (Dijon) s'était excusée.\n",
            {
                ("ana-roy", "present", "fr-metz"),
                ("paul-lang", "present", "fr-nancy"),
                ("eva-lind", "excused", "fr-dijon"),
            },
        ),
        # An office of the council whose minutes they are.
        (
            "Présents : Mme Ana Roy, maire ; M. Paul Lang, adjoint à la culture ; M. Luc Petit, directeur\n",
            {
                ("ana-roy", "present", "fr-rennes"),
                ("paul-lang", "present", "fr-rennes"),
                ("luc-petit", "present", None),
            },
        ),
    ],
)
def test_a_list_is_read_in_further_layouts(text: str, expected: There) -> None:
    assert there(HEAD + text) == expected
