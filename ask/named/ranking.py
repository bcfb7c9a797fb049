"""Who has the most links: countries, or authorities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ask.filters import LEVEL_KINDS
from ask.gazetteer import TERRITORY, Entity, place
from ask.named.base import Context, Item, Outcome, cell, ids, row
from ask.named.columns import AUTHORITY, COUNTRY, LEVELS, LINKS
from ask.named.linked import asked, has, narrowing, sources_of
from ask.prose import inside, listed, number, origin, the
from ask.reading import Parsed
from graph.places import canonical, chain, label
from graph.views.answers import Ranked
from graph.views.base import Names
from graph.views.partnerships import Partnership, Party
from graph.vocabulary import Label, Language


def ranking(context: Context, parsed: Parsed) -> Outcome:
    """Who has the most links: countries, or authorities of a country, by the number of their links or partners."""
    language, filters, scopes = parsed.language, parsed.filters, parsed.scopes
    links = asked(context, parsed)
    french = {level for _, level in filters.hard} & {"departement", "intercommunality"}
    if len(scopes) == 1 and french and scopes[0].label == TERRITORY and scopes[0].country != "FR":
        # Only France has départements: "which département has the most twinnings with Poland".
        scopes = (place("FR"), scopes[0])
    # The sources are about links of France: it is no country among others.
    home = scopes[0] if scopes else place("FR") if filters.countries else None
    counts: dict[str, dict[str, None]] = {}
    parties: dict[str, Party] = {}
    for link in links:
        for party in link.partners:
            key = _ranked(party, parsed, home)
            if key:
                parties.setdefault(key, party)
                others = [
                    o.id
                    for o in link.partners
                    if o.id != party.id
                    and not (parsed.abroad and o.country == party.country)
                    and (len(scopes) < 2 or scopes[1].holds(o.id, o.territory))
                ]
                counts.setdefault(key, {}).update(dict.fromkeys([link.id] if filters.countries else others))
    levels = {kind for _, level in filters.hard for kind in LEVEL_KINDS[level]}
    order = sorted(
        (key for key in counts if counts[key] and (filters.countries or not levels or parties[key].kind in levels)),
        key=lambda key: (-len(counts[key]), key),
    )
    top = filters.top or 10
    rows = tuple(_rank(key, counts[key], parties[key], links, countries=filters.countries) for key in order[:top])
    if not rows and levels:
        # No authority of that level is known, as of German states: then the places are ranked, with all in them.
        rows = _places(links, home, 3 if "departement" in levels else 2)[:top]
    first = [one for one in rows if one.count == rows[0].count]
    noun = {"fr": ("partenaire", "partenaires"), "en": ("partner", "partners")}[language]
    if filters.countries:
        noun = {"fr": ("lien", "liens"), "en": ("link", "links")}[language]
    leads = listed([_rank_name(one, language) for one in first[:4]], language)
    many = len(first) > 1
    most = {"fr": ("vient en tête", "viennent en tête"), "en": ("comes first", "come first")}[language][many]
    rest = rows[len(first[:4]) :]
    count = rows[0].count if rows else 0
    each = {"fr": " chacun" if filters.countries else " chacune", "en": " each"}[language] if many else ""
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


def _ranked(party: Party, parsed: Parsed, home: Entity | None) -> str | None:
    """What a party counts for: its country, or itself, where it is on the side that is ranked."""
    if parsed.filters.countries:
        inside = home is not None and home.holds(party.id, party.territory)
        return None if inside or not party.country or (home and party.country == home.id) else party.country
    if home is not None and not home.holds(party.id, party.territory):
        return None
    return party.id


def _places(links: Sequence[Partnership], home: Entity | None, level: int) -> tuple[Ranked, ...]:
    """Rank the parts of a country, so many steps of its hierarchy from the top, by the partners of what lies in them."""
    if home is None or home.label != TERRITORY or home.area:
        return ()
    counts: dict[str, dict[str, None]] = {}
    proof: dict[str, list[Partnership]] = {}
    for link in links:
        for party in link.partners:
            lies = party.territory and home.holds(party.id, party.territory)
            steps = chain(canonical(party.territory)) if party.territory and lies else ()
            if len(steps) >= level:
                code = steps[-level].code
                counts.setdefault(code, {}).update({one.id: None for one in link.partners if one.id != party.id})
                proof.setdefault(code, []).append(link)
    return tuple(
        Ranked(
            id=code,
            label=TERRITORY,
            names=Names(fr=label(code, "fr"), en=label(code, "en")),
            country=home.country,
            count=len(counts[code]),
            sources=sources_of(proof[code]),
        )
        for code in sorted(counts, key=lambda code: (-len(counts[code]), code))
    )


def _rank(
    key: str, counted: Mapping[str, None], party: Party, links: Sequence[Partnership], *, countries: bool
) -> Ranked:
    if countries:
        names = Names(fr=label(key, "fr"), en=label(key, "en"))
        proof = sources_of(link for link in links if link.id in counted)
        return Ranked(id=key, label=TERRITORY, names=names, country=key, count=len(counted), sources=proof)
    proof = sources_of(link for link in links if has(link, key))
    return Ranked(
        id=key,
        label="Collectivity",
        names=party.names,
        kind=party.kind,
        country=party.country,
        count=len(counted),
        sources=proof,
    )


def _rank_name(one: Ranked, language: Language) -> str:
    if one.label == TERRITORY:
        return the(Entity(one.id, TERRITORY, None, one.id, one.names.fr, one.names.en), language)
    return one.names.in_(language)


def _what(parsed: Parsed) -> str:
    """Return what is ranked, by what: collectivités de France par nombre de partenaires aux États-Unis."""
    language, scopes = parsed.language, parsed.scopes
    if parsed.filters.countries:
        what = "pays par nombre de liens" if language == "fr" else "countries by number of links"
        return f"{what}{_with_ab(parsed)}{narrowing(parsed)}"
    where = f" {origin(scopes[0], language)}" if scopes else ""
    level = next((LEVELS[level].in_(language) for _, level in parsed.filters.hard if level in LEVELS), None)
    form = narrowing(parsed)
    there = f" {inside(scopes[1], language)}" if len(scopes) > 1 else ""
    if language == "fr":
        return f"{level or 'collectivités'}{where} par nombre de partenaires{there}{form}"
    return f"{level or 'authorities'}{where} by number of partners{there}{form}"


def _with_ab(parsed: Parsed) -> str:
    if not parsed.scopes:
        return ""
    names = listed([the(scope, parsed.language) for scope in parsed.scopes], parsed.language)
    level = next((LEVELS[level].in_(parsed.language) for _, level in parsed.filters.hard if level in LEVELS), "")
    of = f" ({level})" if level else ""
    return f" avec {names}{of}" if parsed.language == "fr" else f" with {names}{of}"
