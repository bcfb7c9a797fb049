"""`jumelles show-person` and `jumelles forget`."""

from __future__ import annotations

import typer

from api.access.audit import audit
from cli.output import echo_json, fail
from graph.db import open_graph
from graph.privacy.erase import Erased, Statement, allow, checked_age, forget, forget_older
from graph.privacy.held import held
from graph.settings import read_settings

_SHOWN = ("name", "title", "body", "event", "presence", "role", "since", "until", "as_stated", "question_fr")


def show_held(id_: str, *, as_json: bool) -> None:
    """Print everything that is held about a person."""
    with open_graph(read_settings()) as graph:
        found = held(graph, id_)
    audit(read_settings().home, "person shown", statements=len(found.statements))
    if as_json:
        echo_json(found.as_json())
        return
    typer.echo(f"{found.id}: {', '.join(found.names)}")
    for heading, statements in (("stated about the person", found.statements), ("named in", found.mentions)):
        typer.echo(f"{heading}: {len(statements)}")
        for one in statements:
            typer.echo(f"  {_line(one)}")


def _line(one: Statement) -> str:
    said = "; ".join(f"{name}: {one.said[name]}" for name in _SHOWN if name in one.said)
    return f"{one.label} {one.id}: {said} ({one.source}, {one.said['locator']})"


def erase(id_: str, *, namesakes: bool, as_json: bool) -> None:
    """Erase a person and say what went."""
    with open_graph(read_settings()) as graph:
        _told(forget(graph, id_, namesakes=namesakes), as_json=as_json)


def erase_older(age: str, *, dry_run: bool, as_json: bool) -> None:
    """Erase whom nothing newer names, or say who that would be."""
    day = checked_age(age)
    with open_graph(read_settings()) as graph:
        found = forget_older(graph, day, dry_run=dry_run)
    if dry_run and as_json:
        echo_json({"people": list(found.people), "day": day, "dry_run": True})
        return
    if dry_run:
        typer.echo(f"{len(found.people)} people of whom nothing was stated after {day} would be erased")
        for id_ in found.people:
            typer.echo(f"  {id_}")
        return
    _told(found, as_json=as_json)


def let_in(name: str) -> None:
    """Let a name in again; exit 1 where it was not kept out."""
    with open_graph(read_settings()) as graph:
        if not allow(graph, name):
            fail("nobody of this name is kept out")
    audit(read_settings().home, "name let in again")
    typer.echo("let in again: the next load of a source brings back what it states")


def _told(found: Erased, *, as_json: bool) -> None:
    # An id is made of the name, so the log counts and names nobody.
    audit(read_settings().home, "people erased", people=len(found.people), statements=sum(found.statements.values()))
    if as_json:
        people, statements, hidden = found
        echo_json({"people": list(people), "statements": statements, "hidden": hidden})
        return
    counted = ", ".join(f"{count} {label}" for label, count in found.statements.items()) or "nothing"
    typer.echo(f"{len(found.people)} people erased: {counted}; hidden in {found.hidden} other statements")
    typer.echo("older dumps and exports, and the source files themselves, are yours to delete (docs/privacy.md)")
