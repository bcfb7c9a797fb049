"""The legend of the network, which is also its filter: every form, kind and status with its glyph and its count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from graph.vocabulary import Form, Label, Status
from viz.picture import Picture, counts
from viz.style import FORM_LABELS, form_glyph_svg, kind_glyph_svg, status_glyph_svg
from viz.words import number

KIND_GROUPS: Mapping[str, tuple[str, Label]] = {
    "town": ("city", Label("Commune, ville", "Municipality, city")),
    "group": ("intercommunality", Label("Intercommunalité", "Intercommunal body")),
    "region": ("region", Label("Région, État", "Region, state")),
    "county": ("county", Label("Département, comté", "Département, county")),
    "network": ("network", Label("Réseau", "Network")),
    "organisation": ("organisation", Label("Organisme", "Organisation")),
    "other": ("other", Label("Autre", "Other")),
}
"""Kinds that share a shape: one of them, and the words for all."""


class Choice(NamedTuple):
    """One row of the legend."""

    value: str
    label: str
    glyph: Markup
    total: int
    figure: str


class Facet(NamedTuple):
    """One block of the legend."""

    name: str
    title: str
    choices: tuple[Choice, ...]


def facets(picture: Picture) -> tuple[Facet, ...]:
    """Return the three blocks of the legend."""
    fr = picture.language == "fr"
    titles = {
        "form": "Lien" if fr else "Link",
        "kind": "Type d’acteur" if fr else "Kind of actor",
        "status": "État du lien" if fr else "Status of the link",
    }
    found = counts(picture)
    return tuple(
        Facet(
            name,
            title,
            tuple(_choice(picture, value, label, glyph, found[name].get(value, 0)) for value, label, glyph in rows),
        )
        for (name, title), rows in zip(titles.items(), (_forms(picture), _kinds(picture), _statuses()), strict=True)
    )


def hollow_glyphs() -> dict[str, Markup]:
    """Return the shape of each group of kinds as it is drawn abroad."""
    return {
        group: Markup(kind_glyph_svg(kind, at_home=False))  # noqa: S704 - made of constants
        for group, (kind, _) in KIND_GROUPS.items()
    }


def kind_glyphs() -> dict[str, Markup]:
    """Return the shape of each group of kinds as it is drawn at home."""
    return {
        group: Markup(kind_glyph_svg(kind, at_home=True))  # noqa: S704 - made of constants
        for group, (kind, _) in KIND_GROUPS.items()
    }


def _choice(picture: Picture, value: str, label: Label, glyph: str, count: int) -> Choice:
    figure = number(count, picture.language)
    return Choice(value, label.in_(picture.language), Markup(glyph), count, figure)  # noqa: S704 - made of constants


Row = tuple[str, Label, str]


def _forms(picture: Picture) -> Iterator[Row]:
    """Give the five forms, and the two lines that are none only where there are such links."""
    found = counts(picture)["form"]
    for value, label in FORM_LABELS.items():
        if value in list(Form) or found.get(value):
            yield value, label, form_glyph_svg(value)


def _kinds(picture: Picture) -> Iterator[Row]:
    found = counts(picture)["kind"]
    for value, (kind, label) in KIND_GROUPS.items():
        if value not in {"network", "other"} or found.get(value):
            yield value, label, kind_glyph_svg(kind, at_home=True)


def _statuses() -> Iterator[Row]:
    for status in Status:
        yield status.value, status.label, status_glyph_svg(status)
