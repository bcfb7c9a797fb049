"""The lists of local authorities, networks and organisations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.lists.bodies import Body, names_in, of_label, partners_of, scopes_of, theme_names
from graph.lists.column import Column
from graph.lists.filters import Among, Lacking, Tied, Within, Words
from graph.lists.known import known_bodies, known_networks, known_sources, known_themes
from graph.lists.shelf import Shelf
from graph.lists.spec import Facet, Spec, joined, source_ids
from graph.lists.table import Key, Table
from graph.read.collectivities import collectivities_by_id
from graph.read.networks import networks
from graph.read.organisations import organisations
from graph.views import Collectivity, Network, Organisation
from graph.vocabulary import CollectivityKind, NetworkKind, OrganisationKind, Reach

SOURCE = Among("source", "Source that states it.", "groupe-pays-etats-unis-2020-12-15", known=known_sources)
NAMES = Words("Words of its names, accents and case aside.", "etats-unis")
PARTNER_OF = Tied("partner_of", "Body or territory whose partner it is.", "US-PA", known=known_bodies)


def _table(shelf: Shelf, label: str, more: Mapping[str, Column], keys: Mapping[str, Sequence[Key]]) -> Table:
    found = list(of_label(shelf, label).values())
    sourced = shelf.sourced(label)
    columns = {
        "kind": _of(found, lambda body: body.kind),
        "within": Column(body.within for body in found),
        "country": _of(found, lambda body: body.country),
        "theme": Column(body.themes for body in found),
        "network": Column(body.networks for body in found),
        "source": Column(sourced.get(body.id, ()) for body in found),
        "partner_of": Column(partners_of(shelf).get(body.id, ()) for body in found),
        **more,
    }
    names: list[Key] = [body.words for body in found]
    return Table(
        ids=[body.id for body in found],
        columns=columns,
        keys={"name": names, "stated_on": [body.stated_on for body in found], **keys},
        words=[body.words for body in found],
    )


def _of(found: Sequence[Body], value: object) -> Column:
    return Column([got] if (got := value(body)) else () for body in found)  # type: ignore[operator]


def _collectivities(shelf: Shelf) -> Table:
    ids = list(of_label(shelf, "Collectivity"))
    ties: dict[str, int] = dict.fromkeys(ids, 0)
    partners: dict[str, dict[str, None]] = {id_: {} for id_ in ids}
    known = of_label(shelf, "Collectivity")
    for row in shelf.rows("read/list_partnerships"):
        for party in row[7]:
            if party in ties:
                ties[party] += 1
                partners[party].update(
                    (scope, None)
                    for other in row[7]
                    if other != party
                    for scope in (other, *(known[other].within if other in known else ()))
                )
    populations: list[Key] = [body.population for body in known.values()]
    more = {"partner": Column(partners.values())}
    return _table(shelf, "Collectivity", more, {"population": populations, "partnerships": list(ties.values())})


def _networks(shelf: Shelf) -> Table:
    found = of_label(shelf, "Network")
    members: dict[str, dict[str, None]] = {id_: {} for id_ in found}
    for row in shelf.rows("read/list_memberships"):
        members.setdefault(row[2], {})[row[1]] = None
    more = {
        "reach": _of(list(found.values()), lambda body: body.reach),
        "member": Column(scopes_of(shelf, members[id_]) for id_ in found),
    }
    return _table(shelf, "Network", more, {"members": [len(members[id_]) for id_ in found]})


def _organisations(shelf: Shelf) -> Table:
    return _table(shelf, "Organisation", {}, {})


COLLECTIVITIES = Spec(
    name="collectivities",
    one="local authority",
    doc="Local authorities, all or those in a territory.",
    thing="One local authority with its sources.",
    view=Collectivity,
    index=_collectivities,
    queries=("read/list_bodies/Collectivity", "read/list_sourced/Collectivity", "read/collectivities_by_id"),
    read=collectivities_by_id,
    filters=(
        Within("within", "ISO 3166 code of a territory, with all that lies in it.", "US-PA"),
        Within("country", "Country.", "US", countries=True),
        Among("kind", "Level of the authority.", "region", words=CollectivityKind),
        Among("network", "Network that it is a member of.", "france-urbaine", known=known_networks),
        Within("partner", "Territory in which it has a partner.", "US-PA", column="partner"),
        PARTNER_OF,
        SOURCE,
        Words("Words of its names, accents and case aside.", "saint-etienne"),
    ),
    facets={
        "kind": Facet("kind", CollectivityKind),
        "country": Facet("country", names=names_in),
        "network": Facet("network", names=names_in),
        "source": Facet("source", names=names_in),
    },
    sorts=("name", "population", "partnerships", "stated_on"),
    csv={
        "id": lambda view: view.id,
        "name": lambda view: view.name,
        "name_fr": lambda view: view.names.fr,
        "name_en": lambda view: view.names.en,
        "kind": lambda view: view.kind,
        "country": lambda view: view.country,
        "territory": lambda view: view.territory,
        "part_of": lambda view: view.part_of,
        "insee": lambda view: view.insee,
        "siren": lambda view: view.siren,
        "wikidata": lambda view: view.wikidata,
        "population": lambda view: view.population,
        "lat": lambda view: view.lat,
        "lon": lambda view: view.lon,
        "partnerships": lambda view: view.partnerships,
        "sources": source_ids,
    },
    example="fr-nancy",
)

NETWORKS = Spec(
    name="networks",
    one="network",
    doc="Networks: associations, country groups, networks of cities, platforms and programmes.",
    thing="One network: reach, governance, whom it admits, what it offers and costs where stated, its sources.",
    view=Network,
    index=_networks,
    queries=("read/list_bodies/Network", "read/list_sourced/Network", "read/networks_by_id"),
    read=networks,
    filters=(
        Among("kind", "Kind of network.", "country_group", words=NetworkKind),
        Among("reach", "How far it reaches.", "european", words=Reach),
        Among("theme", "Theme that it treats.", "water", known=known_themes),
        Tied(
            "member",
            "Body that is a member of it, or territory in which a member lies.",
            "fr-nancy",
            known=known_bodies,
        ),
        PARTNER_OF,
        Lacking("What no source states of it.", {"reach": ("reach", 1), "member": ("member", 1)}, "member"),
        SOURCE,
        NAMES,
    ),
    facets={
        "kind": Facet("kind", NetworkKind),
        "reach": Facet("reach", Reach),
        "theme": Facet("theme", names=theme_names),
        "source": Facet("source", names=names_in),
    },
    sorts=("name", "members", "stated_on"),
    unknown=("kind", "reach"),
    csv={
        "id": lambda view: view.id,
        "name": lambda view: view.name,
        "name_fr": lambda view: view.names.fr,
        "name_en": lambda view: view.names.en,
        "acronym": lambda view: view.acronym,
        "kind": lambda view: view.kind,
        "reach": lambda view: view.reach,
        "members": lambda view: view.members,
        "themes": lambda view: joined(view.themes),
        "part_of": lambda view: joined(part.id for part in view.part_of),
        "governance_fr": lambda view: view.governance.fr if view.governance else None,
        "governance_en": lambda view: view.governance.en if view.governance else None,
        "stated_on": lambda view: view.stated_on,
        "sources": source_ids,
    },
    example="france-urbaine",
)

ORGANISATIONS = Spec(
    name="organisations",
    one="organisation",
    doc="Organisations: ministries, agencies, universities, firms, chambers, police…",
    thing="One organisation with its sources.",
    view=Organisation,
    index=_organisations,
    queries=("read/list_bodies/Organisation", "read/list_sourced/Organisation", "read/things_by_id/Organisation"),
    read=organisations,
    filters=(
        Within("within", "ISO 3166 code of a territory, with all that lies in it.", "FR"),
        Within("country", "Country.", "US", countries=True),
        Among("kind", "Kind of organisation.", "university", words=OrganisationKind),
        Among("network", "Network that it is a member of.", "cites-unies-france", known=known_networks),
        PARTNER_OF,
        SOURCE,
        Words("Words of its names, accents and case aside.", "universite"),
    ),
    facets={
        "kind": Facet("kind", OrganisationKind),
        "country": Facet("country", names=names_in),
        "network": Facet("network", names=names_in),
        "source": Facet("source", names=names_in),
    },
    sorts=("name", "stated_on"),
    unknown=("kind", "country"),
    csv={
        "id": lambda view: view.id,
        "name": lambda view: view.name,
        "name_fr": lambda view: view.names.fr,
        "name_en": lambda view: view.names.en,
        "acronym": lambda view: view.acronym,
        "kind": lambda view: view.kind,
        "country": lambda view: view.country,
        "territory": lambda view: view.territory,
        "stated_on": lambda view: view.stated_on,
        "sources": source_ids,
    },
    example="agence-francaise-de-developpement",
)
