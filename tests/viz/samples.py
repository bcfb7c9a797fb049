"""Partnerships made by hand for the tests of pictures, after names in the minutes of the country group United States.

They look like the real thing and state what the minutes state, but they are samples: never a test oracle for the data.
"""

from __future__ import annotations

from typing import Any

from graph.views import HistoryItem, Names, Partnership, Party, SourceRef

# id: (French name, English name or "", kind, territory, latitude, longitude)
_ACTORS: dict[str, tuple[str, str, str | None, str | None, float | None, float | None]] = {
    "fr-nancy": ("Nancy", "", "commune", "FR-54", 48.69, 6.18),
    "fr-tours": ("Tours", "", "commune", "FR-37", 47.39, 0.69),
    "fr-angers": ("Angers", "", "commune", "FR-49", 47.47, -0.55),
    "fr-dijon": ("Dijon", "", "commune", "FR-21", 47.32, 5.04),
    "fr-nantes": ("Nantes", "", "commune", "FR-44", 47.22, -1.55),
    "fr-nice": ("Nice", "", "commune", "FR-06", 43.70, 7.27),
    "fr-marseille": ("Marseille", "", "commune", "FR-13", 43.30, 5.37),
    "fr-bordeaux": ("Bordeaux", "", "commune", "FR-33", 44.84, -0.58),
    "fr-toulouse": ("Toulouse", "", "commune", "FR-31", 43.60, 1.44),
    "fr-strasbourg": ("Strasbourg", "", "commune", "FR-67", 48.58, 7.75),
    "fr-caen": ("Caen", "", "commune", "FR-14", 49.18, -0.37),
    "fr-clermont-ferrand": ("Clermont-Ferrand", "", "commune", "FR-63", 45.78, 3.09),
    "fr-saint-etienne": ("Saint-Étienne", "", "commune", "FR-42", 45.43, 4.39),
    "fr-arles": ("Arles", "", "commune", "FR-13", 43.68, 4.63),
    "fr-aix-en-provence": ("Aix-en-Provence", "", "commune", "FR-13", 43.53, 5.45),
    "fr-longvic": ("Longvic", "", "commune", "FR-21", 47.29, 5.06),
    "fr-issy": ("Issy-les-Moulineaux", "", "commune", "FR-92", 48.82, 2.27),
    "fr-orleans": ("Orléans", "", "commune", "FR-45", 47.90, 1.91),
    "fr-rennes": ("Rennes", "", "commune", "FR-35", 48.11, -1.68),
    "fr-lyon-metropole": ("Métropole de Lyon", "Lyon Metropolis", "intercommunality", "FR-69M", 45.76, 4.84),
    "fr-dunkerque-cu": ("CU de Dunkerque", "", "intercommunality", "FR-59", 51.03, 2.38),
    "fr-ara": ("Région Auvergne-Rhône-Alpes", "Auvergne-Rhône-Alpes Region", "region", "FR-ARA", None, None),
    "us-oh-cincinnati": ("Cincinnati", "", "city", "US-OH", 39.10, -84.51),
    "us-mn-minneapolis": ("Minneapolis", "", "city", "US-MN", 44.98, -93.27),
    "us-tx-austin": ("Austin", "", "city", "US-TX", 30.27, -97.74),
    "us-tx-dallas": ("Dallas", "", "city", "US-TX", 32.78, -96.80),
    "us-wa-seattle": ("Seattle", "", "city", "US-WA", 47.61, -122.33),
    "us-fl-jacksonville": ("Jacksonville", "", "city", "US-FL", 30.33, -81.66),
    "us-tx-houston": ("Houston", "", "city", "US-TX", 29.76, -95.37),
    "us-ny-nypd": ("NYPD", "", "police", "US-NY", 40.71, -74.0),
    "us-fl-miami": ("Miami", "", "city", "US-FL", 25.77, -80.19),
    "us-ca-san-diego": ("San Diego", "", "city", "US-CA", 32.72, -117.16),
    "us-ca-los-angeles": ("Los Angeles", "", "city", "US-CA", 34.05, -118.24),
    "us-ga-atlanta": ("Atlanta", "", "city", "US-GA", 33.75, -84.39),
    "il-tel-aviv": ("Tel Aviv", "", "city", "IL", 32.08, 34.78),
    "us-ma-boston": ("Boston", "", "city", "US-MA", 42.36, -71.06),
    "us-tn-nashville": ("Nashville", "", "city", "US-TN", 36.16, -86.78),
    "us-va-alexandria": ("Alexandria", "", "city", "US-VA", 38.80, -77.05),
    "us-ok-norman": ("Norman", "", "city", "US-OK", 35.22, -97.44),
    "us-anderson": ("Anderson", "", "city", "US", None, None),
    "us-pa-pittsburgh": ("Pittsburgh", "", "city", "US-PA", 40.44, -80.0),
    "us-ia-des-moines": ("Des Moines", "", "city", "US-IA", 41.59, -93.62),
    "us-pa-york": ("York", "", "city", "US-PA", 39.96, -76.73),
    "us-pa-philadelphia": ("Philadelphie", "Philadelphia", "city", "US-PA", 39.95, -75.17),
    "us-pa-new-holland": ("New Holland", "", "city", "US-PA", 40.10, -76.09),
    "us-pa": ("État de Pennsylvanie", "State of Pennsylvania", "state", "US-PA", None, None),
    "us-tx": ("État du Texas", "State of Texas", "state", "US-TX", None, None),
    "us-ga-savannah": ("Savannah", "", "city", "US-GA", 32.08, -81.09),
    "us-ks-wichita": ("Wichita", "", "city", "US-KS", 37.69, -97.34),
    "us-ny-rochester": ("Rochester", "", "city", "US-NY", 43.16, -77.61),
    "us-tn-memphis": ("Memphis", "", "city", "US-TN", 35.15, -90.05),
    "us-oh-hamilton": ("Comté de Hamilton", "Hamilton County", "county", "US-OH", 39.2, -84.54),
    "us-mn-meet": ("Meet Minneapolis", "", "agency", "US-MN", 44.98, -93.27),
}
_SOURCES = {
    "2016": ("Groupe-pays États-Unis, compte rendu", "United States country group, minutes", "2016-03-30"),
    "2020": ("Relance du groupe-pays, compte rendu", "Relaunch of the country group, minutes", "2020-12-15"),
    "2025": ("Groupe-pays États-Unis, compte rendu", "United States country group, minutes", "2025-11-20"),
    "wikidata": ("Wikidata, villes jumelées de France", "Wikidata, twin towns of France", None),
}
ROUND = "tour de table"
_W = ("wikidata", "ligne", "twinning", None)
_L: list[tuple[tuple[str, ...], dict[str, Any], tuple[tuple[str, str, str | None, str | None], ...]]] = [
    (
        ("fr-nancy", "us-oh-cincinnati"),
        {"since": "1991"},
        (("2025", "liste", "twinning", "active"), ("2020", "§ 1", "twinning", "active"), _W),
    ),
    (("fr-nancy", "us-oh-hamilton"), {}, (("2020", "§ 2", "contact", "exploratory"),)),
    (("fr-tours", "us-mn-minneapolis"), {}, (("2020", "§ 2", "twinning", "active"), _W)),
    (
        ("fr-angers", "us-tx-austin"),
        {},
        (("2025", ROUND, "twinning", "active"), ("2020", "§ 2", "twinning", "active")),
    ),
    (("fr-dijon", "us-tx-dallas"), {}, (("2020", "§ 2", "twinning", "dormant"), _W)),
    (
        ("fr-nantes", "us-wa-seattle"),
        {"since": "1980", "since_mode": "about", "since_words": "45 ans"},
        (("2025", ROUND, "twinning", "active"), _W),
    ),
    (
        ("fr-nantes", "us-fl-jacksonville"),
        {"since": "1985", "since_mode": "about", "since_words": "40 ans"},
        (("2025", ROUND, "twinning", "active"), _W),
    ),
    (("fr-nice", "us-tx-houston"), {}, (_W,)),
    (("fr-nice", "us-ny-nypd"), {}, (("2025", ROUND, "cooperation", "negotiating"),)),
    (("fr-nice", "us-fl-miami"), {}, (_W,)),
    (("fr-marseille", "us-ca-san-diego"), {"since": "2025-09-25"}, (("2025", ROUND, "twinning", "active"),)),
    (("fr-marseille", "us-fl-miami"), {}, (("2025", ROUND, "cooperation", None),)),
    (("fr-bordeaux", "us-ca-los-angeles"), {}, (("2025", ROUND, "twinning", "active"), _W)),
    (("fr-toulouse", "us-ga-atlanta"), {}, (("2016", "annexe", "twinning", "active"), _W)),
    (("fr-toulouse", "us-ga-atlanta", "il-tel-aviv"), {}, (("2016", "intervention", "project", "exploratory"),)),
    (("fr-toulouse", "il-tel-aviv"), {}, (_W,)),
    (("fr-strasbourg", "us-ma-boston"), {}, (("2025", ROUND, "twinning", "active"), _W)),
    (
        ("fr-lyon-metropole", "us-ma-boston"),
        {},
        (
            ("2025", ROUND, "twinning", "active"),
            ("2020", "§ 2", "twinning", "active"),
            ("2016", "annexe", "twinning", None),
        ),
    ),
    (("fr-caen", "us-tn-nashville"), {}, (("2016", "§ 3", "twinning", "active"), _W)),
    (("fr-caen", "us-va-alexandria"), {}, (("2016", "§ 3", "twinning", "ended"), _W)),
    (("fr-clermont-ferrand", "us-ok-norman"), {}, (("2025", ROUND, "twinning", "active"),)),
    (("fr-clermont-ferrand", "us-anderson"), {}, (("2025", ROUND, "cooperation", "active"),)),
    (
        ("fr-saint-etienne", "us-pa-pittsburgh"),
        {"since": "2016", "since_mode": "before"},
        (("2016", "intervention de Mme Bourret", "contact", "dormant"),),
    ),
    (("fr-saint-etienne", "us-ia-des-moines"), {}, (_W,)),
    (("fr-arles", "us-pa-york"), {}, (_W,)),
    (("fr-aix-en-provence", "us-pa-philadelphia"), {}, (_W,)),
    (("fr-longvic", "us-pa-new-holland"), {}, (_W,)),
    (
        ("fr-ara", "us-pa"),
        {"since": "2006", "since_mode": "about", "since_words": "bientôt 20 ans"},
        (
            ("2025", "§ 2", "cooperation", "active"),
            ("2020", "§ 2", "cooperation", "active"),
            ("2016", "intervention", "cooperation", None),
        ),
    ),
    (("fr-ara", "us-tx"), {}, (("2025", "§ 2", "contact", "suspended"),)),
    (
        ("fr-dunkerque-cu", "us-ga-savannah"),
        {"since": "2024", "since_mode": "about", "since_words": "18 mois"},
        (("2025", ROUND, "cooperation", "active"),),
    ),
    (("fr-orleans", "us-ks-wichita"), {}, (("2020", "§ 2", "friendship", None), _W)),
    (("fr-rennes", "us-ny-rochester"), {"since": "1958"}, (_W,)),
    (("fr-issy", "us-tn-memphis"), {}, (("2020", "§ 2", "project", "exploratory"),)),
]


