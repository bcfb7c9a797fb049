"""Reading: one function for each kind of question, from a named query to views; one file a subject."""

from graph.read.bounds import EVERYTHING, MAX_ROWS
from graph.read.collectivities import collectivities, collectivity
from graph.read.memberships import memberships
from graph.read.meta import counts, revision
from graph.read.names import names
from graph.read.partnerships import coverage_of, partnerships, partnerships_about, partnerships_total
from graph.read.people import attendances, mandates
from graph.read.relations import relations
from graph.read.review import review, review_about
from graph.read.scopes import check_scope
from graph.read.sources import source, sources, sources_searched
from graph.views.names import Named
from graph.views.review import LeftOpen, Question

__all__ = [
    "EVERYTHING",
    "MAX_ROWS",
    "LeftOpen",
    "Named",
    "Question",
    "attendances",
    "check_scope",
    "collectivities",
    "collectivity",
    "counts",
    "coverage_of",
    "mandates",
    "memberships",
    "names",
    "partnerships",
    "partnerships_about",
    "partnerships_total",
    "relations",
    "review",
    "review_about",
    "revision",
    "source",
    "sources",
    "sources_searched",
]
