"""Questions that work: built from the wordings of the kinds and from what is loaded, each tried before it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from ask.choose import PLACES
from ask.gazetteer import Entity, Gazetteer, place
from ask.kinds import Kind, kind_named, kinds
from ask.prose import of, sentence_case, slots, the
from graph.places import chain
from graph.views import Partnership
from graph.vocabulary import Language, Status

SHOWN: Final = 4
"""How many examples are shown."""

_TRIED: Final = 24

TOLD: Final = 20
"""How many links without a status one with a status is worth."""

K = TypeVar("K", bound=Hashable)

Works = Callable[[str, Language, Sequence[Entity]], bool]


def templates(scopes: Sequence[Entity], language: Language) -> Iterator[tuple[str, tuple[Entity, ...]]]:
    """Yield questions about these scopes, each with the scopes that it names: those about both, then about each."""
    scopes = [one for one in scopes if one.label in PLACES]
    if len(scopes) > 1:
        yield from _filled(tuple(scopes[:2]), language)
    # "Partners of France" is everything, and no answer to anybody's question.
    for scope in [one for one in scopes[:2] if one.id != "FR"]:
        yield from _filled((scope,), language)


def about(scopes: Sequence[Entity], language: Language) -> Iterator[tuple[str, tuple[Entity, ...]]]:
    """Yield questions of the other kinds about what was found: of a person the offices, of a network the members."""
    names = {
        "Person": ("office-of", "meetings-of"),
        "Network": ("card", "members-of", "network-links"),
        "Organisation": ("card", "network-links"),
        "Event": ("card",),
    }
    for scope in scopes[:2]:
        for name in names.get(scope.label, ()):
            forms = {
                "a": the(scope, language),
                "of_a": of(scope, language),
                "name_a": scope.fr if language == "fr" else scope.en,
            }
            text = kind_named(name).examples[language][0].format(**forms)
            yield sentence_case(text.replace(" ?", "\u00a0?")), (scope,)


def examples_of(
    sample: Sequence[Partnership], language: Language, gazetteer: Gazetteer, works: Works
) -> tuple[str, ...]:
    """Return up to four questions about these partnerships that work, of different kinds."""
    found: list[str] = []
    seen: set[Entity] = set()
    for tried, (kind, wording, scopes) in enumerate(_candidates(sample, gazetteer)):
        if len(found) == SHOWN or tried >= _TRIED:
            break
        # The same place in two of four examples would hide how much can be asked.
        if seen & {scope for scope in scopes if scope.id != "FR"}:
            continue
        question = _fill(kind, wording, scopes, language)
        if works(question, language, scopes):
            found.append(question)
            seen.update(scopes)
    return tuple(found)


def _candidates(sample: Sequence[Partnership], gazetteer: Gazetteer) -> Iterator[tuple[Kind, int, tuple[Entity, ...]]]:
    """Yield kinds with wording and scopes in turn: all of a state, one city, a city and a country, a partner abroad."""
    between = next(kind for kind in kinds() if kind.scopes == 2)
    one = next(kind for kind in kinds() if kind.scopes == 1)
    best = sorted(sample, key=_worth, reverse=True)
    # A register alone would put forward whoever has most lines in it; whom minutes speak of is worth more than that.
    told = [(pair, 1 + TOLD * (item.status != Status.UNKNOWN)) for item in best if (pair := _pair(item, gazetteer))]
    pairs = [pair for pair, _ in told]
    ours = _weighed((home, weight) for (home, _), weight in told if home.label == "Collectivity")
    states = _weighed((_state(away), weight) for (_, away), weight in told)
    for at in range(max(len(ours), len(states), len(pairs))):
        if at < len(states):
            yield between, 1, (place("FR"), place(states[at]))
        if at < len(ours):
            yield one, 0, (ours[at],)
        if at < len(pairs):
            home, away = pairs[at]
            yield one, 1, (away,)
            yield between, 0, (home, place(chain(away.territory or "FR")[-1].code))


def _weighed(some: Iterable[tuple[K, int]]) -> list[K]:
    """Return what stands in pairs with a weight, the heaviest first."""
    total: Counter[K] = Counter()
    for one, weight in some:
        total[one] += weight
    return [one for one, _ in total.most_common()]


def _worth(item: Partnership) -> tuple[bool, bool, int, str]:
    return (item.status != Status.UNKNOWN, item.since is not None, len(item.sources), item.id)


def _pair(item: Partnership, gazetteer: Gazetteer) -> tuple[Entity, Entity] | None:
    """The French body and the foreign one of a partnership of two whose places are known."""
    bodies = [gazetteer.bodies[party.id] for party in item.partners if party.id in gazetteer.bodies]
    bodies.sort(key=lambda body: body.country != "FR")
    known = [body for body in bodies if body.territory and body.governs is None]
    if len(known) != 2 or known[0].country != "FR" or known[1].country == "FR":
        return None
    return known[0], known[1]


def _state(body: Entity) -> str:
    """The state of a body in the United States, else its country."""
    steps = chain(body.territory or "FR")
    return steps[-2].code if steps[-1].code == "US" and len(steps) > 1 else steps[-1].code


def _filled(scopes: tuple[Entity, ...], language: Language) -> Iterator[tuple[str, tuple[Entity, ...]]]:
    for kind in kinds():
        if kind.scopes == len(scopes):
            yield _fill(kind, 0, scopes, language), scopes


def _fill(kind: Kind, wording: int, scopes: Sequence[Entity], language: Language) -> str:
    forms: dict[str, str] = {}
    for letter, scope in zip("ab", scopes, strict=False):
        forms |= slots(letter, scope, language)
    text = kind.examples[language][wording].format(**forms)
    return sentence_case(text.replace(" ?", "\u00a0?"))
