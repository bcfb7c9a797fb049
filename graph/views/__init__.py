"""Views: what read queries give out, as the API answers it and as pages and maps draw it; one file a subject."""

from graph.views.answers import Answer, Segment, Understood
from graph.views.base import (
    Coverage,
    Names,
    Page,
    Row,
    SourceRef,
    View,
    coverage,
    names_of,
    source_ref,
)
from graph.views.collectivities import Collectivity
from graph.views.memberships import Membership
from graph.views.names import Named
from graph.views.partnerships import HistoryItem, Partnership, Party, history_item, partnership, party
from graph.views.people import Attendance, Mandate
from graph.views.relations import Relation
from graph.views.review import LeftOpen, Question
from graph.views.sources import Source

__all__ = [
    "Answer",
    "Attendance",
    "Collectivity",
    "Coverage",
    "HistoryItem",
    "LeftOpen",
    "Mandate",
    "Membership",
    "Named",
    "Names",
    "Page",
    "Partnership",
    "Party",
    "Question",
    "Relation",
    "Row",
    "Segment",
    "Source",
    "SourceRef",
    "Understood",
    "View",
    "coverage",
    "history_item",
    "names_of",
    "partnership",
    "party",
    "source_ref",
]
