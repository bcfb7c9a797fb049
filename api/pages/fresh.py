"""How fresh a page is: the ruler of its sources and the same in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from api.pages.i18n import Words
from api.pages.present import Note
from api.pages.ruler import Mark, ruler_svg
from graph.views import Partnership


class Freshness(NamedTuple):
    """The ruler, and what it says in words."""

    svg: Markup
    sentence: str


def freshness(
    notes: Sequence[Note], links: Sequence[Partnership], words: Words, today: str, as_of: str | None = None
) -> Freshness | None:
    """Return how fresh these sources are, and how many of the links have no date; None without sources."""
    if not notes:
        return None
    _ = words.gettext
    stroke = _("The tall stroke is %(date)s.", date=words.date(as_of)) if as_of else _("The tall stroke is today.")
    sentence = " ".join(part for part in (said_range(notes, words), stroke, _undated_links(links, words)) if part)
    marks = [Mark(note.number, note.date) for note in notes]
    return Freshness(ruler_svg(marks, as_of or today, sentence=sentence, undated=words.date(None)), sentence)


def said_range(notes: Sequence[Note], words: Words) -> str:
    """Return how many sources there are and from when to when, in words."""
    dates = sorted(note.date for note in notes if note.date)
    without = len(notes) - len(dates)
    if not dates:
        return words.ngettext("%(num)s source, undated.", "%(num)s sources, all undated.", without)
    months = [words.month(date, long=True) for date in (dates[0], dates[-1])]
    if months[0] == months[1]:
        said = words.ngettext(
            "%(num)s source, from %(date)s", "%(num)s sources, from %(date)s", len(notes), date=months[0]
        )
    else:
        said = words.ngettext(
            "%(num)s source, from %(oldest)s to %(newest)s",
            "%(num)s sources, from %(oldest)s to %(newest)s",
            len(notes),
            oldest=months[0],
            newest=months[1],
        )
    if without:
        said += words.ngettext(", one undated", ", %(word)s undated", without, word=words.spelled(without))
    return f"{said}."


def _undated_links(links: Sequence[Partnership], words: Words) -> str:
    without = sum(not link.since for link in links)
    if not without:
        return ""
    if without == len(links):
        return words.ngettext("The link has no start date.", "None of the %(num)s links has a start date.", len(links))
    return words.ngettext(
        "%(capital)s link of %(total)s has no start date.",
        "%(capital)s links of %(total)s have no start date.",
        without,
        capital=words.capital(words.spelled(without)),
        total=words.spelled(len(links)),
    )