def party(key: str, role: str = "party", **changes: Any) -> Party:
    """Return one of the sample actors."""
    fr, en, kind, territory, lat, lon = _ACTORS[key]
    values = {
        "id": key,
        "name": fr,
        "names": Names(fr=fr, en=en or fr),
        "kind": kind,
        "country": key[:2].upper(),
        "territory": territory,
        "role": role,
        "lat": lat,
        "lon": lon,
    }
    return Party(**{**values, **changes})


def source(key: str, locator: str) -> SourceRef:
    """Return one of the sample sources."""
    fr, en, date = _SOURCES[key]
    return SourceRef(id=key, title=fr, titles=Names(fr=fr, en=en), date=date, locator=locator)


def partnership(
    key: str, parties: tuple[Party, ...], history: tuple[HistoryItem, ...] = (), **values: Any
) -> Partnership:
    """Return a partnership whose current form and status are those of its newest statement."""
    first = history[0] if history else None
    known = next((item.status for item in history if item.status), "unknown")
    base = {
        "id": key,
        "parties": parties,
        "form": first.form if first else None,
        "status": known,
        "since": None,
        "until": None,
        "themes": (),
        "stated_on": first.stated_on if first else None,
        "sources": tuple(item.source for item in history),
        "history": history,
    }
    return Partnership(**{**base, **values})


def item(key: str, locator: str, form: str | None, status: str | None, note: str | None = None) -> HistoryItem:
    """Return what a source states at one place."""
    said = Names(fr=note, en=note) if note else None
    return HistoryItem(stated_on=_SOURCES[key][2], form=form, status=status, note=said, source=source(key, locator))


def samples() -> tuple[Partnership, ...]:
    """Return 33 partnerships between 53 actors, of every form and every status."""
    made = []
    for number, (parties, values, said) in enumerate(_L):
        helpers = (party("us-mn-meet", "intermediary"),) if "us-mn-minneapolis" in parties else ()
        history = tuple(
            item(key, f"ligne {100 + number}" if key == "wikidata" else where, form, status)
            for key, where, form, status in said
        )
        themes = ("higher-education",) if "us-ma-boston" in parties else ()
        made.append(
            partnership("-".join(parties), (*map(party, parties), *helpers), history, **{"themes": themes, **values})
        )
    return tuple(made)
