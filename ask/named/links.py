"""How links changed: date after date, since when, what is new; and what they are about."""

from __future__ import annotations

from collections import Counter

from ask import narrowed
from ask.gazetteer import TERRITORY
from ask.named.base import (
    COLON,
    Context,
    Item,
    Outcome,
    cell,
    during,
    from_to,
    ids,
    lower_first,
    on_day,
    row,
    since_when,
)
from ask.named.columns import LINKS, THEME
from ask.named.linked import asked, narrowing, scoped, source_ids, sources_of
from ask.prose import date, de, listed, number, of, sentence_case, the
from ask.reading import Parsed
from ask.sentence import SPEECH
from graph.themes import themes as theme_labels
from graph.views.answers import ThemeCount
from graph.views.base import Names
from graph.views.partnerships import HistoryItem, Partnership
from graph.vocabulary import Form, Language, PartyRole, Status


def evolution(context: Context, parsed: Parsed) -> Outcome:
    """What sources said of links, date after date."""
    language, period = parsed.language, parsed.filters.period
    found = asked(context, parsed)
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
    undated = [link for link in found if not any(item.stated_on for item in link.history)]
    count = _counted(len(value), language)
    words = {
        **scoped(parsed),
        "of_n": de(count),
        "first_to_last": f"{first} {last}" if dates[0] != dates[-1] else on_day(dates[0], language),
        "during": during(parsed),
    }
    return Outcome(
        kind="partnerships",
        value=value,
        items=items,
        words=words,
        notes=(_undated(len(undated), language),) if undated else (),
    )


def since(context: Context, parsed: Parsed) -> Outcome:
    """Since when links have existed, and where no source says so."""
    language, speech = parsed.language, SPEECH[parsed.language]
    found = asked(context, parsed, levels=True)
    unsaid = "aucune source ne dit depuis quand" if language == "fr" else "no source says since when"
    items = tuple(
        Item(
            f"{listed([p.names.in_(language) for p in link.partners], language)}{COLON[language]}"
            + (speech.detail(link) if link.since or link.until else f"{speech.detail(link)}, {unsaid}"),
            ids(link.sources),
        )
        for link in found
    )
    return Outcome(kind="partnerships", value=found, items=items, words=scoped(parsed))


def oldest(context: Context, parsed: Parsed) -> Outcome:
    """The links that began first or last, of those whose beginning a source gives."""
    language, speech, filters = parsed.language, SPEECH[parsed.language], parsed.filters
    found = asked(context, parsed, levels=True)
    dated = [link for link in found if link.since and link.since_mode != "before"]
    dated.sort(key=lambda link: (link.since or "", link.id), reverse=filters.extreme == "newest")
    count = filters.top or 1
    # A year and a day of that year may be either way round: both are shown.
    kept = dated[:count]
    kept += [link for link in dated[count:] if kept and _same_date(link.since, kept[-1].since)]
    body = parsed.scopes[0] if parsed.scopes and parsed.scopes[0].label != TERRITORY else None
    items = tuple(
        Item(
            f"{listed([p.names.in_(language) for p in link.partners if not body or p.id != body.id], language)} "
            f"({speech.detail(link)})",
            ids(link.sources),
        )
        for link in kept
    )
    left = len(found) - len(dated)
    return Outcome(
        kind="partnerships",
        value=tuple(kept),
        items=items,
        words={"which": _which(parsed, len(kept)), "of_ab": _of_both(parsed)},
        notes=(speech.no_beginning(left),) if left else (),
    )


def _same_date(one: str | None, other: str | None) -> bool:
    return bool(one and other and (one.startswith(other) or other.startswith(one)))


def _which(parsed: Parsed, count: int) -> str:
    """Return what is asked for: le plus ancien jumelage, les deux plus récentes coopérations, the newest link."""
    said: str = SPEECH[parsed.language].extreme(parsed.filters.extreme or "oldest", parsed.form, count)
    return said


def _of_both(parsed: Parsed) -> str:
    """Return of which place, or between which two, with what narrows it."""
    language, scopes = parsed.language, parsed.scopes
    said = ""
    if len(scopes) > 1:
        pair = listed([the(scope, language) for scope in scopes], language)
        said = f" entre {pair}" if language == "fr" else f" between {pair}"
    elif scopes:
        said = f" {of(scopes[0], language)}"
    narrow = narrowed.phrase(parsed, levels=True, ongoing=True)
    return f"{said}{' ' + narrow if narrow else ''}"


