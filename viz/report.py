"""The report on an authority as a text in Markdown, in French or English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graph.views import Mandate, Partnership, SourceRef
from graph.views.evidence import Evidence
from graph.views.profiles import Benchmark, Count, Profile, Report
from graph.vocabulary import Form, Language, Status
from viz.words import NBSP, capital, count, date_words, kind_words, number, place_words, since_words, until_words

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("Diagnostic territorial", "Territorial diagnosis"),
    "as_of": ("État au", "As of"),
    "known": ("Sources jusqu'au", "Sources up to"),
    "revision": ("révision du graphe", "revision of the graph"),
    "numbers": ("En chiffres", "In numbers"),
    "beside": ("Comparée à ses semblables", "Beside its like"),
    "value": ("valeur", "value"),
    "median": ("médiane", "median"),
    "half": ("moitié centrale", "middle half"),
    "rank": ("rang", "rank"),
    "partnerships": ("Partenariats", "Partnerships"),
    "partner": ("partenaire", "partner"),
    "country": ("pays", "country"),
    "form": ("forme", "form"),
    "status": ("statut", "status"),
    "theme": ("thème", "theme"),
    "since": ("depuis", "since"),
    "stated": ("dit le", "stated"),
    "sources": ("Sources", "Sources"),
    "networks": ("Réseaux", "Networks"),
    "people": ("Personnes en fonction publique", "People in public office"),
    "meetings": ("Réunions", "Meetings"),
    "relations": ("Liens avec d'autres acteurs", "Ties to other actors"),
    "peers": ("Collectivités proches", "Closest peers"),
    "fresh": ("Fraîcheur", "Freshness"),
    "missing": ("Ce qui manque", "What is missing"),
    "open": ("Ce que les sources laissent ouvert", "What the sources leave open"),
    "none": ("Rien de connu.", "Nothing known."),
    "small": (
        "Trop peu de collectivités comparables pour une médiane.",
        "Too few comparable authorities for a median.",
    ),
    "partners_by": ("Partenariats par", "Partnerships by"),
    "how_many": ("nombre", "how many"),
}


_FRESH = (
    "Déclarations du {3} au {4}. À vérifier, car non redits dans les {1} ans avant la source la plus récente ({2}) : {0}.",
    "Statements from {3} to {4}. To be checked, as not stated again in the {1} years before the newest source ({2}): {0}.",
)


class _Text:
    """The words of one language, and the numbers of the sources at the foot."""

    def __init__(self, report: Report, language: Language) -> None:
        self.report = report
        self.language = language
        self.notes = {ref.id: position for position, ref in enumerate(report.sources, start=1)}

    def __call__(self, word: str) -> str:
        return _WORDS[word][self.language == "en"]

    def date(self, iso: str | None) -> str:
        return date_words(iso, self.language)

    def cited(self, refs: Iterable[SourceRef]) -> str:
        """Return the numbers of sources, each with the place in it."""
        places = dict.fromkeys((self.notes[ref.id], ref.locator) for ref in refs if ref.id in self.notes)
        return " ".join(
            f"\\[{position}{escaped(f', {place}') if place else ''}\\]" for position, place in sorted(places)
        )

    def count(self, value: int, one: tuple[str, str], many: tuple[str, str]) -> str:
        """Return a count with its noun, given in French and English."""
        return count(value, one[self.language == "en"], many[self.language == "en"], self.language)


def report_markdown(report: Report, language: Language) -> str:
    """Return the report as Markdown; every claim is followed by the numbers of its sources, which stand at the end."""
    text = _Text(report, language)
    parts = (_head, _numbers, _beside, _partnerships, _claims, _people, _peers, _fresh, _missing, _sources)
    return "\n".join(line for part in parts for line in part(text)).rstrip() + "\n"


def escaped(words: str) -> str:
    """Return words with everything that Markdown reads as a sign made plain."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


def _head(text: _Text) -> Iterator[str]:
    of, fresh = text.report.of, text.report.freshness
    colon = f"{NBSP}:" if text.language == "fr" else ":"
    yield f"# {text('title')}{colon} {escaped(of.names.in_(text.language))}"
    yield ""
    known = [kind_words(of.kind, text.language), *(place_words(code, text.language) for code in of.within)]
    if (people := text.report.profile.population) is not None:
        known.append(text.count(people, ("habitant", "inhabitant"), ("habitants", "inhabitants")))
    yield escaped(" · ".join(known))
    yield ""
    day = text("as_of") if text.report.as_of else text("known")
    yield f"{day} {text.date(text.report.as_of or fresh.against)} · {text('revision')} {text.report.revision}"
    yield ""
    yield text.cited(of.sources)
    yield ""


def _numbers(text: _Text) -> Iterator[str]:
    yield f"## {text('numbers')}"
    yield ""
    for word, counts in _tables(text.report.profile):
        if counts:
            rows = ((escaped(one.names.in_(text.language)), number(one.count, text.language)) for one in counts)
            yield from _table((f"{text('partners_by')} {text(word)}", text("how_many")), rows)


