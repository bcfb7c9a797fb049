"""The controlled words of the model, with their French and English labels.

These are the only values that records accept; a facts file, a mapping and the pages all draw on them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, NamedTuple, Self

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


class Label(NamedTuple):
    """One word in both languages."""

    fr: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the word in that language."""
        return self.fr if language == "fr" else self.en


class Word(StrEnum):
    """A controlled value that knows its label: `Form("twinning").label.fr == "Jumelage"`."""

    label: Label

    def __new__(cls, value: str, fr: str = "", en: str = "") -> Self:
        """Make a member from its value and its two labels."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Label(fr, en)
        return member


class Form(Word):
    """What a partnership is, from the firmest to the loosest tie."""

    TWINNING = "twinning", "Jumelage", "Twinning"
    FRIENDSHIP = "friendship", "Amitié", "Friendship"
    COOPERATION = "cooperation", "Coopération", "Cooperation"
    PROJECT = "project", "Projet", "Project"
    CONTACT = "contact", "Contact", "Contact"


class Status(Word):
    """How alive a partnership is said to be."""

    ACTIVE = "active", "En cours", "Active"
    NEGOTIATING = "negotiating", "En négociation", "Negotiating"
    EXPLORATORY = "exploratory", "Exploratoire", "Exploratory"
    DORMANT = "dormant", "En sommeil", "Dormant"
    SUSPENDED = "suspended", "Suspendu", "Suspended"
    ENDED = "ended", "Terminé", "Ended"
    UNKNOWN = "unknown", "Non renseigné", "Not stated"


class CollectivityKind(Word):
    """The level of a local authority; commune is French, city foreign."""

    COMMUNE = "commune", "Commune", "Municipality"
    INTERCOMMUNALITY = "intercommunality", "Intercommunalité", "Intercommunal authority"
    DEPARTEMENT = "departement", "Département", "Département"
    REGION = "region", "Région", "Region"
    STATE = "state", "État fédéré", "State"
    COUNTY = "county", "Comté", "County"
    CITY = "city", "Ville", "City"
    SPECIAL_DISTRICT = "special_district", "District spécial", "Special district"
    OTHER = "other", "Autre collectivité", "Other authority"


class NetworkKind(Word):
    """What kind of tie between authorities a network is."""

    ASSOCIATION = "association", "Association", "Association"
    FEDERATION = "federation", "Fédération", "Federation"
    COUNTRY_GROUP = "country_group", "Groupe-pays", "Country group"
    WORKING_GROUP = "working_group", "Groupe de travail", "Working group"
    CITY_NETWORK = "city_network", "Réseau de villes", "Network of cities"
    MULTI_ACTOR_NETWORK = "multi_actor_network", "Réseau multi-acteurs", "Multi-actor network"
    PLATFORM = "platform", "Plateforme", "Platform"
    PROGRAMME = "programme", "Programme", "Programme"
    OTHER = "other", "Autre réseau", "Other network"


class Reach(Word):
    """How far a network reaches."""

    LOCAL = "local", "Local", "Local"
    REGIONAL = "regional", "Régional", "Regional"
    NATIONAL = "national", "National", "National"
    BILATERAL = "bilateral", "Bilatéral", "Bilateral"
    EUROPEAN = "european", "Européen", "European"
    WORLD = "world", "Mondial", "World"


class OrganisationKind(Word):
    """What a body is that is neither a local authority nor a network."""

    MINISTRY = "ministry", "Ministère", "Ministry"
    GOVERNMENT = "government", "Institution publique", "Public institution"
    AGENCY = "agency", "Agence", "Agency"
    BANK = "bank", "Banque", "Bank"
    UNIVERSITY = "university", "Université", "University"
    RESEARCH = "research", "Recherche", "Research body"
    COMPANY = "company", "Entreprise", "Company"
    CHAMBER = "chamber", "Chambre consulaire", "Chamber of commerce"
    POLICE = "police", "Police", "Police"
    DIPLOMATIC = "diplomatic", "Représentation diplomatique", "Diplomatic mission"
    ASSOCIATION = "association", "Association", "Association"
    FOUNDATION = "foundation", "Fondation", "Foundation"
    THINK_TANK = "think_tank", "Laboratoire d'idées", "Think tank"
    MUSEUM = "museum", "Musée", "Museum"
    INSTITUTION = "institution", "Institution", "Institution"
    MEDIA = "media", "Média", "Media"
    OTHER = "other", "Autre organisme", "Other body"


class EventKind(Word):
    """What kind of event."""

    MEETING = "meeting", "Réunion", "Meeting"
    CONGRESS = "congress", "Congrès", "Congress"
    FORUM = "forum", "Forum", "Forum"
    CONFERENCE = "conference", "Conférence", "Conference"
    MISSION = "mission", "Mission", "Mission"
    VISIT = "visit", "Visite", "Visit"
    FAIR = "fair", "Salon", "Fair"
    TRAINING = "training", "Formation", "Training"
    CEREMONY = "ceremony", "Cérémonie", "Ceremony"
    OTHER = "other", "Autre événement", "Other event"


class EventStatus(Word):
    """Whether an event took place."""

    HELD = "held", "Tenu", "Held"
    ANNOUNCED = "announced", "Annoncé", "Announced"
    PROPOSED = "proposed", "Proposé", "Proposed"


class Presence(Word):
    """Whether a person was there."""

    PRESENT = "present", "Présent(e)", "Present"
    EXCUSED = "excused", "Excusé(e)", "Excused"
    REPRESENTED = "represented", "Représenté(e)", "Represented"


class AttendanceRole(Word):
    """What a person did at an event beyond being there."""

    CHAIR = "chair", "Présidence", "Chair"
    SPEAKER = "speaker", "Intervention", "Speaker"
    HOST = "host", "Accueil", "Host"


class MembershipRole(Word):
    """What a member is in a network."""

    MEMBER = "member", "Membre", "Member"
    CHAIR = "chair", "Présidence", "Chair"
    FOUNDER = "founder", "Fondateur", "Founder"


class PartyRole(Word):
    """What a body is to a partnership."""

    PARTY = "party", "Partie", "Party"
    INTERMEDIARY = "intermediary", "Intermédiaire", "Intermediary"
    SUPPORT = "support", "Appui", "Support"


class RelationKind(Word):
    """How one actor acts on another; the label is read from the first to the second."""

    PART_OF = "part_of", "fait partie de", "is part of"
    NATIONAL_SECTION_OF = "national_section_of", "est la section nationale de", "is the national section of"
    COMPOSES = "composes", "compose", "composes"
    GOVERNS = "governs", "gouverne", "governs"
    CREATED = "created", "a créé", "created"
    OPERATOR_OF = "operator_of", "est opérateur de", "is an operator of"
    FINANCES = "finances", "finance", "finances"
    COORDINATES = "coordinates", "coordonne", "coordinates"
    ADVISES = "advises", "conseille", "advises"
    SUPPORTS = "supports", "soutient", "supports"
    SUPERVISES = "supervises", "exerce la tutelle sur", "supervises"
    PARTNER_OF = "partner_of", "est partenaire de", "is a partner of"
    PARTICIPATES_IN = "participates_in", "participe à", "takes part in"
    ORGANISES = "organises", "organise", "organises"
    HOSTS = "hosts", "héberge", "hosts"
    LOBBIES = "lobbies", "fait du plaidoyer auprès de", "lobbies"
    REPRESENTS = "represents", "représente", "represents"
    INTERMEDIARY_FOR = "intermediary_for", "est intermédiaire pour", "is an intermediary for"
    MERGING_WITH = "merging_with", "fusionne avec", "is merging with"
    OWNS = "owns", "détient", "owns"
    COVERS = "covers", "couvre", "covers"
    ACTIVE_IN = "active_in", "est actif en", "is active in"
    LISTED_UNDER = "listed_under", "est classé sous", "is listed under"


class SourceKind(Word):
    """What kind of document a source is."""

    MINUTES = "minutes", "Compte rendu", "Minutes"
    STUDY = "study", "Étude", "Study"
    SEMINAR = "seminar", "Séminaire", "Seminar"
    REGISTER = "register", "Registre", "Register"
    MEMBER_LIST = "member_list", "Liste de membres", "Member list"
    OTHER = "other", "Autre source", "Other source"


class ReviewKind(Word):
    """Why something needs a human eye."""

    AMBIGUOUS = "ambiguous", "Ambigu", "Ambiguous"
    SLIP = "slip", "Erreur du document", "Slip of the document"
    UNCLEAR = "unclear", "Peu clair", "Unclear"
    DISAGREEMENT = "disagreement", "Désaccord", "Disagreement"
    DUPLICATE = "duplicate", "Doublon possible", "Possible duplicate"


class StepKind(Word):
    """What happened at one step of a claim's time; the label is read after the name of the claim."""

    BEGAN = "began", "a commencé", "began"
    FIRST_STATED = "first_stated", "est nommé pour la première fois", "is named for the first time"
    CONFIRMED = "confirmed", "est de nouveau dit en cours", "is stated to be active again"
    CHANGED_FORM = "changed_form", "a changé de forme", "changed its form"
    FELL_ASLEEP = "fell_asleep", "est dit en sommeil", "is stated to be dormant"
    SUSPENDED = "suspended", "est dit suspendu", "is stated to be suspended"
    RESUMED = "resumed", "a repris", "resumed"
    ENDED = "ended", "a pris fin", "ended"
    MET = "met", "a eu lieu", "took place"
    ANNOUNCED = "announced", "est annoncé", "is announced"
    PROPOSED = "proposed", "est proposé", "is proposed"
    TOOK_OFFICE = "took_office", "a pris ses fonctions", "took office"
    IN_OFFICE = "in_office", "est en fonction", "is in office"
    LEFT_OFFICE = "left_office", "a quitté ses fonctions", "left office"
    JOINED = "joined", "a adhéré", "joined"
    MEMBER = "member", "est membre", "is a member"
    LEFT = "left", "a quitté le réseau", "left the network"
