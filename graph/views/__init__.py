"""Views: what read queries give out, as the API answers it and as pages and maps draw it; one file a subject."""

from graph.views.answers import Answer, Segment, Understood
from graph.views.base import Coverage, Names, Page, Row, SourceRef, View, coverage, names_of, source_ref
from graph.views.claims import Said
from graph.views.collectivities import Collectivity
from graph.views.events import Event
from graph.views.figures import Figure
from graph.views.memberships import Membership
from graph.views.names import Named
from graph.views.networks import Network
from graph.views.organisations import Organisation
from graph.views.partnerships import HistoryItem, Partnership, Party, history_item, partnership, party
from graph.views.people import Attendance, Mandate, Person
from graph.views.refs import Ref
from graph.views.relations import Relation
from graph.views.review import LeftOpen, Question
from graph.views.sources import Source
from graph.views.themes import Theme

__all__ = [
    "Answer",
    "Attendance",
    "Collectivity",
    "Coverage",
    "Event",
    "Figure",
    "HistoryItem",
    "LeftOpen",
    "Mandate",
    "Membership",
    "Named",
    "Names",
    "Network",
    "Organisation",
    "Page",
    "Partnership",
    "Party",
    "Person",
    "Question",
    "Ref",
    "Relation",
    "Row",
    "Said",
    "Segment",
    "Source",
    "SourceRef",
    "Theme",
    "Understood",
    "View",
    "coverage",
    "history_item",
    "names_of",
    "partnership",
    "party",
    "source_ref",
]