def _tables(profile: Profile) -> Iterator[tuple[str, Sequence[Count]]]:
    yield "country", profile.countries
    yield "form", profile.forms
    yield "status", profile.statuses
    yield "theme", profile.themes


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    yield from ("| " + " | ".join(row) + " |" for row in rows)
    yield ""


def _beside(text: _Text) -> Iterator[str]:
    yield f"## {text('beside')}"
    yield ""
    yield escaped(text.report.group.text.in_(text.language))
    yield ""
    if not text.report.benchmark:
        yield text("small")
        yield ""
        return
    heads = ("", text("value"), text("median"), text("half"), text("rank"))
    yield from _table(heads, (_measured(text, one) for one in text.report.benchmark))


def _measured(text: _Text, one: Benchmark) -> tuple[str, ...]:
    total = len(text.report.group.ids) + 1
    half = f"{_plain(one.lower, text.language)} – {_plain(one.upper, text.language)}"
    median = _plain(one.median, text.language)
    return (
        escaped(one.names.in_(text.language)),
        number(one.value, text.language),
        median,
        half,
        f"{one.rank} / {total}",
    )


def _plain(value: float, language: Language) -> str:
    shown = f"{value:g}"
    return shown.replace(".", ",") if language == "fr" else shown


def _partnerships(text: _Text) -> Iterator[str]:
    yield f"## {text('partnerships')}"
    yield ""
    if not text.report.partnerships:
        yield text("none")
        yield ""
        return
    heads = tuple(capital(text(word)) for word in ("partner", "country", "form", "status", "since", "stated"))
    rows = (_link(text, one) for one in text.report.partnerships)
    yield from _table((*heads, text("sources")), rows)


def _link(text: _Text, link: Partnership) -> tuple[str, ...]:
    others = [party for party in link.partners if party.id != text.report.of.id]
    form = Form(link.form).label.in_(text.language) if link.form else "–"
    countries = dict.fromkeys(place_words(party.country, text.language) for party in others)
    return (
        escaped(", ".join(party.names.in_(text.language) for party in others)),
        escaped(", ".join(countries)),
        form,
        Status(link.status).label.in_(text.language),
        ", ".join(
            [since_words(link.since, link.since_mode, text.language)]
            + ([until_words(link.until, link.until_mode, text.language)] if link.until else [])
        ),
        text.date(link.stated_on),
        text.cited(link.sources),
    )


def _claims(text: _Text) -> Iterator[str]:
    report = text.report
    for word, refs in (("networks", report.networks), ("meetings", report.meetings), ("relations", report.relations)):
        yield f"## {text(word)}"
        yield ""
        claims = [report.claims[ref] for ref in refs]
        yield from (_claim(text, claim) for claim in sorted(claims, key=lambda c: c.date or "", reverse=True))
        if not claims:
            yield text("none")
        yield ""


def _claim(text: _Text, claim: Evidence) -> str:
    when = f", {text.date(claim.date or claim.since)}" if claim.date or claim.since else ""
    return f"- {escaped(claim.text.in_(text.language))}{when} {text.cited(claim.sources)}"


def _people(text: _Text) -> Iterator[str]:
    yield f"## {text('people')}"
    yield ""
    yield from (_person(text, one) for one in text.report.people)
    if not text.report.people:
        yield text("none")
    yield ""


def _person(text: _Text, one: Mandate) -> str:
    title = f", {escaped(one.title)}" if one.title else ""
    return f"- {escaped(one.person_name)}{title} ({text('stated')} {text.date(one.as_of)}) {text.cited(one.sources)}"


def _peers(text: _Text) -> Iterator[str]:
    yield f"## {text('peers')}"
    yield ""
    for peer in text.report.peers:
        why = ", ".join(escaped(reason.names.in_(text.language)) for reason in peer.reasons[:5])
        yield f"- {escaped(peer.authority.names.in_(text.language))} ({_plain(peer.score, text.language)}) : {why}"
    if not text.report.peers:
        yield text("none")
    yield ""


def _fresh(text: _Text) -> Iterator[str]:
    fresh = text.report.freshness
    yield f"## {text('fresh')}"
    yield ""
    if not fresh.by_year:
        yield text("none")
        yield ""
        return
    said = [len(fresh.stale), fresh.years, text.date(fresh.against), text.date(fresh.oldest), text.date(fresh.newest)]
    yield _FRESH[text.language == "en"].format(*said)
    yield ""
    heads = (capital(text("stated")), text("how_many"))
    yield from _table(heads, ((text.date(year.year), number(year.count, text.language)) for year in fresh.by_year))


def _missing(text: _Text) -> Iterator[str]:
    for word, lines in (
        ("missing", [item.text.in_(text.language) for item in text.report.missing]),
        ("open", [item.question.in_(text.language) for item in text.report.open]),
    ):
        if lines:
            yield f"## {text(word)}"
            yield ""
            yield from (f"- {escaped(line)}" for line in lines)
            yield ""


def _sources(text: _Text) -> Iterator[str]:
    yield f"## {text('sources')}"
    yield ""
    for ref in text.report.sources:
        yield f"{text.notes[ref.id]}. {escaped(ref.titles.in_(text.language))}, {text.date(ref.date)}"
