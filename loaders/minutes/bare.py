"""Places by their names alone: `Nice`, `Boston`; the smaller ones only where the words around tie them to somebody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from graph.cities import city_names
from graph.places import commune_names
from graph.places import names as territory_names
from loaders.minutes.cues import named
from loaders.minutes.gazetteer import TIED
from loaders.minutes.lexicon import key, lexicon, phrases
from loaders.minutes.naming import Mention
from loaders.minutes.placed import ARTICLES, Placed

MAX_NAME = 7
"""The longest name of a place, words."""

AND = ("et", "and")

_TYING = ("jumel", "lie", "linked", "twin", "city", "cities", "soeur", "partner", "partenaire")
"""How words begin behind which `à`, `of` or `to` ties a partner."""

_BINDS = re.compile(r"\b(?:lie|lient|unit|unissent|links?|ties|binds?)\b[^.;:]{0,40}$", re.IGNORECASE)

_TIES = re.compile(
    r"\b(?:jumel\w+|villes? (?:sœurs?|partenaires?)|parten\w+|twin\w*|sister|partner\w*)\b[^.:;]{0,60}$", re.IGNORECASE
)

_LISTED = re.compile(r"\s|[^.:!?]*[,;]\s(?:(?:et|and|puis|enfin)\s)?|[^.:!?]*\s(?:et|and)\s")
"""What stands between the colon and a name of the list that it opens: `les trois jumelages : Tavistock, depuis 1958 ; …`."""

_AND_TO = re.compile(
    r"(?:\s(?:depuis|since|en|in)\s(?:19|20)\d\d)?\s*,?\s*(?:(?:et|and|puis|then)\s+)?(?:à|to|avec|with)\s+(?:la\s"
    r"|l['’]|le\s|the\s)?"
)
"""What leads from one partner to the next: `jumelée à Nantes depuis 1979, à Sarrebruck`."""

_BRACKETED = re.compile(
    r"(?:,\s(?=jumelée?s? (?:à|avec)|twinned with)|\s\([^()]{0,40}|\s?[:–—]\s(?:[\w'’]+\s){0,2})"
    r"(?:chart|pact|jumel|twin|parten|partner|coop|accord|agreement|amiti|friend|convention)",
    re.IGNORECASE,
)

_TO_WHICH = re.compile(
    r",\s(?:to|with|à|avec) (?:which|whom|laquelle|lequel|lesquelles|qui)\b[^.;]{0,60}(?:jumel|twin|link|li[ée]"
    r"|parten|partner|accord"
    r"|agreement|convention)"
)
"""`Gravelines, to which Dartford has been linked`."""

_AND_THEN = re.compile(r"\s\((?:depuis |since )?(?:19|20)\d\d\)\s?(?:,|et|and|&|,\s(?:et|and))\s")
"""`links with Le Puy (1991) and Heusenstamm (1984)`."""

_COMPOUND = re.compile(r" (?:twinning|link|partnership|friendship|agreement|exchange)\b")
_DATED = re.compile(r"\s(?:depuis|since)\s(?:19|20)\d\d\b")
_YEARED = re.compile(r"\s\((?:depuis\s|since\s)?(?:19|20)\d\d\)[^.;]{0,80}\b(?:jumel|twin|parten)")
"""`Bielsko-Biała (2001) et Hradec Králové (2000) : les deux jumelages`."""

_WITH = ("avec", "with", "entre", "between")

_TITLES = frozenset((*lexicon()["attendance"]["honorifics"],))

_OPENING = frozenset("le la les l de d du des a au aux en dans avec entre par pour sur et ou".split()) | frozenset(
    "the of in at with between and or to from".split()
)


class Bare(Placed):
    """Finds a place that nothing but its name tells."""

    def _bare(self, index: int) -> tuple[list[Mention], int] | None:
        """`Nice`, `Boston`, `Auvergne-Rhône-Alpes`: a place by its name alone."""
        if (not self.here[index].capital and self.strict) or self._inside_a_name(index):
            return None
        first = self.here[index].folded
        longest = max(places_from(first), self.names.settled_from(first))
        for count in range(min(longest, len(self.here) - index), 0, -1):
            if not self._one_piece(index, count) or self._is_person(index, count):
                continue
            name = self._name(index, count)
            if len(name) < 3 or (name in territory_names() and self._is_country(name)) or self._of_a_land(index):
                continue
            tied = (
                (index and (self._is_with(index) or self._paired(index)))
                or self._explained(index + count)
                or self._compounded(index, count)
            )
            level = TIED if tied else None
            body = self.names.authority(name, level) or self.names.governing(name, None)
            if body is None and level == TIED and not self.here[index - 1].capital and not self._goes_on(index + count):
                body = self.names.state(name)
            by_another = count == 1 and body is not None and key(body.name) != name and not body.known
            if body and not ((name in ARTICLES or by_another) and self._goes_on(index + count)):
                return self._finished([body], index, index, count, level=False)
        return None

    def _goes_on(self, after: int) -> bool:
        """Whether a further capitalised word belongs to a name: `San` of `San Pietro in Cariano`."""
        follows = self.here[after] if after < len(self.here) else None
        return follows is not None and follows.capital and self._close(self.here[after - 1], follows, " ")

    def _inside_a_name(self, index: int) -> bool:
        """Whether a hyphen joins a word to one before it: `Sèvres` of `Deux-Sèvres` is no town."""
        here = self.here[index]
        before = self.here[index - 1] if index else None
        return (
            before is not None
            and before.capital
            and self.text[before.end : here.start] == "-"
            and before.end != self.last
        )

    def _is_with(self, index: int) -> bool:
        """Whether `avec`, `with`, `entre` stands before a name, an article between them or not."""
        before = [token.folded for token in self.here[max(0, index - 2) : index]]
        if len(before) == 2 and before[1] in ("a", "to", "of", "de") and before[0].startswith(_TYING):
            return True
        start = self.here[index].start
        colon = self.text.rfind(":", 0, start)
        if colon > 0 and _LISTED.fullmatch(self.text[colon + 1 : start]) and _TIES.search(self.text[:colon]):
            return True
        between = self.text[max(self.last, 0) : start]
        if self.last >= 0 and named(self.text) and (_AND_TO.fullmatch(between) or _AND_THEN.fullmatch(between)):
            return True
        if before[-1] in ("a", "to") and _BINDS.search(self.text[: self.here[index].start]):
            return True
        return before[-1] in _WITH or (
            len(before) == 2 and before[0] in _WITH and before[1] in ("la", "le", "l", "les", "the")
        )

    def _explained(self, after: int) -> bool:
        """Whether brackets behind a name say that it is a partner: `Exeter (jumelage, 1958)`."""
        behind = self.text[self.here[after - 1].end :]
        return any(shape.match(behind) for shape in (_BRACKETED, _YEARED, _TO_WHICH)) or bool(
            _DATED.match(behind) and named(self.text)
        )

    def _compounded(self, index: int, count: int) -> bool:
        """Whether a name stands before a word of a tie as in `the Hanau twinning`."""
        before = self.here[index - 1].folded if index else ""
        behind = self.text[self.here[index + count - 1].end :]
        return before in ("the", "our", "its", "their") and _COMPOUND.match(behind) is not None

    def _of_a_land(self, index: int) -> bool:
        """Whether words before a name say a region or state that no table has: `la région de Rabat` is not the town."""
        for back in (1, 2, 3):
            first = index - back
            if first < 0 or (
                self.here[first].capital and back > 1 and self.here[first].folded not in ("region", "province", "etat")
            ):
                return False
            found = phrases("levels").at(self.here, first)
            if found and found[0] in ("region", "departement", "state", "county"):
                return self._skip_links(first + found[1]) == index and first + found[1] < index
        return False

    def _paired(self, index: int) -> bool:
        """Whether a dash ties a name to the one before: `Saint-Brieuc – Aberystwyth`."""
        between = self.text[self.here[index - 1].end : self.here[index].start]
        if self.here[index - 1].capital and between in (" – ", " — ", " - ", "–", " / "):
            return True
        # `Metz et Trèves`, `Metz and Trier`: of two names side by side, both are places if one is.
        joins = index > 1 and self.here[index - 1].folded in (*AND, "ou", "or")
        return joins and self.here[index - 2].end == self.last

    @staticmethod
    def _is_country(name: str) -> bool:
        return all("-" not in code for code in territory_names()[name])

    def _is_person(self, index: int, count: int) -> bool:
        """Whether a capitalised word stands right before or behind: `François Laval`, `Lyon Dupont`."""
        if not self.strict or count > 2:
            return False
        before = self.here[index - 1] if index else None
        if before and self._close(before, self.here[index], " ") and (before.capital or before.folded in _TITLES):
            return before.folded not in _OPENING and phrases("levels").at(self.here, index - 1) is None
        after = self.here[index + count] if index + count < len(self.here) else None
        return bool(
            after
            and count == 1
            and after.text.isupper()
            and len(after.text) > 2
            and self._close(self.here[index], after, " ")
        )


@cache
def _openings() -> Mapping[str, int]:
    """First word of a place's name, folded → how many words the longest such name has."""
    longest: dict[str, int] = {}
    for name in (*city_names(), *territory_names(), *(key(name) for name in commune_names())):
        first, count = name.partition(" ")[0], name.count(" ") + 1
        if count > longest.get(first, 0):
            longest[first] = count
    return longest


def places_from(first: str) -> int:
    """Return how many words the longest name of a place has that begins with this word; 0 where there is none."""
    return min(_openings().get(first, 0), MAX_NAME)
