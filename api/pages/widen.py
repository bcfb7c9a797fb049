"""One wider question where no source mentions what was asked: the country in place of a part of it."""

from __future__ import annotations

from typing import NamedTuple

from api.connection import Connection
from api.pages.i18n import Words
from api.pages.present import HOME
from ask.gazetteer import place
from ask.prose import the, to
from graph import read
from graph.errors import InputError
from graph.places import chain, territories
from graph.views import Answer


class Wider(NamedTuple):
    """A question that has an answer, and the words on its button."""

    question: str
    label: str


def wider(connection: Connection, answer: Answer, said: Words) -> Wider | None:
    """Return the question about the whole country, if the sources answer it."""
    asked = [str(answer.understood.parameters[name]) for name in ("a", "b") if name in answer.understood.parameters]
    last = asked[-1] if asked else ""
    country = chain(last)[-1].code if last in territories() else HOME
    if country in (last, HOME):
        return None
    there = the(place(country), said.language)
    question = said.gettext("Who cooperates with %(place)s?", place=there)
    if len(asked) == 2:
        question = said.gettext("Which links between %(a)s and %(b)s?", a=_name(connection, asked[0], said), b=there)
    try:
        found = connection.ask(question, said.language)
    except InputError:
        return None
    to_there = to(there) if said.language == "fr" else f"to {there}"
    return Wider(question, said.gettext("Widen %(to_place)s", to_place=to_there)) if found.value else None


def _name(connection: Connection, scope: str, said: Words) -> str:
    if scope in territories():
        return the(place(scope), said.language)
    return connection.use(lambda graph: read.collectivity(graph, scope)).names.in_(said.language)
