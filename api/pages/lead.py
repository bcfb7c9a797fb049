"""The sentences that open the page of an authority: how many links of which form, and what is known of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from api.pages.i18n import Words
from graph.views import Collectivity, Partnership, Segment
from graph.vocabulary import Form, Status
from viz.words import from_words

CITED = 3
"""Sources that stand behind the first sentence, at most."""


def lead(it: Collectivity, links: Sequence[Partnership], said: Words) -> tuple[Segment, ...]:
    """Return the two sentences, cut into pieces that name their sources."""
    name = it.names.in_(said.language)
    if not links:
        return (Segment(text=said.gettext("No source mentions a partner of %(name)s.", name=name)),)
    if len(links) == 1:
        one = links[0]
        text = said.gettext(
            "%(link)s with %(said)s.", link=said.capital(_counts(links, said)[0]), said=_known(it, one, said)
        )
        return _cut(text, _ids(one))
    known = [link for link in links if link.since or link.status != Status.UNKNOWN]
    first = Segment(text=_opening(it, links, said), sources=_newest(links)), Segment(text=". ")
    if not known:
        return (*first, Segment(text=said.gettext("None has a date or a status that a source states.")))
    latest = max(known, key=lambda link: (link.stated_on or "", link.id))
    text = (
        said.gettext("Only one has a date or a status that is known: %(said)s.", said=_known(it, latest, said))
        if len(known) == 1
        else said.gettext("Last mentioned: %(said)s.", said=_known(it, latest, said))
    )
    return (*first, *_cut(text, _ids(latest)))


def _cut(sentence: str, sources: tuple[str, ...]) -> tuple[Segment, ...]:
    """Return a sentence with its sources before its full stop."""
    return Segment(text=sentence.removesuffix("."), sources=sources), Segment(text=".")


def _ids(link: Partnership) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref.id for ref in link.sources))[:CITED]


def _newest(links: Sequence[Partnership]) -> tuple[str, ...]:
    refs = {ref.id: ref.date or "" for link in links for ref in link.sources}
    return tuple(sorted(refs, key=lambda id_: (refs[id_], id_), reverse=True)[:CITED])


def _opening(it: Collectivity, links: Sequence[Partnership], said: Words) -> str:
    countries = {party.country for link in links for party in link.partners} - {it.country, None}
    opening = said.capital(said.list(_counts(links, said)))
    if len(countries) > 1:
        return said.gettext(
            "%(links)s in %(countries)s countries", links=opening, countries=said.spelled(len(countries))
        )
    return opening


def _counts(links: Sequence[Partnership], said: Words) -> list[str]:
    counts = Counter(link.form for link in links)
    return [counted(form, counts[form], said) for form in (*Form, None) if counts[form]]


def counted(form: str | None, count: int, said: Words) -> str:
    """Return a count of links of one form in words: `trois jumelages`, `une coopération`."""
    word = said.spelled(count)
    match form:
        case Form.TWINNING:
            return said.ngettext("one twinning", "%(word)s twinnings", count, word=word)
        case Form.FRIENDSHIP:
            return said.ngettext("one friendship", "%(word)s friendships", count, word=word)
        case Form.COOPERATION:
            return said.ngettext("one cooperation", "%(word)s cooperations", count, word=word)
        case Form.PROJECT:
            return said.ngettext("one project", "%(word)s projects", count, word=word)
        case Form.CONTACT:
            return said.ngettext("one contact", "%(word)s contacts", count, word=word)
        case _:
            return said.ngettext(
                "one link whose form is not stated", "%(word)s links whose form is not stated", count, word=word
            )


def _known(it: Collectivity, link: Partnership, said: Words) -> str:
    """Return a link: with whom, since when, its status, and when that was said."""
    parts = [said.list([party.names.in_(said.language) for party in link.partners if party.id != it.id])]
    if link.since:
        parts.append(from_words(link.since, link.since_mode, said.language))
    if link.status != Status.UNKNOWN:
        parts.append(Status(link.status).label.in_(said.language).lower())
    told = said.gettext(" (said in %(month)s)", month=said.month(link.stated_on, long=True)) if link.stated_on else ""
    return ", ".join(parts) + told
