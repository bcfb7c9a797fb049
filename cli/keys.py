"""`jumelles keys`: make, list and revoke the keys of the service."""

from __future__ import annotations

import datetime as dt

import typer
from rich.console import Console
from rich.table import Table

from api.access.audit import audit
from api.access.keys import Key, Keyring, Scope
from cli.output import echo_json
from graph.errors import InputError
from graph.settings import read_settings


def make(name: str, scopes: list[str], expires: str | None, *, as_json: bool) -> None:
    """Make a key and print it, this once."""
    key, text = _keyring().make(name, _scopes(scopes), _day(expires))
    audit(read_settings().home, "key made", key=key.id, scopes=list(key.scopes), expires=key.expires)
    if as_json:
        echo_json({**_plain(key), "key": text})
    else:
        typer.echo(text)
        typer.echo("Keep it now: it is not shown again. It goes into the header X-API-Key.", err=True)


def revoke(id_: str) -> None:
    """Take a key out of use."""
    key = _keyring().revoke(id_)
    audit(read_settings().home, "key revoked", key=key.id)
    typer.echo(f"{key.id} ({key.name}) is revoked")


def show(*, as_json: bool) -> None:
    """List the keys, without their secrets."""
    keys = _keyring().all()
    if as_json:
        echo_json({"value": [_plain(key) for key in keys], "total": len(keys)})
        return
    table = Table("id", "name", "scopes", "made", "expires", box=None, header_style="dim")
    for key in keys:
        table.add_row(key.id, key.name, ", ".join(key.scopes), key.made, key.expires or "never")
    Console().print(table)


def _keyring() -> Keyring:
    return Keyring(read_settings().home)


def _scopes(texts: list[str]) -> list[Scope]:
    unknown = [text for text in texts if text not in list(Scope)]
    if unknown:
        raise InputError(f"--scope: expected one of {', '.join(Scope)}, got {unknown[0]!r}")
    return [Scope(text) for text in texts]


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError(f"--expires: expected a day such as 2027-12-31, got {text!r}") from error


def _plain(key: Key) -> dict[str, object]:
    return {"id": key.id, "name": key.name, "scopes": list(key.scopes), "made": key.made, "expires": key.expires}