def news(context: Context, parsed: Parsed) -> Outcome:
    """What sources have said since a day of links that nobody had mentioned, and what more of those known."""
    language, period = parsed.language, parsed.filters.period
    assert period is not None, "the kind needs a period"
    day = period.low or period.high or ""
    new: list[Partnership] = []
    changed: list[Partnership] = []
    for link in asked(context, parsed):
        dates = [item.stated_on for item in link.history if item.stated_on]
        if not dates or not any(_after(said, day) for said in dates):
            continue
        # A source without a date may have been the first.
        before = len(dates) < len(link.history) or any(not _after(said, day) for said in dates)
        (changed if before else new).append(link)
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
    return Outcome(
        kind="partnerships",
        value=value,
        items=tuple(
            Item(listed([p.names.in_(language) for p in link.partners], language), ids(link.sources)) for link in value
        ),
        words={
            "since": date(day, language),
            "told": _told(len(new), len(changed), language),
            "about": about + narrowing(parsed),
        },
    )


def supporters(context: Context, parsed: Parsed) -> Outcome:
    """Who supports links or goes between their parties without being one: those whom sources name, each with the links."""
    language = parsed.language
    found = [link for link in asked(context, parsed) if any(one.role != PartyRole.PARTY for one in link.parties)]
    who: dict[str, tuple[str, list[Partnership]]] = {}
    for link in found:
        for one in link.parties:
            if one.role != PartyRole.PARTY:
                who.setdefault(one.id, (one.names.in_(language), []))[1].append(link)
    items = tuple(
        Item(f"{called} ({listed([_pair(link, language) for link in links], language)})", source_ids(links))
        for called, links in who.values()
    )
    plural = "" if len(who) > 1 else "s"
    return Outcome(
        kind="partnerships",
        value=tuple(found),
        items=items,
        words={**scoped(parsed), "s": plural},
        total=len(who),
    )


def _pair(link: Partnership, language: Language) -> str:
    return " – ".join(party.names.in_(language) for party in link.partners)


def themes(context: Context, parsed: Parsed) -> Outcome:
    """What the links of a place, or between two, are about."""
    language = parsed.language
    found = asked(context, parsed)
    counts = Counter(theme for link in found for theme in link.themes)
    order = sorted(counts, key=lambda theme: (-counts[theme], theme))
    labels = theme_labels()
    rows = tuple(
        ThemeCount(
            id=theme,
            names=Names(fr=labels[theme].fr, en=labels[theme].en),
            count=counts[theme],
            sources=sources_of(link for link in found if theme in link.themes),
        )
        for theme in order
        if theme in labels
    )
    return Outcome(
        kind="themes",
        value=rows,
        items=tuple(Item(lower_first(one.names.in_(language)), ids(one.sources)) for one in rows),
        words=scoped(parsed),
        columns=(THEME, LINKS),
        rows=tuple(
            row([cell(one.names.in_(language), one.id, "Theme"), cell(str(one.count))], one.sources) for one in rows
        ),
    )


def _counted(count: int, language: Language) -> str:
    noun = {"fr": ("lien", "liens"), "en": ("link", "links")}[language][count > 1]
    return f"{number(count, language)} {noun}"


def _undated(count: int, language: Language) -> str:
    """Say how many links only sources without a date speak of."""
    if language == "fr":
        verb = "ne sont" if count > 1 else "n'est"
        return f"{sentence_case(_counted(count, 'fr'))} {verb} dans aucune source datée."
    return f"{sentence_case(_counted(count, 'en'))} {'are' if count > 1 else 'is'} in no dated source."


def _told(new: int, changed: int, language: Language) -> str:
    """Return what sources do with so many links: speak of them for the first time, say more of them, or both."""
    more = f"{number(changed, language)} {'autre' if language == 'fr' else 'other'}{'s' if changed > 1 else ''}"
    if language == "fr":
        first = f"parlent pour la première fois {de(_counted(new, 'fr'))}"
        both = f"{first} et en disent plus sur {more}"
        return both if new and changed else first if new else f"en disent plus sur {_counted(changed, 'fr')}"
    first = f"speak for the first time of {_counted(new, 'en')}"
    both = f"{first} and say more of {more}"
    return both if new and changed else first if new else f"say more of {_counted(changed, 'en')}"


def _statement(item: HistoryItem, link: Partnership, language: Language) -> str:
    when = date(item.stated_on or "", language)
    pair = _pair(link, language)
    said = [lower_first(Form(item.form).label.in_(language))] if item.form else []
    if item.status and item.status != Status.UNKNOWN:
        said.append(lower_first(Status(item.status).label.in_(language)))
    if item.since:
        said.append(since_when(item.since, language))
    told = ", ".join(said) or ("mentionné" if language == "fr" else "mentioned")
    return f"{when}, {pair} ({told})"


def _after(said: str, day: str) -> bool:
    return said[: len(day)] > day or (len(said) > len(day) and said > day and said[: len(day)] != day)
