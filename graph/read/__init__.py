"""Reading: one function for each kind of question, from a named query to views; one file a subject."""

from graph.read.around import around
from graph.read.bounds import EVERYTHING, MAX_ROWS
from graph.read.by_id import ids_of
from graph.read.collectivities import collectivities, collectivities_by_id, collectivity
from graph.read.decisions import decisions, moved_to, possible_duplicates
from graph.read.events import event, events
from graph.read.figures import figure, figures
from graph.read.memberships import memberships, memberships_by_id
from graph.read.meta import counts, revision
from graph.read.names import names
from graph.read.networks import network, networks
from graph.read.organisations import organisation, organisations
from graph.read.partnerships import (
    coverage_of,
    partnership_of,
    partnerships,
    partnerships_about,
    partnerships_by_id,
    partnerships_total,
    partnerships_with,
)
from graph.read.people import attendances, attendances_by_id, mandates, mandates_by_id, people, person
from graph.read.relations import relations, relations_by_id
from graph.read.review import review, review_about, review_settled
from graph.read.scopes import check_scope
from graph.read.sources import source, source_of_document, sources, sources_by_id, sources_searched
from graph.read.themes import theme, themes
from graph.views.names import Named
from graph.views.review import LeftOpen, Question

__all__ = [
    "EVERYTHING",
    "MAX_ROWS",
    "LeftOpen",
    "Named",
    "Question",
    "around",
    "attendances",
    "attendances_by_id",
    "check_scope",
    "collectivities",
    "collectivities_by_id",
    "collectivity",
    "counts",
    "coverage_of",
    "decisions",
    "event",
    "events",
    "figure",
    "figures",
    "ids_of",
    "mandates",
    "mandates_by_id",
    "memberships",
    "memberships_by_id",
    "moved_to",
    "names",
    "network",
    "networks",
    "organisation",
    "organisations",
    "partnership_of",
    "partnerships",
    "partnerships_about",
    "partnerships_by_id",
    "partnerships_total",
    "partnerships_with",
    "people",
    "person",
    "possible_duplicates",
    "relations",
    "relations_by_id",
    "review",
    "review_about",
    "review_settled",
    "revision",
    "source",
    "source_of_document",
    "sources",
    "sources_by_id",
    "sources_searched",
    "theme",
    "themes",
]
