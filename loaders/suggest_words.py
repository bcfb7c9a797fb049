"""Words of headers and cells, in French, English, German, Spanish, Italian and Polish, that tell what a column holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b")


SECOND: Final = _any(
    "partner|partners|partenaires?|partner\\w+|jumelee?|etrangere?|foreign|ausland\\w*|extranjer[oa]|soci[oa]|"
    "hermanad[oa]|hermana|gemellat[oa]|gemell[oaei]|ester[oa]|zagraniczn\\w+|sister|twin|b|2"
)
"""A column of the second party."""

ROLES: Final[Mapping[str, re.Pattern[str]]] = {
    "id": _any("wikidata|wikidata id|qid"),
    "insee": _any("insee|code (?:de la )?commune|code insee"),
    "siren": _any("siren"),
    "lat": _any("lat|latitude|breite|breitengrad|latitud|latitudine|szerokosc"),
    "lon": _any("lon|lng|long|longitude|laenge|lange|laengengrad|longitud|longitudine|dlugosc"),
    "territory": _any(
        "departements?|dept|dpt|region|state|bundesland|land kreis|provincia|province|county|territory|territoire|comunidad|"
        "regione|wojewodztwo|powiat"
    ),
    "country": _any("pays|country|\\w*land|lander|staat|pais|nation|nazione|paese|stato|kraj|panstwo"),
    "since": _any(
        "depuis|since|seit|desde|annee|year|jahr|ano|debut|start|signature|signe le|beginn|inicio|date|data|dal|anno|rok|od"
    ),
    "until": _any("jusqu|jusqu a|until|bis|hasta|fin|end|ende|fino al?|al|do"),
    "form": _any("type|forme?|art|nature|tipo|forma|kind|rodzaj|typ"),
    "status": _any("statut|etat|status|estado|zustand|situation"),
    "themes": _any(
        "themes?|thematiques?|themen|thema|temas?|domaines?|ambitos?|bereiche?|topics?|fields?|tem[ai]|settor[ei]|tematyka|dziedzin[ay]"
    ),
    "note": _any(
        "notes?|remarques?|observations?|bemerkungen|bemerkung|observaciones|comments?|commentaires?|osservazioni|uwagi"
    ),
    "name": _any(
        "ville|villes|commune|collectivite|municipality|city|stadt|gemeinde|municipio|ciudad|town|nom|name|nombre|"
        "partnerstadt|partnergemeinde|partner|soci[oa]|partenaire|authority|libelle|ayuntamiento|localidad|"
        "comune|citta|ente|nome|miasto|gmina|nazwa|samorzad|council|borough"
    ),
}
"""Field → its words, the most telling first: "code de la commune" is no name."""

FIRST_NAME: Final = _any("prenoms?|first name|firstname|given name|vorname")
LAST_NAME: Final = _any("nom|nom de famille|last name|lastname|surname|family name|nachname|apellidos?|nom de l elu")
TITLE: Final = _any("fonction|titre|mandat|title|office|position|funktion|amt|cargo|qualite")

FORMS: Final[Mapping[str, re.Pattern[str]]] = {
    "twinning": _any(
        "jumelages?|jumelee?s?|twinning|twinned|twin|partnerschaft|stadtepartnerschaft|hermanamiento|gemellaggio|"
        "umowa partnerska|miasto blizniacze"
    ),
    "friendship": _any("amitie|friendship|freundschaft|amistad|(?:patto di )?amicizia|przyjazn"),
    "cooperation": _any(
        "cooperation|kooperation|cooperacion|partenariat|accord|pacte|partnership|cooperazione|partenariato|wspolpraca"
    ),
    "project": _any("projet|project|projekt|proyecto|progetto"),
    "contact": _any("contacts?|kontakt|contacto|relations?|echanges?"),
}
STATUSES: Final[Mapping[str, re.Pattern[str]]] = {
    "active": _any("actif|active|en cours|aktiv|activ[oa]|vigente|laufend|attiv[oa]|in vigore|aktywn[aey]"),
    "ended": _any("termine|ended|fini|rompu|beendet|finalizad[oa]|clos|expired|terminat[oa]|cessat[oa]|zakonczon[aey]"),
    "suspended": _any("suspendu|suspended|ausgesetzt|suspendid[oa]|gele|sospes[oa]|zawieszon[aey]"),
    "dormant": _any("en sommeil|dormant|inactif|inactive|ruht|ruhend|inactiv[oa]|inattiv[oa]|nieaktywn[aey]"),
    "negotiating": _any("en negociation|negotiating|en projet|in verhandlung|en negociacion"),
    "exploratory": _any("exploratoire|exploratory|exploratori[oa]"),
}
