"""What is worked out from links: peers, paths, comparisons, rankings, themes, and how links changed."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ask.filters import LEVEL_KINDS
from ask.gazetteer import TERRITORY, Entity
from ask.named.base import (
    COLON,
    Context,
    Item,
    Outcome,
    cell,
    during,
    entity,
    forms,
    from_to,
    ids,
    lower_first,
    name,
    row,
    since_when,
)
from ask.prose import date, inside, listed, number, origin, the
from ask.reading import Parsed
from ask.sentence import SPEECH, Question, foreign, in_order
from graph import read
from graph.ids import fold
from graph.places import contains, label
from graph.themes import themes as theme_labels
from graph.views.answers import Peer, Ranked, ThemeCount
from graph.views.base import Names, SourceRef
from graph.views.partnerships import HistoryItem, Partnership, Party
from graph.views.refs import Ref
from graph.vocabulary import Form, Label, Language, Status

MAX_STEPS: Final = 6
"""The longest path that is looked for, steps."""

MAX_STATEMENTS: Final = 6
"""Up to so many dated statements are told in one sentence."""

AUTHORITY: Final = Label("Collectivité", "Authority")
COUNTRY: Final = Label("Pays", "Country")
LINKS: Final = Label("Liens", "Links")
SHARED: Final = Label("Partenaires communs", "Partners in common")
THEME: Final = Label("Thème", "Theme")


def peers(context: Context, parsed: Parsed) -> Outcome:
    """Who shares a partner with a body: in its own country, unless another place is asked for."""
    language, body, place = parsed.language, parsed.choices[0].taken, parsed.named(1)
    where = place.id if place else body.country
    mine = _others(context, body.id)
    found: dict[str, dict[str, None]] = {}
    proof: dict[str, list[Partnership]] = {}
    known: dict[str, Party] = {}
    for link in context.links():
        for shared in (party for party in link.partners if party.id in mine):
            for party in link.partners:
                if party.id not in (body.id, shared.id) and party.id not in mine and _within(party, where):
                    known[party.id] = party
                    found.setdefault(party.id, {})[shared.id] = None
                    proof.setdefault(party.id, []).append(link)
    levels = {kind for _, level in parsed.filters.hard for kind in LEVEL_KINDS[level]}
    order = sorted(
        (id_ for id_ in found if not levels or known[id_].kind in levels),
        key=lambda id_: (-len(found[id_]), fold(known[id_].names.in_(language))),
    )
    rows = tuple(
        Peer(
            id=id_,
            names=known[id_].names,
            kind=known[id_].kind,
            country=known[id_].country,
            shared=tuple(_ref(mine[shared]) for shared in found[id_]),
            sources=_sources(proof[id_]),
        )
        for id_ in order
    )
    share = {"fr": ("partage", "partagent"), "en": ("shares", "share")}[language][len(rows) > 1]
    return Outcome(
        kind="peers",
        value=rows,
        items=tuple(Item(_peer(one, language), ids(one.sources)) for one in rows),
        words={**forms(body, "a", language), "share": share, "place": _in(where, language)},
        columns=(AUTHORITY, SHARED),
        rows=tuple(
            row(
                [
                    cell(one.names.in_(language), one.id, "Collectivity"),
                    cell(listed([ref.names.in_(language) for ref in one.shared], language)),
                ],
                one.sources,
            )
            for one in rows
        ),
    )


def path(context: Context, parsed: Parsed) -> Outcome:
    """The shortest way from one body to another over partnerships."""
    language, (a, b) = parsed.language, parsed.scopes[:2]
    near: dict[str, list[tuple[str, Partnership]]] = {}
    for link in context.links():
        for one in link.partners:
            near.setdefault(one.id, []).extend((other.id, link) for other in link.partners if other.id != one.id)
    steps = _shortest(near, a.id, b.id)
    words = {**forms(a, "a", language), **forms(b, "b", language), "limit": str(MAX_STEPS)}
    if steps is None:
        return Outcome(kind="partnerships", value=(), words=words)
    between = [name(context, id_, language) for id_, _ in steps[:-1]]
    if not between:
        linked = "partenaires" if language == "fr" else "partners"
    else:
        by = listed(between, language)
        linked = (
            f"reliées en {number(len(steps), 'fr')} étapes par {by}"
            if language == "fr"
            else (f"linked in {number(len(steps), 'en')} steps by {by}")
        )
    speech = SPEECH[language]
    items = tuple(
        Item(
            f"{listed([p.names.in_(language) for p in link.partners], language)} ({speech.detail(link)})",
            ids(link.sources),
        )
        for _, link in steps
    )
    return Outcome(
        kind="partnerships", value=tuple(link for _, link in steps), items=items, words={**words, "linked": linked}
    )


def compare(context: Context, parsed: Parsed) -> Outcome:
    """The partners of two bodies side by side, and those that they share."""
    language, (a, b) = parsed.language, parsed.scopes[:2]
    links_a, links_b = read.partnerships(context.graph, a.id), read.partnerships(context.graph, b.id)
    partners_a, partners_b = _partners(links_a, a), _partners(links_b, b)
    common = [id_ for id_ in partners_a if id_ in partners_b]
    every = tuple({link.id: link for link in (*links_a, *links_b)}.values())
    found = in_order(Question((a, b), language), every)
    noun = ("partenaire", "partenaires") if language == "fr" else ("partner", "partners")
    counts = [f"{number(len(p), language)} {noun[len(p) > 1]}" for p in (partners_a, partners_b)]
    items = tuple(
        Item(partners_a[id_].names.in_(language), _ids(link for link in found if _has(link, id_))) for id_ in common
    )
    if items:
        shared = f"en commun{COLON['fr']}" if language == "fr" else "in common: "
        items = (Item(shared + items[0].text, items[0].sources), *items[1:])
    else:
        items = (Item("aucun en commun" if language == "fr" else "none in common", _ids(found)),)
    return Outcome(
        kind="partnerships",
        value=found,
        items=items,
        words={**forms(a, "a", language), **forms(b, "b", language), "n_a": counts[0], "n_b": counts[1]},
    )


def evolution(context: Context, parsed: Parsed) -> Outcome:
    """What sources said of links, date after date."""
    language, period = parsed.language, parsed.filters.period
    found = _asked(context, parsed)
    told = sorted(
        (
            (item, link)
            for link in found
            for item in link.history
            if item.stated_on and (period is None or period.holds(item.stated_on))
        ),
        key=lambda one: (one[0].stated_on or "", one[1].id),
    )
    kept = {link.id for _, link in told}
    value = tuple(link for link in found if link.id in kept)
    items = tuple(Item(_statement(item, link, language), (item.source.id,)) for item, link in told)
    dates = [item.stated_on for item, _ in told if item.stated_on] or [""]
    first, last = from_to(dates[0], dates[-1], language)
    words = {
        **_scoped(parsed),
        "first": first,
        "last": last,
        "during": during(parsed),
    }
    return Outcome(kind="partnerships", value=value, items=items, words=words)


def since(context: Context, parsed: Parsed) -> Outcome:
    """Since when links have existed, and where no source says so."""
    language, speech = parsed.language, SPEECH[parsed.language]
    found = _asked(context, parsed)
    unsaid = "aucune source ne dit depuis quand" if language == "fr" else "no source says since when"
    items = tuple(
        Item(
            f"{listed([p.names.in_(language) for p in link.partners], language)}{COLON[language]}"
            + (speech.detail(link) if link.since or link.until else f"{speech.detail(link)}, {unsaid}"),
            ids(link.sources),
        )
        for link in found
    )
    return Outcome(kind="partnerships", value=found, items=items, words=_scoped(parsed))


def news(context: Context, parsed: Parsed) -> Outcome:
    """What sources have said since a day of links that nobody had mentioned, and what more of those known."""
    language, period = parsed.language, parsed.filters.period
    assert period is not None, "the kind needs a period"
    day = period.low or period.high or ""
    new: list[Partnership] = []
    changed: list[Partnership] = []
    for link in _asked(context, parsed):
        dates = [item.stated_on for item in link.history if item.stated_on]
        if not dates or not any(_after(said, day) for said in dates):
            continue
        (changed if any(not _after(said, day) for said in dates) else new).append(link)
    nouns = {"fr": ("lien", "liens"), "en": ("link", "links")}[language]
    about = (
        ""
        if not parsed.choices
        else (
            f" sur {listed([the(one, language) for one in parsed.scopes], language)}"
            if language == "fr"
            else f" on {listed([the(one, language) for one in parsed.scopes], language)}"
        )
    )
    value = (*new, *changed)
    other = "autre" if language == "fr" else "other"
    return Outcome(
        kind="partnerships",
        value=value,
        items=tuple(
            Item(listed([p.names.in_(language) for p in link.partners], language), ids(link.sources)) for link in value
        ),
        words={
            "since": date(day, language),
            "n_new": f"{number(len(new), language)} {nouns[len(new) > 1]}",
            "n_changed": f"{number(len(changed), language)} {other}{'s' if len(changed) > 1 else ''}",
            "about": about,
        },
    )


def themes(context: Context, parsed: Parsed) -> Outcome:
    """What the links of a place, or between two, are about."""
    language = parsed.language
    found = _asked(context, parsed)
    counts = Counter(theme for link in found for theme in link.themes)
    order = sorted(counts, key=lambda theme: (-counts[theme], theme))
    labels = theme_labels()
    rows = tuple(
        ThemeCount(
            id=theme,
            names=Names(fr=labels[theme].fr, en=labels[theme].en),
            count=counts[theme],
            sources=_sources(link for link in found if theme in link.themes),
        )
        for theme in order
        if theme in labels
    )
    return Outcome(
        kind="themes",
        value=rows,
        items=tuple(Item(lower_first(one.names.in_(language)), ids(one.sources)) for one in rows),
        words=_scoped(parsed),
        columns=(THEME, LINKS),
        rows=tuple(
            row([cell(one.names.in_(language), one.id, "Theme"), cell(str(one.count))], one.sources) for one in rows
        ),
    )


def ranking(context: Context, parsed: Parsed) -> Outcome:
    """Who has the most links: countries, or authorities of a country, by the number of their links or partners."""
    language, filters, scopes = parsed.language, parsed.filters, parsed.scopes
    links = [link for link in _asked(context, parsed) if _kept(link, parsed)]
    home = scopes[0].id if scopes else None
    counts: dict[str, dict[str, None]] = {}
    parties: dict[str, Party] = {}
    for link in links:
        for party in link.partners:
            key = _ranked(party, parsed, home)
            if key:
                parties.setdefault(key, party)
                others = [
                    o.id for o in link.partners if o.id != party.id and (len(scopes) < 2 or _within(o, scopes[1].id))
                ]
                counts.setdefault(key, {}).update(dict.fromkeys([link.id] if filters.countries else others))
    levels = {kind for _, level in filters.hard for kind in LEVEL_KINDS[level]}
    order = sorted(
        (key for key in counts if counts[key] and (filters.countries or not levels or parties[key].kind in levels)),
        key=lambda key: (-len(counts[key]), key),
    )
    top = filters.top or 10
    rows = tuple(_rank(key, counts[key], parties[key], links, countries=filters.countries) for key in order[:top])
    first = [one for one in rows if one.count == rows[0].count]
    noun = {"fr": ("partenaire", "partenaires"), "en": ("partner", "partners")}[language]
    if filters.countries:
        noun = {"fr": ("lien", "liens"), "en": ("link", "links")}[language]
    leads = listed([_rank_name(one, language) for one in first[:4]], language)
    many = len(first) > 1
    most = {"fr": ("vient en tête", "viennent en tête"), "en": ("comes first", "come first")}[language][many]
    rest = rows[len(first[:4]) :]
    count = rows[0].count if rows else 0
    each = (" chacun" if language == "fr" else " each") if many else ""
    return Outcome(
        kind="ranking",
        value=rows,
        items=tuple(Item(f"{_rank_name(one, language)} ({one.count})", ids(one.sources)) for one in rest)
        or (Item("", ids(rows[0].sources) if rows else ()),),
        words={
            "leads": leads,
            "has_most": most,
            "n": f"{number(count, language)} {noun[count > 1]}{each}",
            "rest": (", devant " if language == "fr" else ", before ") if rest else "",
            "with_ab": _with_ab(parsed),
            "ranked_what": _what(parsed),
        },
        columns=(
            COUNTRY if filters.countries else AUTHORITY,
            LINKS if filters.countries else Label("Partenaires", "Partners"),
        ),
        rows=tuple(
            row([cell(one.names.in_(language), one.id, one.label), cell(str(one.count))], one.sources) for one in rows
        ),
    )


# --- which links ------------------------------------------------------------------------------------------------------------


def _asked(context: Context, parsed: Parsed) -> tuple[Partnership, ...]:
    """The links of the scopes that a question names; all where it names none."""
    scopes = parsed.scopes
    found = context.links() if not scopes else read.partnerships(context.graph, *(scope.id for scope in scopes[:2]))
    question = Question(scopes, parsed.language, parsed.abroad)
    if parsed.abroad and scopes:
        found = foreign(question, found)
    return in_order(question, found) if scopes else found


def _kept(link: Partnership, parsed: Parsed) -> bool:
    filters = parsed.filters
    return (
        parsed.form in (None, link.form)
        and filters.status in (None, link.status)
        and (not filters.themes or bool(set(filters.themes) & set(link.themes)))
    )


def _others(context: Context, id_: str) -> dict[str, Party]:
    return _partners(read.partnerships(context.graph, id_), entity(context, id_))


def _partners(links: Iterable[Partnership], body: Entity) -> dict[str, Party]:
    """The partners of a body, or those outside a territory."""
    found: dict[str, Party] = {}
    for link in links:
        for party in link.partners:
            if not (_within(party, body.id) if body.label == TERRITORY else party.id == body.id):
                found[party.id] = party
    return found


def _has(link: Partnership, id_: str) -> bool:
    return any(party.id == id_ for party in link.partners)


def _within(party: Party, where: str | None) -> bool:
    if where is None or party.id == where:
        return True
    return party.territory is not None and where[:1].isupper() and contains(where, party.territory)


def _shortest(
    near: Mapping[str, Sequence[tuple[str, Partnership]]], start: str, end: str
) -> list[tuple[str, Partnership]] | None:
    """Return the steps of a shortest path, each with where it leads; the first in the order of ids."""
    came: dict[str, tuple[str, Partnership] | None] = {start: None}
    queue = deque([(start, 0)])
    while queue:
        here, depth = queue.popleft()
        if here == end or depth == MAX_STEPS:
            break
        for other, link in sorted(near.get(here, ()), key=lambda one: (one[0], one[1].id)):
            if other not in came:
                came[other] = (here, link)
                queue.append((other, depth + 1))
    if end not in came or start == end:
        return None
    steps: list[tuple[str, Partnership]] = []
    at = end
    while (before := came[at]) is not None:
        steps.append((at, before[1]))
        at = before[0]
    return steps[::-1]


def _ranked(party: Party, parsed: Parsed, home: str | None) -> str | None:
    """What a party counts for: its country, or itself, where it is on the side that is ranked."""
    if parsed.filters.countries:
        inside = home is not None and _within(party, home)
        return None if inside or not party.country or party.country == home else party.country
    if home is not None and not _within(party, home):
        return None
    return party.id


def _rank(
    key: str, counted: Mapping[str, None], party: Party, links: Sequence[Partnership], *, countries: bool
) -> Ranked:
    if countries:
        names = Names(fr=label(key, "fr"), en=label(key, "en"))
        proof = _sources(link for link in links if link.id in counted)
        return Ranked(id=key, label=TERRITORY, names=names, country=key, count=len(counted), sources=proof)
    proof = _sources(link for link in links if _has(link, key))
    return Ranked(
        id=key,
        label="Collectivity",
        names=party.names,
        kind=party.kind,
        country=party.country,
        count=len(counted),
        sources=proof,
    )


# --- words ------------------------------------------------------------------------------------------------------------------


def _rank_name(one: Ranked, language: Language) -> str:
    if one.label == TERRITORY:
        return the(Entity(one.id, TERRITORY, None, one.id, one.names.fr, one.names.en), language)
    return one.names.in_(language)


def _what(parsed: Parsed) -> str:
    """Return what is ranked, by what: collectivités de France par nombre de partenaires aux États-Unis."""
    language, scopes = parsed.language, parsed.scopes
    if parsed.filters.countries:
        return f"{'pays par nombre de liens' if language == 'fr' else 'countries by number of links'}{_with_ab(parsed)}"
    where = f" {origin(scopes[0], language)}" if scopes else ""
    there = f" {inside(scopes[1], language)}" if len(scopes) > 1 else ""
    if language == "fr":
        return f"collectivités{where} par nombre de partenaires{there}"
    return f"authorities{where} by number of partners{there}"


def _with_ab(parsed: Parsed) -> str:
    if not parsed.scopes:
        return ""
    names = listed([the(scope, parsed.language) for scope in parsed.scopes], parsed.language)
    return f" avec {names}" if parsed.language == "fr" else f" with {names}"


def _scoped(parsed: Parsed) -> dict[str, str]:
    language = parsed.language
    words = forms(parsed.scopes[0], "a", language)
    second = parsed.scopes[1] if len(parsed.scopes) > 1 else None
    words["with_b"] = ""
    if second:
        words |= forms(second, "b", language)
        words["with_b"] = f" avec {the(second, 'fr')}" if language == "fr" else f" with {the(second, 'en')}"
    return words


def _in(where: str | None, language: Language) -> str:
    if not where or not where[:1].isupper():
        return ""
    here = the(Entity(where, TERRITORY, None, where, label(where, "fr"), label(where, "en")), language)
    return f" ({here})"


def _peer(one: Peer, language: Language) -> str:
    shared = listed([ref.names.in_(language) for ref in one.shared], language)
    return f"{one.names.in_(language)} ({shared})"


def _statement(item: HistoryItem, link: Partnership, language: Language) -> str:
    when = date(item.stated_on or "", language)
    pair = " – ".join(party.names.in_(language) for party in link.partners)
    said = [lower_first(Form(item.form).label.in_(language))] if item.form else []
    if item.status and item.status != Status.UNKNOWN:
        said.append(lower_first(Status(item.status).label.in_(language)))
    if item.since:
        said.append(since_when(item.since, language))
    told = ", ".join(said) or ("mentionné" if language == "fr" else "mentioned")
    return f"{when}, {pair} ({told})"


def _after(said: str, day: str) -> bool:
    return said[: len(day)] > day or (len(said) > len(day) and said > day and said[: len(day)] != day)


def _ref(party: Party) -> Ref:
    return Ref(id=party.id, name=party.name, names=party.names)


def _sources(links: Iterable[Partnership]) -> tuple[SourceRef, ...]:
    return tuple({(ref.id, ref.locator): ref for link in links for ref in link.sources}.values())


def _ids(links: Iterable[Partnership]) -> tuple[str, ...]:
    return ids(ref for link in links for ref in link.sources)


__all__ = ["compare", "evolution", "news", "path", "peers", "ranking", "since", "themes"]
