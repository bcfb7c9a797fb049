"""Templates → answers: one environment for each language, the headers of every page, the two preferences remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from api.pages import assets
from api.pages.chrome import LANGUAGE_COOKIE, THEME_COOKIE, THEMES, Chrome, Destination
from api.pages.editor import may_edit
from api.pages.i18n import words
from api.pages.numbers import decimal, unit_words
from api.pages.present import has_page, path_of, undated_title
from graph.themes import themes
from graph.vocabulary import (
    LANGUAGES,
    AttendanceRole,
    EventKind,
    EventStatus,
    Form,
    Language,
    MembershipRole,
    PartyRole,
    Presence,
    Reach,
    RelationKind,
    ReviewKind,
    SourceKind,
    Status,
    Word,
)
from viz import style
from viz.words import from_words, kind_words, place_words, since_words, until_words

FEMININE = frozenset({"meeting", "conference", "mission", "visit", "training", "ceremony"})
"""Kinds of event whose word is feminine in French."""

YEAR = 31_536_000

CSP = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""Nothing from elsewhere, nothing inline."""

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
    "Vary": "Accept-Language, Cookie",
}


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


DESTINATIONS = (
    Destination("ask", "/", _("Ask")),
    Destination("map", "/map", _("Network")),
    Destination("world", "/world", _("World")),
    Destination("actors", "/actors", _("Actors")),
    Destination("browse", "/browse/partnerships", _("Browse")),
    Destination("sources", "/sources", _("Sources")),
)
"""The band: add a destination here when its page is there."""


LIST_LABELS = {
    "collectivities": _("Authorities"),
    "networks": _("Networks"),
    "organisations": _("Organisations"),
    "people": _("People"),
    "mandates": _("Offices"),
    "events": _("Events"),
    "attendances": _("Attendances"),
    "partnerships": _("Partnerships"),
    "memberships": _("Memberships"),
    "relations": _("Relations"),
    "figures": _("Figures"),
    "open": _("Open questions"),
}
"""What the lists of a facts file are called."""


def page(request: Request, template: str, *, status: int = 200, current: str = "", **values: Any) -> Response:
    """Return a page.

    Args:
        request: the request it answers.
        template: the name of its template.
        status: the HTTP status.
        current: the destination of the band that it belongs to.
        values: what the template shows.
    """
    around = Chrome(request)
    if request.query_params.get("theme") in THEMES and status < 400:
        return _remember_theme(request, around)
    body = (
        environment(around.language)
        .get_template(template)
        .render(
            **{
                "as_of": None,
                "asked": "",
                "chrome": around,
                "current": current,
                "destinations": DESTINATIONS,
                "editor": may_edit(request),
                **values,
            }
        )
    )
    response = HTMLResponse(body, status, dict(HEADERS))
    chosen = request.query_params.get("lang")
    if chosen in LANGUAGES and chosen != request.cookies.get(LANGUAGE_COOKIE):
        response.set_cookie(LANGUAGE_COOKIE, chosen, max_age=YEAR, httponly=True, samesite="lax")
    return response


def _remember_theme(request: Request, around: Chrome) -> Response:
    """Keep the theme in a cookie and go on to the same page; works without a script."""
    response = RedirectResponse(around.here(theme=None), 303, dict(HEADERS))
    response.set_cookie(THEME_COOKIE, request.query_params["theme"], max_age=YEAR, samesite="lax")
    return response


@cache
def environment(language: Language) -> Environment:
    """Return the templates of one language."""
    made = Environment(
        loader=PackageLoader("api.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    said = words(language)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        said.translations.gettext, said.counting, newstyle=True
    )
    made.filters.update(
        date=said.date,
        month=said.month,
        number=said.number,
        quoted=said.quoted,
        typo=said.typo,
        capital=said.capital,
        lower_first=lambda text: text[:1].lower() + text[1:],
        since=lambda iso, mode: since_words(iso, mode, language),
        since_phrase=lambda iso, mode=None: from_words(iso, mode, language),
        until=lambda iso, mode=None: until_words(iso, mode, language),
        kind=lambda kind, label=None: kind_words(kind, language, label),
        place=lambda code: place_words(code, language),
        form=lambda form: style.FORM_LABELS[style.form_key(form)].in_(language),
        status=lambda status: Status(style.status_key(status)).label.in_(language),
        member_role=_worded(MembershipRole, language),
        party_role=_worded(PartyRole, language),
        reach=_worded(Reach, language),
        presence=_worded(Presence, language),
        attendance_role=_worded(AttendanceRole, language),
        event_kind=_worded(EventKind, language),
        event_status=lambda value, kind: _agreed(value, kind, language),
        relation=_worded(RelationKind, language),
        review_kind=_worded(ReviewKind, language),
        theme=lambda id_: themes()[id_].in_(language) if id_ in themes() else id_,
        decimal=lambda value: decimal(value, language),
        unit=lambda unit: unit_words(unit, language),
        source_kind=_worded(SourceKind, language),
    )
    made.globals.update(
        static=assets.address,
        has_page=has_page,
        list_label=lambda name: said.gettext(LIST_LABELS[name]),
        path_of=path_of,
        meter=meter,
        api_address=lambda path, **given: f"{path}?{urlencode(given)}",
        undated_title=undated_title,
        form_glyph=lambda form: _svg(style.form_glyph_svg(form)),
        status_glyph=lambda status: _svg(style.status_glyph_svg(status)),
        kind_glyph=lambda kind, at_home: _svg(style.kind_glyph_svg(kind, at_home)),
        logo=_svg(style.logo_svg()),
        forms=tuple(Form),
        statuses=tuple(Status),
        language=language,
    )
    return made


def _worded(words: type[Word], language: Language) -> Callable[[str], str]:
    """Return what says a controlled word in a language; one that we do not know is said as it stands."""
    return lambda value: words(value).label.in_(language) if value in list(words) else value


def _agreed(value: str, kind: str, language: Language) -> str:
    """Return the word for how an event stands, which in French takes the gender of its kind: une réunion tenue."""
    said = _worded(EventStatus, language)(value)
    return f"{said}e" if language == "fr" and kind in FEMININE else said


def meter(value: float, most: float) -> Markup:
    """Return a thin bar, as long as its share of the longest."""
    width = max(0.5, min(100.0, 100 * value / most)) if most else 0
    return Markup(  # noqa: S704 - numbers of ours
        '<svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<path class="rest" d="M0 2H100"/><path d="M0 2H{width:.1f}"/></svg>'
    )


def _svg(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - drawn by viz.style from its own constants
