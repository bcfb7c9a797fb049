"""The sentence: grammatical in both languages, cut into pieces that name their sources, never more than sources say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ask import sentence_en, sentence_fr
from ask.gazetteer import Entity, place
from ask.sentence import SPEECH, Question, foreign, in_order, internal, partnerships
from graph.views import Partnership, Segment
from graph.vocabulary import Form, Language, Status
from tests.ask.small import (
    AJACCIO,
    ANGERS,
    AURA,
    CINCINNATI,
    NANCY,
    PENNSYLVANIA,
    PHILADELPHIA,
    PITTSBURGH,
    SAINT_ETIENNE,
    TOURS,
    YORK,
    link,
    party,
    said,
)

FR, US, PA, CORSICA = place("FR"), place("US"), place("US-PA"), place("FR-20R")
MINNEAPOLIS = party("us-mn-minneapolis", "US-MN", "Minneapolis")
BAMAKO = party("ml-bamako", "ML-BKO", "Bamako")
AUSTIN = party("us-tx-austin", "US-TX", "Austin")
ARLES, AIX, LONGVIC = (
    party(f"fr-{name.lower()}", "FR-13", name, "commune") for name in ("Arles", "Aix-en-Provence", "Longvic")
)


def body(id_: str, name: str, territory: str) -> Entity:
    return Entity(id_, "Collectivity", "commune", territory, name, name)


TOURS_, ANGERS_, NANCY_ = (
    body("fr-tours", "Tours", "FR-37"),
    body("fr-angers", "Angers", "FR-49"),
    body("fr-nancy", "Nancy", "FR-54"),
)
CINCINNATI_ = Entity("us-oh-cincinnati", "Collectivity", "city", "US-OH", "Cincinnati", "Cincinnati")

PENNSYLVANIAN = (
    link(AIX, PHILADELPHIA),
    link(ARLES, YORK),
    link(LONGVIC, party("us-pa-new-holland", "US-PA", "New Holland")),
    link(
        AURA,
        PENNSYLVANIA,
        form="cooperation",
        status="active",
        since="2006",
        mode="about",
        history=(
            said("minutes-2025", "2025-11-20", "cooperation", "active"),
            said("minutes-2016", "2016-03-30", "cooperation"),
        ),
    ),
    link(
        SAINT_ETIENNE,
        PITTSBURGH,
        form="contact",
        status="dormant",
        history=(said("minutes-2016", "2016-03-30", "contact", "dormant"),),
    ),
)


def text(segments: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in segments)


def told(language: Language, scopes: tuple[Entity, ...], *found: Partnership, **more: object) -> str:
    return text(partnerships(Question(scopes, language, **more), found))  # type: ignore[arg-type]


def test_the_picture_on_the_home_page() -> None:
    assert told("fr", (FR, PA), *PENNSYLVANIAN) == (
        "Quatre villes et une région ont un lien avec la Pennsylvanie\u00a0: trois jumelages, une coopération en cours"
        " et des contacts en sommeil."
    )
    assert told("en", (FR, PA), *PENNSYLVANIAN) == (
        "Four cities and one region have a link with Pennsylvania: three twinnings, one active cooperation and dormant"
        " contacts."
    )


def test_pieces_name_their_sources_newest_first() -> None:
    segments = partnerships(Question((FR, PA), "fr"), PENNSYLVANIAN)
    assert segments[0] == Segment(text="Quatre villes et une région", strong=True)
    assert {segment.text: segment.sources for segment in segments if segment.sources} == {
        "trois jumelages": ("register",),
        "une coopération en cours": ("minutes-2025", "minutes-2016"),
        "des contacts en sommeil": ("minutes-2016",),
    }


@pytest.mark.parametrize(
    ("scopes", "found", "fr", "en"),
    [
        (
            (TOURS_, US),
            (link(TOURS, MINNEAPOLIS),),
            "Tours a un partenaire aux États-Unis\u00a0: Minneapolis (jumelage).",
            "Tours has one partner in the United States: Minneapolis (twinning).",
        ),
        (
            (NANCY_, CINCINNATI_),
            (link(NANCY, CINCINNATI, status="active", since="1991"),),
            "Nancy et Cincinnati ont un lien\u00a0: un jumelage en cours, depuis 1991.",
            "Nancy and Cincinnati have one link: one active twinning, since 1991.",
        ),
        (
            (FR, place("US-TN")),
            (link(NANCY, party("us-tn-nashville", "US-TN", "Nashville"), since="2006", mode="about"),),
            "Une ville a un lien avec le Tennessee\u00a0: Nancy avec Nashville (jumelage, depuis 2006 environ).",
            "One city has a link with Tennessee: Nancy with Nashville (twinning, since about 2006).",
        ),
        (
            (PA,),
            (link(AURA, PENNSYLVANIA, form="cooperation"), link(SAINT_ETIENNE, PITTSBURGH, form="contact")),
            (
                "Une ville et une région ont un lien avec la Pennsylvanie\u00a0: Auvergne-Rhône-Alpes avec la Pennsylvanie"
                " (coopération) et Saint-Étienne avec Pittsburgh (contacts)."
            ),
            (
                "One city and one region have a link with Pennsylvania: Auvergne-Rhône-Alpes with Pennsylvania"
                " (cooperation) and Saint-Étienne with Pittsburgh (contacts)."
            ),
        ),
        (
            (NANCY_,),
            (link(NANCY, CINCINNATI, status="ended", since="1991", until="2012"),),
            "Nancy a eu un partenaire\u00a0: Cincinnati (jumelage terminé, de 1991 à 2012).",
            "Nancy had one partner: Cincinnati (ended twinning, from 1991 to 2012).",
        ),
        (
            (FR, CINCINNATI_),
            (link(NANCY, CINCINNATI, since="2016", mode="before"),),
            "Une ville a un lien avec Cincinnati\u00a0: Nancy (jumelage, avant 2016).",
            "One city has a link with Cincinnati: Nancy (twinning, before 2016).",
        ),
        (
            (CORSICA, place("IT")),
            tuple(link(AJACCIO, party(f"it-{name}", "IT", name)) for name in ("a", "b", "c")),
            "Une ville de Corse a un lien avec l'Italie\u00a0: trois jumelages.",
            "One city in Corsica has a link with Italy: three twinnings.",
        ),
        (
            (CORSICA,),
            (link(AJACCIO, party("fr-bastia", "FR-2B", "Bastia", "commune"), form="project"),),
            "Un lien entre collectivités de la Corse\u00a0: Ajaccio et Bastia (projet).",
            "One link between authorities of Corsica: Ajaccio and Bastia (project).",
        ),
        (
            (TOURS_,),
            (
                link(TOURS, MINNEAPOLIS, form=None),
                link(TOURS, BAMAKO),
                link(TOURS, AUSTIN, status="suspended", form="cooperation"),
            ),
            (
                "Tours a trois partenaires dans deux pays\u00a0: un jumelage, une coopération suspendue et un lien de forme"
                " non précisée."
            ),
            (
                "Tours has three partners in two countries: one twinning, one suspended cooperation and one link of"
                " unstated form."
            ),
        ),
    ],
)
def test_sentences(scopes: tuple[Entity, ...], found: tuple[Partnership, ...], fr: str, en: str) -> None:
    assert (told("fr", scopes, *found), told("en", scopes, *found)) == (fr, en)


def test_several_parties() -> None:
    toulouse = party("fr-toulouse", "FR-31", "Toulouse", "commune")
    atlanta, tel_aviv = (
        party("us-ga-atlanta", "US-GA", "Atlanta"),
        party("il-tel-aviv", "IL", "Tel Aviv", fr="Tel-Aviv"),
    )
    project = link(toulouse, atlanta, tel_aviv, form="project")
    scope = body("fr-toulouse", "Toulouse", "FR-31")
    assert told("fr", (scope,), project) == "Toulouse a deux partenaires\u00a0: Atlanta et Tel-Aviv (projet)."
    assert told("fr", (scope, US), project).startswith("Toulouse a un partenaire aux États-Unis")


def test_intermediaries_are_no_partners() -> None:
    helper = party("sister-cities", "US", "Sister Cities", "association", role="intermediary")
    assert (
        told("fr", (NANCY_,), link(NANCY, CINCINNATI, helper)) == "Nancy a un partenaire\u00a0: Cincinnati (jumelage)."
    )


def test_abroad() -> None:
    found = (link(ANGERS, AUSTIN, status="active"), link(ANGERS, BAMAKO, form="cooperation"), link(ANGERS, NANCY))
    question = Question((ANGERS_,), "en", abroad=True)
    kept = foreign(question, found)
    assert len(kept) == 2
    assert (
        text(partnerships(question, kept))
        == "Angers has two partners abroad: Austin (active twinning) and Bamako (cooperation)."
    )


@pytest.mark.parametrize(
    ("scopes", "more", "fr", "en"),
    [
        (
            (NANCY_, place("US-FL")),
            {},
            "Aucune source ne mentionne de lien entre Nancy et la Floride.",
            "No source mentions a link between Nancy and Florida.",
        ),
        (
            (ANGERS_,),
            {},
            "Aucune source ne mentionne de partenaire d'Angers.",
            "No source mentions a partner of Angers.",
        ),
        (
            (ANGERS_,),
            {"abroad": True},
            "Aucune source ne mentionne de partenaire étranger d'Angers.",
            "No source mentions a foreign partner of Angers.",
        ),
        (
            (US,),
            {"form": "twinning"},
            "Aucune source ne mentionne de jumelage avec les États-Unis.",
            "No source mentions a twinning with the United States.",
        ),
        (
            (TOURS_, US),
            {"as_of": "2019"},
            "Fin 2019, aucune source ne mentionnait de lien entre Tours et les États-Unis.",
            "As of 2019, no source mentioned a link between Tours and the United States.",
        ),
    ],
)
def test_none(scopes: tuple[Entity, ...], more: dict[str, object], fr: str, en: str) -> None:
    assert (told("fr", scopes, **more), told("en", scopes, **more)) == (fr, en)


def test_a_day() -> None:
    found = link(TOURS, MINNEAPOLIS)
    assert (
        told("fr", (TOURS_,), found, as_of="2016-06-30")
        == "Au 30 juin 2016, Tours avait un partenaire\u00a0: Minneapolis (jumelage)."
    )
    assert (
        told("en", (TOURS_,), found, as_of="2016-06")
        == "As of Jun 2016, Tours had one partner: Minneapolis (twinning)."
    )
    assert told("fr", (FR, PA), *PENNSYLVANIAN, as_of="2016").startswith(
        "Fin 2016, quatre villes et une région avaient un lien"
    )


@pytest.mark.parametrize(
    ("form", "statuses", "fr", "en"),
    [
        ("twinning", {"unknown": 4}, "quatre jumelages", "four twinnings"),
        ("twinning", {"active": 1, "unknown": 3}, "quatre jumelages (dont un en cours)", "four twinnings (one active)"),
        ("cooperation", {"ended": 2}, "deux coopérations terminées", "two ended cooperations"),
        ("cooperation", {"negotiating": 1}, "une coopération en négociation", "one cooperation under negotiation"),
        (
            "cooperation",
            {"active": 1, "suspended": 1},
            "deux coopérations (dont une en cours et une suspendue)",
            "two cooperations (one active and one suspended)",
        ),
        ("friendship", {"exploratory": 2}, "deux liens d'amitié exploratoires", "two exploratory friendships"),
        ("contact", {"unknown": 1}, "des contacts", "contacts"),
        ("contact", {"suspended": 1}, "des contacts suspendus", "suspended contacts"),
        ("project", {"unknown": 1174}, "1\u202f174 projets", "1,174 projects"),
        (None, {"unknown": 2}, "deux liens de forme non précisée", "two links of unstated form"),
    ],
)
def test_forms(form: str | None, statuses: dict[str, int], fr: str, en: str) -> None:
    assert (sentence_fr.form(form, statuses), sentence_en.form(form, statuses)) == (fr, en)


@pytest.mark.parametrize(
    ("intent", "scopes", "more", "fr", "en"),
    [
        (
            "partners-between",
            (FR, PA),
            {},
            "Liens entre la France et la Pennsylvanie (l'État et toutes les collectivités qu'il contient)",
            "Links between France and Pennsylvania (the state and all authorities in it)",
        ),
        (
            "partners-of",
            (CORSICA,),
            {"twinned": True},
            "Jumelages de la Corse (la région et toutes les collectivités qu'elle contient)",
            "Twinnings of Corsica (the region and all authorities in it)",
        ),
        ("partners-of", (ANGERS_,), {"away": True}, "Partenaires d'Angers à l'étranger", "Partners of Angers abroad"),
        (
            "partners-of",
            (TOURS_,),
            {"as_of": "2016-06-30"},
            "Partenaires de Tours, état au 30 juin 2016",
            "Partners of Tours, as of 30 Jun 2016",
        ),
        (
            "partners-of",
            (TOURS_,),
            {"as_of": "2019"},
            "Partenaires de Tours, état à fin 2019",
            "Partners of Tours, as of 2019",
        ),
        (
            "partners-of",
            (place("FR-42"),),
            {},
            "Partenaires de la Loire (le département et toutes les collectivités qu'il contient)",
            "Partners of Loire (the département and all authorities in it)",
        ),
    ],
)
def test_understood(intent: str, scopes: tuple[Entity, ...], more: dict[str, object], fr: str, en: str) -> None:
    given_ = {"away": False, "twinned": False, "as_of": None, **more}
    assert sentence_fr.understood(intent, scopes, **given_) == fr  # type: ignore[arg-type]
    assert sentence_en.understood(intent, scopes, **given_) == en  # type: ignore[arg-type]


def test_order_is_that_of_the_french_party() -> None:
    found = in_order(Question((FR, PA), "fr"), PENNSYLVANIAN)
    assert [item.partners[0].name for item in found] == [
        "Aix-en-Provence",
        "Arles",
        "Auvergne-Rhône-Alpes",
        "Longvic",
        "Saint-Étienne",
    ]


def test_internal_links_are_counted() -> None:
    inside = link(AJACCIO, party("fr-bastia", "FR-2B", "Bastia", "commune"))
    assert internal(CORSICA, [inside, link(AJACCIO, PITTSBURGH)]) == 1


IMPORTED = {"de", "vowel", "sentence_case"}


def test_both_languages_have_the_same_words() -> None:
    public = [
        {name for name in dir(speech) if not name.startswith("_") and callable(getattr(speech, name))}
        for speech in SPEECH.values()
    ]
    assert public[0] - IMPORTED == public[1] - IMPORTED
    for speech in SPEECH.values():
        assert set(speech.FORMS) == {*(str(form) for form in Form), None}
        assert all(
            speech.refused(reason, ["x"]) for reason in ("place", "words", "level", "network", "places", "shape")
        )


_FRENCH = st.sampled_from((NANCY, TOURS, ANGERS, AURA, AJACCIO))
_FOREIGN = st.sampled_from((CINCINNATI, PENNSYLVANIA, PITTSBURGH, BAMAKO, party("somewhere", None, "Somewhere")))
_LINKS = st.builds(
    lambda one, other, form, status, since, mode: link(
        one, other, form=form, status=status, since=since, mode=mode if since else None
    ),
    _FRENCH,
    _FOREIGN,
    st.sampled_from([*(str(form) for form in Form), None]),
    st.sampled_from([str(status) for status in Status]),
    st.sampled_from([None, "1991", "2016-06", "2016-06-30"]),
    st.sampled_from(["exact", "about", "before"]),
)
_SCOPES = st.sampled_from(
    [(FR, PA), (PA,), (FR,), (CORSICA, US), (NANCY_,), (NANCY_, US), (NANCY_, CINCINNATI_), (FR, CINCINNATI_)]
)


@given(
    st.lists(_LINKS, max_size=6, unique_by=lambda one: one.id),
    _SCOPES,
    st.sampled_from(["fr", "en"]),
    st.booleans(),
    st.sampled_from([None, "2019", "2016-06-30"]),
)
def test_a_sentence_is_always_whole(
    found: list[Partnership],
    scopes: tuple[Entity, ...],
    language: Language,
    abroad: bool,  # noqa: FBT001 hypothesis gives it by place
    as_of: str | None,
) -> None:
    segments = partnerships(Question(scopes, language, abroad, None, as_of), found)
    whole = text(segments)
    assert whole[0].isupper() or whole[0].isdigit()
    assert whole.endswith(".")
    assert "  " not in whole
    assert " :" not in whole, "French colons stand after a no-break space"
    cited = {id_ for segment in segments for id_ in segment.sources}
    assert cited == {ref.id for item in found for ref in item.sources}
    assert sum(segment.strong for segment in segments) == 1


def test_notes_in_french() -> None:
    speech = sentence_fr
    assert speech.searched(6, "2025-11-20") == (
        "Cela ne veut pas dire qu'il n'y en a pas. Cherché dans six sources, la plus récente du 20 nov. 2025."
    )
    assert speech.searched(1, None).endswith("Cherché dans une source.")
    assert speech.searched(0, None) == "Aucune source n'est encore chargée."
    assert speech.nearest("Nancy a un partenaire.") == "Le plus proche\u00a0: Nancy a un partenaire."
    assert speech.taken("Georgia", "la Géorgie (État)", ["la Géorgie (pays)"], corrected=False) == (
        "«\u00a0Georgia\u00a0» a été compris comme la Géorgie (État)\u00a0; ce nom désigne aussi la Géorgie (pays)."
    )
    assert speech.taken("Strasbour", "Strasbourg (ville)", [], corrected=True) == (
        "«\u00a0Strasbour\u00a0» a été lu comme Strasbourg (ville)."
    )
    assert (
        speech.namesake("Nantes Métropole")
        == "Nantes Métropole est une autre collectivité, elle n'est pas comptée ici."
    )
    assert [speech.undated(1)[:7], speech.undated(1174)[:5]] == ["Un lien", "1\u202f174"]
    assert [speech.later(1)[:7], speech.later(2)[:7]] == ["Un lien", "2 liens"]
    assert speech.and_other_forms(2) == "\u00a0; deux liens d'une autre forme ne sont pas comptés."
    assert speech.internal(2, CORSICA) == "Dont deux liens entre collectivités de la Corse."


def test_notes_in_english() -> None:
    speech = sentence_en
    assert speech.searched(6, "2025-11-20") == (
        "That does not mean there is none. Searched in six sources, the newest of 20 Nov 2025."
    )
    assert speech.searched(1, None).endswith("Searched in one source.")
    assert speech.searched(0, None) == "No source is loaded yet."
    assert speech.nearest("Nancy has one partner.") == "Nearest: Nancy has one partner."
    assert speech.taken("Georgia", "Georgia (state)", ["Georgia (country)"], corrected=False) == (
        "“Georgia” was understood as Georgia (state); the name also stands for Georgia (country)."
    )
    assert (
        speech.taken("Strasbour", "Strasbourg (city)", [], corrected=True)
        == "“Strasbour” was read as Strasbourg (city)."
    )
    assert speech.namesake("Nantes Métropole") == "Nantes Métropole is another authority and is not counted here."
    assert [speech.undated(1)[:8], speech.undated(1174)[:5]] == ["One link", "1,174"]
    assert [speech.later(1)[:8], speech.later(2)[:7]] == ["One link", "2 links"]
    assert speech.and_other_forms(2) == "; two links of another form are not counted."
    assert speech.internal(2, CORSICA) == "Two of them between authorities of Corsica."


@pytest.mark.parametrize(
    ("entity", "fr", "en"),
    [
        (PA, "la Pennsylvanie (État)", "Pennsylvania (state)"),
        (place("GE"), "la Géorgie (pays)", "Georgia (country)"),
        (CORSICA, "la Corse (région)", "Corsica (region)"),
        (place("FR-42"), "la Loire (département)", "Loire (département)"),
        (place("CA-QC"), "le Québec (province)", "Quebec (province)"),
        (place("DE-BY"), "la Bavière (Land)", "Bavaria (state)"),
        (CINCINNATI_, "Cincinnati (ville, Ohio)", "Cincinnati (city, Ohio)"),
        (
            Entity("us-pa", "Collectivity", "state", "US-PA", "Pennsylvanie", "Pennsylvania", "US-PA"),
            "Pennsylvanie (la collectivité seule)",
            "Pennsylvania (the authority alone)",
        ),
        (Entity("x", "Organisation", "bank", None, "X", "X"), "X (organisme)", "X (body)"),
    ],
)
def test_described(entity: Entity, fr: str, en: str) -> None:
    assert (sentence_fr.described(entity), sentence_en.described(entity)) == (fr, en)
