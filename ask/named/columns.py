"""What the columns of an answer's table are called."""

from __future__ import annotations

from typing import Final

from graph.vocabulary import Label

ABOUT: Final = Label("Sur", "About")
AUTHORITY: Final = Label("Collectivité", "Authority")
BODY: Final = Label("Organisme", "Body")
COUNTRY: Final = Label("Pays", "Country")
DATE: Final = Label("Date", "Date")
EVENT: Final = Label("Événement", "Event")
FROM: Final = Label("Acteur", "Actor")
KIND: Final = Label("Genre", "Kind")
LINK: Final = Label("Lien", "Link")
LINKS: Final = Label("Liens", "Links")
MEMBER: Final = Label("Membre", "Member")
NETWORK: Final = Label("Réseau", "Network")
PERSON: Final = Label("Personne", "Person")
PLACE: Final = Label("Lieu", "Place")
PRESENCE: Final = Label("Présence", "Presence")
QUESTION: Final = Label("Question", "Question")
ROLE: Final = Label("Rôle", "Role")
SEEN: Final = Label("Dit en", "Stated")
SHARED: Final = Label("Partenaires communs", "Partners in common")
SINCE: Final = Label("Depuis", "Since")
SOURCE: Final = Label("Source", "Source")
STATUS: Final = Label("État", "State")
THEME: Final = Label("Thème", "Theme")
TITLE: Final = Label("Fonction", "Office")
TO: Final = Label("Sur", "On")
VALUE: Final = Label("Valeur", "Value")
WHAT: Final = Label("Ce qui est compté", "What is counted")
YEAR: Final = Label("Année", "Year")

LEVELS: Final = {
    "region": Label("régions", "regions"),
    "departement": Label("départements", "départements"),
    "intercommunality": Label("intercommunalités", "intercommunal authorities"),
    "state": Label("États", "states"),
    "county": Label("comtés", "counties"),
}
"""Level → what authorities of it are called, where a question narrows to it."""
