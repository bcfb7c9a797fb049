"""The shipped corpus, held against the documents it was taken from (where they are at hand)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from anyascii import anyascii
from rapidfuzz import fuzz

from graph.ids import fold as words
from graph.places import territory
from graph.records import (
    AttendanceRecord,
    CollectivityRecord,
    Entity,
    EventRecord,
    FigureRecord,
    MandateRecord,
    NetworkRecord,
    PartnershipRecord,
    Record,
    ReviewRecord,
    flatten,
)
from loaders.batch import Batch
from loaders.facts.corpus import corpus
from loaders.facts.read import read_facts

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "corpus"
FILES = [path.stem for path in corpus()]
LINES = re.compile(r" · l\. (\d+(?:-\d+)?(?:, \d+(?:-\d+)?)*)$")

ALIKE = {
    ("consulat-des-etats-unis", "consulat-des-etats-unis-a-lyon"): (
        "the minutes of 2020 do not say which consulate; the question stands open"
    ),
    (
        "institut-national-des-etudes-territoriales",
        "institut-national-specialise-d-etudes-territoriales-d-angers",
    ): "two schools of one public body",
}
"""Bodies of nearly one name that are two, each with the reason."""


@cache
def facts(stem: str) -> Batch:
    (path,) = (path for path in corpus() if path.stem == stem)
    return read_facts(path)


def fold(text: str) -> str:
    """Letters and digits alone, so that line breaks, hyphens and marks of the layout do not matter."""
    return re.sub(r"[^a-z0-9]", "", anyascii(re.sub(r"</?[a-z]+>", "", text)).lower())


def spellings(record: Record) -> set[str]:
    said = flatten(record)
    found: set[str] = set(said.get("as_stated", ()))
    for name in ("name", "name_fr", "name_en", "acronym", "aliases", "former_names"):
        value = said.get(name, ())
        found.update([value] if isinstance(value, str) else value)
    return {fold(text) for text in found}


def territory_names(code: str) -> set[str]:
    place = territory(code)
    return {fold(name) for name in (place.name, place.fr, place.en, *place.aliases)}


def ends(record: Record) -> list[str]:
    """Ids whose names must stand at the place of a claim."""
    if isinstance(record, PartnershipRecord):
        return list(record.parties)
    if isinstance(record, AttendanceRecord):
        return [record.person]
    if isinstance(record, MandateRecord):
        return [record.person, record.body]
    if isinstance(record, Entity):
        return [] if isinstance(record, EventRecord | ReviewRecord) else [record.id]
    if isinstance(record, FigureRecord):
        return []
    return [thing for name, thing, _ in record.references() if name != "themes"]


def text_at(lines: list[str], locator: str) -> str:
    match = LINES.search(locator)
    assert match, f"{locator}: no line numbers at the end"
    picked: list[str] = []
    for part in match[1].split(", "):
        first, _, last = part.partition("-")
        assert 1 <= int(first) <= int(last or first) <= len(lines), f"{locator}: no such lines"
        picked.extend(lines[int(first) - 1 : int(last or first)])
    return fold(" ".join(picked))


@pytest.mark.parametrize("stem", FILES)
def test_nothing_is_rejected(stem: str) -> None:
    assert facts(stem).rejected == []


@pytest.mark.parametrize("stem", FILES)
def test_each_name_stands_at_its_place(stem: str) -> None:
    document = facts(stem).source.document
    assert document
    if not (DOCUMENTS / document).exists():
        pytest.skip(f"{document} is not at hand")
    lines = (DOCUMENTS / document).read_text(encoding="utf-8").split("\n")
    names = {record.claim(): spellings(record) for record in facts(stem).records if isinstance(record, Entity)}
    missing = []
    for record in facts(stem).records:
        text = text_at(lines, record.at)
        for end in ends(record):
            known = names.get(end) or territory_names(end) | {fold(name) for name in record.as_stated}
            if not any(name in text for name in known):
                missing.append(f"{record.label} {record.claim()}: {end} does not stand at {record.at}")
    assert not missing


@pytest.mark.parametrize("stem", FILES)
def test_no_sentence_is_copied(stem: str) -> None:
    document = facts(stem).source.document
    if not document or not (DOCUMENTS / document).exists():
        pytest.skip("the document is not at hand")
    text = fold((DOCUMENTS / document).read_text(encoding="utf-8"))
    for record in facts(stem).records:
        note = fold(flatten(record).get("note_fr", ""))
        for start in range(0, len(note) - 60, 10):
            assert note[start : start + 60] not in text, f"{record.claim()}: a copied sentence"


def test_the_minutes_hold_their_attendances() -> None:
    """30, 24 and 16 at the three meetings (three of the 16 excused): 65 people, five of them at two."""
    meetings: dict[str, list[AttendanceRecord]] = {}
    for stem in FILES:
        if stem.startswith("groupe-pays"):
            found = [record for record in facts(stem).records if isinstance(record, AttendanceRecord)]
            day = stem.removeprefix("groupe-pays-etats-unis-")
            meetings[stem] = [record for record in found if record.event.startswith(day)]
    assert sorted(len(found) for found in meetings.values()) == [16, 24, 30]
    everyone = [record for found in meetings.values() for record in found]
    assert sum(record.presence == "excused" for record in everyone) == 3
    people = Counter(record.person for record in everyone)
    assert (len(people), sum(count == 2 for count in people.values())) == (65, 5)


def names_of(record: Entity) -> set[str]:
    """Official names, acronyms and former names, folded to words; not the spellings of the document."""
    said = flatten(record)
    values = [said.get(name, ()) for name in ("name", "name_fr", "name_en", "acronym", "aliases", "former_names")]
    return {words(text) for value in values for text in ([value] if isinstance(value, str) else value)}


def test_one_body_has_one_id() -> None:
    """No two ids under nearly one name, and no id that is two things."""
    names: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, set[str]] = defaultdict(set)
    for stem in FILES:
        for record in facts(stem).records:
            if isinstance(record, Entity) and not isinstance(record, ReviewRecord | EventRecord):
                labels[record.id].add(record.label)
                names[record.id] |= names_of(record)
    assert {id_: found for id_, found in labels.items() if len(found) > 1} == {}
    alike = {
        (one, other)
        for one, other in combinations(sorted(names), 2)
        if ("Person" in labels[one]) == ("Person" in labels[other])
        and max(fuzz.token_sort_ratio(a, b) for a in names[one] for b in names[other]) >= 88
    }
    assert alike == ALIKE.keys()


def test_nothing_stands_alone() -> None:
    """Each thing is tied by a claim, described, or the subject of an open question."""
    records = [record for stem in FILES for record in facts(stem).records]
    tied = {thing for record in records for _, thing, _ in record.references()}
    described = {
        record.id for record in records if isinstance(record, NetworkRecord) and (record.offers or record.admits)
    }
    things = {record.id for record in records if isinstance(record, Entity)}
    loose = things - tied - described
    assert {record.label for record in records if isinstance(record, Entity) and record.id in loose} <= {
        "Event",
        "Review",
    }


def test_each_authority_has_its_code_or_an_open_question() -> None:
    records = [record for stem in FILES for record in facts(stem).records]
    open_ = {thing for record in records if isinstance(record, ReviewRecord) for thing in record.about}
    codes: dict[str, bool] = defaultdict(bool)
    for record in records:
        if isinstance(record, CollectivityRecord):
            french = record.territory.startswith("FR")
            known = record.insee or record.siren or record.governs if french else record.territory != "US"
            codes[record.id] |= bool(known)
    assert [id_ for id_, known in codes.items() if not known and id_ not in open_] == []


def test_each_authority_is_in_its_country() -> None:
    for stem in FILES:
        for record in facts(stem).records:
            if isinstance(record, CollectivityRecord):
                assert record.id.split("-")[0] == record.territory.split("-")[0].lower(), record.id
