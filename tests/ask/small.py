"""A handful of names and partnerships, made by hand: what the pure functions of `ask` are tested with."""

from __future__ import annotations

from graph.places import country_of
from graph.read import Named
from graph.views import HistoryItem, Names, Partnership, Party, SourceRef


def named(
    id_: str,
    name: str,
    territory: str | None,
    kind: str = "commune",
    *others: str,
    label: str = "Collectivity",
    fr: str = "",
) -> Named:
    return Named(id_, label, kind, territory, (name, *([fr] if fr else []), *others), name, fr or name, name)


NAMED = (
    *(
        named(f"fr-{name.lower()}", name, code)
        for name, code in (
            ("Nancy", "FR-54"),
            ("Tours", "FR-37"),
            ("Angers", "FR-49"),
            ("Nantes", "FR-44"),
            ("Lyon", "FR-69"),
            ("Quimper", "FR-29"),
            ("Chinon", "FR-37"),
            ("Strasbourg", "FR-67"),
            ("Caen", "FR-14"),
            ("Nice", "FR-06"),
            ("Nevers", "FR-58"),
            ("Toulouse", "FR-31"),
            ("Marseille", "FR-13"),
            ("Paris", "FR-75C"),
        )
    ),
    named("fr-la-rochelle-17", "La Rochelle", "FR-17"),
    named("fr-le-havre", "Le Havre", "FR-76"),
    named("fr-saint-etienne", "Saint-Étienne", "FR-42", "commune", "St-Etienne"),
    named("fr-saint-denis-93", "Saint-Denis", "FR-93"),
    named("fr-saint-denis-974", "Saint-Denis", "FR-974"),
    named("fr-ara", "Auvergne-Rhône-Alpes", "FR-ARA", "region", "Région AURA"),
    named("fr-lyon-metropole", "Métropole de Lyon", "FR-69M", "intercommunality", "Grand Lyon"),
    named("fr-nantes-metropole", "Nantes Métropole", "FR-44", "intercommunality"),
    named("us-pa", "Pennsylvania", "US-PA", "state", fr="Pennsylvanie"),
    named("us-tx", "Texas", "US-TX", "state"),
    named("us-oh-cincinnati", "Cincinnati", "US-OH", "city"),
    named("us-pa-york", "York", "US-PA", "city"),
    named("us-ny-new-york", "New York", "US-NY", "city", "New York City"),
    named("gb-york", "York", "GB", "city"),
    named("us-wa-seattle", "Seattle", "US-WA", "city"),
    named("us-ga-savannah", "Savannah", "US-GA", "city"),
    named("ma-marrakesh", "Marrakesh", "MA", "city"),
    named("rs-sremska-mitrovica", "Sremska Mitrovica", "RS-07", "city"),
    named("il-tel-aviv", "Tel Aviv", "IL", "city"),
    named("gb-ken", "Kent", "GB-KEN", "county"),
    named("cites-unies-france", "Cités Unies France", None, "association", "CUF", label="Network"),
    named("etat-francais", "État français", "FR", "government", label="Organisation"),
    named("big-booster", "Big Booster", "FR-69", "foundation", label="Organisation"),
)
"""The names of a small graph."""


def party(id_: str, territory: str | None, name: str, kind: str = "city", role: str = "party", fr: str = "") -> Party:
    return Party(
        id=id_,
        name=name,
        names=Names(fr=fr or name, en=name),
        kind=kind,
        country=country_of(territory) if territory else None,
        territory=territory,
        role=role,
    )


def source(id_: str, date: str | None = None) -> SourceRef:
    return SourceRef(id=id_, title=id_, titles=Names(fr=id_, en=id_), date=date, locator="p. 1")


def said(
    source_: str,
    stated_on: str | None,
    form: str | None = "twinning",
    status: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> HistoryItem:
    return HistoryItem(
        stated_on=stated_on, form=form, status=status, since=since, until=until, source=source(source_, stated_on)
    )


def link(
    *parties: Party,
    form: str | None = "twinning",
    status: str = "unknown",
    since: str | None = None,
    mode: str | None = None,
    until: str | None = None,
    history: tuple[HistoryItem, ...] = (),
) -> Partnership:
    known = history or (said("register", None, form, None if status == "unknown" else status, since),)
    return Partnership(
        id="--".join(sorted(one.id for one in parties)),
        parties=parties,
        form=form,
        status=status,
        since=since,
        since_mode=mode or ("exact" if since else None),
        until=until,
        themes=(),
        stated_on=known[0].stated_on,
        sources=tuple(item.source for item in known),
        history=known,
    )


NANCY = party("fr-nancy", "FR-54", "Nancy", "commune")
TOURS = party("fr-tours", "FR-37", "Tours", "commune")
ANGERS = party("fr-angers", "FR-49", "Angers", "commune")
AURA = party("fr-ara", "FR-ARA", "Auvergne-Rhône-Alpes", "region")
SAINT_ETIENNE = party("fr-saint-etienne", "FR-42", "Saint-Étienne", "commune")
AJACCIO = party("fr-ajaccio", "FR-2A", "Ajaccio", "commune")
CINCINNATI = party("us-oh-cincinnati", "US-OH", "Cincinnati")
PENNSYLVANIA = party("us-pa", "US-PA", "Pennsylvania", "state", fr="Pennsylvanie")
PITTSBURGH = party("us-pa-pittsburgh", "US-PA", "Pittsburgh")
PHILADELPHIA = party("us-pa-philadelphia", "US-PA", "Philadelphia", fr="Philadelphie")
YORK = party("us-pa-york", "US-PA", "York")
