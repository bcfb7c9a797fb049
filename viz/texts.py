"""The fixed texts of the maps, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from graph.vocabulary import Language, Status
from viz.style import FORM_LABELS

_FR = {
    "actors": "Acteurs",
    "also": "aussi",
    "centre": "Centrer ici",
    "choose": "Choisissez un acteur, sur la carte ou ici. Ses liens et leurs sources s’affichent à cette place.",
    "close": "Tout revoir",
    "fit": "Tout voir",
    "hollow": "Plein : en France. Creux : à l’étranger.",
    "hollow_other": "Plein : dans le pays. Creux : à l’étranger.",
    "in": "Zoomer",
    "legend": "Légende et filtres",
    "link": "Lien",
    "links_one": "lien",
    "links_many": "liens",
    "map": "Carte du réseau. La liste des acteurs et la table disent tout ce que la carte montre.",
    "more": "Les premiers par nombre de liens ; cherchez les autres par leur nom.",
    "more_rows": "Voir la suite",
    "none": "Aucun lien ne répond à ces filtres.",
    "not_found": "Aucun acteur de ce nom ici.",
    "open": "Ouvrir la fiche",
    "out": "Dézoomer",
    "partner": "Partenaires",
    "actor": "Acteur",
    "reset": "Tout cocher",
    "said": "dit en",
    "search": "Un acteur, une ville…",
    "search_label": "Chercher un acteur",
    "selected": "choisi",
    "shown": "affichés sur",
    "since": "Depuis",
    "since_low": "depuis",
    "undated": "début sans date",
    "source": "source",
    "sources": "Ce que disent les sources",
    "status": "État du lien",
    "table": "Voir en table",
    "theme": "Thème clair ou sombre",
    "until": "jusqu’en",
    "with": "avec l’appui de",
    "noscript": "Cette carte a besoin de JavaScript. Rien n’est chargé d’ailleurs.",
}
_EN = {
    "actors": "Actors",
    "also": "also",
    "centre": "Center here",
    "choose": "Choose an actor, on the map or here. Its links and their sources take this place.",
    "close": "Show all again",
    "fit": "See all",
    "hollow": "Filled: in France. Hollow: abroad.",
    "hollow_other": "Filled: in the country. Hollow: abroad.",
    "in": "Zoom in",
    "legend": "Legend and filters",
    "link": "Link",
    "links_one": "link",
    "links_many": "links",
    "map": "Map of the network. The list of actors and the table say all that the map shows.",
    "more": "The first by number of links; search for others by name.",
    "more_rows": "See more",
    "none": "No link matches these filters.",
    "not_found": "No actor of that name here.",
    "open": "Open page",
    "out": "Zoom out",
    "partner": "Partners",
    "actor": "Actor",
    "reset": "Tick all",
    "said": "said in",
    "search": "An actor, a city…",
    "search_label": "Search for an actor",
    "selected": "selected",
    "shown": "shown of",
    "since": "Since",
    "since_low": "since",
    "undated": "start undated",
    "source": "source",
    "sources": "What the sources say",
    "status": "Status of the link",
    "table": "See as table",
    "theme": "Light or dark theme",
    "until": "until",
    "with": "with the support of",
    "noscript": "This map needs JavaScript. Nothing is loaded from elsewhere.",
}


def _texts(language: Language, words: Mapping[str, str]) -> dict[str, str]:
    forms = {f"form_{value}": label.in_(language) for value, label in FORM_LABELS.items()}
    return {**words, **forms, **{f"status_{status}": status.label.in_(language) for status in Status}}


TEXTS: Mapping[Language, Mapping[str, str]] = {"fr": _texts("fr", _FR), "en": _texts("en", _EN)}
