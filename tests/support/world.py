"""Made-up sources for tests: hand-made ones, and hypothesis strategies that stay within the rules of a facts file."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from graph.records import (
    AttendanceRecord,
    CollectivityRecord,
    EventRecord,
    FigureRecord,
    MandateRecord,
    MembershipRecord,
    NetworkRecord,
    OrganisationRecord,
    PartnershipRecord,
    PersonRecord,
    Record,
    RelationRecord,
    ReviewRecord,
    SourceRecord,
)

TOWNS = {"fr-nancy": "FR-54", "fr-tours": "FR-37", "us-oh-cincinnati": "US-OH", "us-pa": "US-PA", "ml-bamako": "ML"}
THEMES = ("water", "culture", "youth")


def source(name: str = "one", date: str | None = "2020-12-15") -> SourceRecord:
    """A source of that name."""
    title = {"fr": f"Source {name}", "en": f"Source {name}"}
    return SourceRecord.model_validate({"id": name, "title": title, "kind": "minutes", "date": date})


def town(id_: str = "fr-nancy", **more: Any) -> CollectivityRecord:
    """One of the towns."""
    kind = "commune" if id_.startswith("fr-") else "city"
    row = {
        "id": id_,
        "name": id_.rsplit("-", maxsplit=1)[-1].title(),
        "kind": kind,
        "in": TOWNS[id_],
        "at": "l. 1",
        **more,
    }
    return CollectivityRecord.model_validate(row)


def towns() -> list[Record]:
    """All towns."""
    return [town(id_) for id_ in TOWNS]


def link(*parties: str, **more: Any) -> PartnershipRecord:
    """A partnership between towns."""
    return PartnershipRecord.model_validate({"parties": parties, "at": "l. 2", **more})


def actors() -> list[Record]:
    """A network, an organisation, a person and an event."""
    text = {"fr": "Réunion", "en": "Meeting"}
    return [
        NetworkRecord(id="cuf", name="Cités Unies France", acronym="CUF", themes=("water",), at="l. 3"),
        OrganisationRecord.model_validate({"id": "afd", "name": "AFD", "in": "FR", "at": "l. 4"}),
        PersonRecord(id="ada-martin", name="Ada Martin", at="l. 5"),
        EventRecord.model_validate(
            {
                "id": "2020-12-15-reunion",
                "name": text,
                "kind": "meeting",
                "status": "held",
                "date": "2020-12-15",
                "held_in": "fr-nancy",
                "held_by": ["cuf"],
                "joined_by": ["afd"],
                "themes": ["youth"],
                "at": "l. 6",
            }
        ),
    ]


def claims() -> list[Record]:
    """One claim of each kind among the towns and actors."""
    question = {"fr": "Laquelle ?", "en": "Which one?"}
    attendance = AttendanceRecord(
        person="ada-martin", event="2020-12-15-reunion", title="Maire", body="fr-nancy", at="l. 7"
    )
    mandate = attendance.mandate()
    assert mandate
    return [
        link("fr-nancy", "us-oh-cincinnati", form="twinning", since=1991, themes=["water"], supporters=["afd"]),
        attendance,
        mandate,
        MandateRecord(person="ada-martin", body="cuf", title="Présidente", since="2020", at="l. 8"),
        MembershipRecord(member="fr-nancy", network="cuf", at="l. 9"),
        RelationRecord.model_validate({"from": "afd", "kind": "finances", "to": "cuf", "at": "l. 10"}),
        RelationRecord.model_validate({"from": "cuf", "kind": "active_in", "to": "FR", "at": "l. 11"}),
        FigureRecord.model_validate(
            {
                "of": "cuf",
                "measure": "members",
                "value": 106,
                "unit": "members",
                "year": 2021,
                "label": question,
                "at": "l. 12",
            }
        ),
        ReviewRecord.model_validate(
            {"id": "which", "kind": "ambiguous", "about": ["us-pa"], "question": question, "at": "l. 13"}
        ),
    ]


def whole() -> list[Record]:
    """A source that states something of every kind."""
    return [*towns(), *actors(), *claims()]


def links() -> st.SearchStrategy[PartnershipRecord]:
    """Partnerships among the towns, with any values."""
    return st.builds(
        link,
        st.just("fr-nancy"),
        st.sampled_from([id_ for id_ in TOWNS if id_ != "fr-nancy"]),
        form=st.sampled_from([None, "twinning", "contact", "cooperation"]),
        status=st.sampled_from([None, "active", "dormant"]),
        since=st.sampled_from([None, "1991", "2006~", "../2016"]),
        themes=st.lists(st.sampled_from(THEMES), max_size=2, unique=True),
        at=st.sampled_from(["l. 20", "l. 21", "l. 22"]),
    )


def statements() -> st.SearchStrategy[list[Record]]:
    """What a source may state: the towns, and some partnerships and claims among them."""
    some = st.lists(st.sampled_from(claims()), max_size=4, unique_by=id)
    both = st.tuples(st.lists(links(), max_size=4), some)
    return both.map(lambda drawn: [*towns(), *actors(), *drawn[0], *drawn[1]])
