"""Where a named place lies by the words behind it: `Seattle - Washington`, `Kita, au Mali`, `Worcester City Council`."""

from __future__ import annotations

import re

from graph.cities import cities_named
from graph.places import contains, country_of, territories
from graph.places import names as territory_names
from loaders.minutes.cues import named
from loaders.minutes.gazetteer import HOME, Body
from loaders.minutes.lexicon import phrases, words
from loaders.minutes.naming import Mention, Words

_IN = (("dans", "le"), ("dans", "la"), ("dans", "l"), ("in", "the"), ("au",), ("en",), ("aux",), ("in",))

ARTICLES = ("la", "le", "les", "el", "al", "san", "santa", "sao", "saint", "port", "new")

_LEADING = frozenset(
    "avec with entre between et and a de d of to ou or ville commune cercle jumelee jumele twinned villes".split()
)

_PAIRED = re.compile(r"[A-ZÀ-Ý][^.;:,()]{1,40}\s[–—-]\s")
"""What stands before the second of a pair that opens a line: `Ludlow – San Pietro in Cariano (IT)`."""

_ITEMS = re.compile(
    r"[^A-ZÀ-Ý.;:]{0,40}[,;]?\s*(?:(?:et|and|ou|puis|ainsi que)\s+)?(?:(?:la|le|les|l['’]|à|avec|with)\s*)*"
)
"""What may part two places of one list: `Remscheid (Allemagne) depuis 1971, Limerick (Irlande)`."""

_DEPARTEMENT = re.compile(r"\s\((?P<name>[A-ZÀ-Ý][^()]{2,30}|\d[\dAB]\d?)\)")
"""`Saint-Denis (Seine-Saint-Denis)`: which of them it is."""

_LETTERS = {"UK": "GB"}


class Placed(Words):
    """Ends the name of a place with what tells where it lies, and finds towns that no table has by that."""

    def _finished(
        self, bodies: list[Body], first: int, start: int, count: int, *, level: bool
    ) -> tuple[list[Mention], int]:
        after = start + count
        end = self.here[after - 1].end
        if (
            len(bodies) == 1
            and bodies[0].kind in ("city", "commune")
            and (beside := self._territory(after, self._name(start, count)))
        ):
            code, later, place = beside
            between = self.text[end : self.here[after].start]
            if bodies[0].kind == "commune" and "(" not in between and "," not in between:
                # `Quimper – Limerick` are two towns, whatever county bears that name.
                return [Mention(self.here[first].start, end, bodies[0], level)], after
            if self._is_next(self._name(start, count), code, between, self._name(after, later - after)):
                return [Mention(self.here[first].start, end, bodies[0], level)], after
            after, end = later, place
            bodies = [self._placed(bodies[0], code, self._name(start, count), self.text[self.here[start].start : end])]
            self.names.settle(self._name(start, count), bodies[0])
        if len(bodies) == 1 and not level and bodies[0].kind == "state" and (beside := self._territory(after, "")):
            # `Lovetch (Bulgarie)`: a town that bears the name of its region.
            town = self.names.city_in(self.text[self.here[start].start : end], beside[0])
            if town.kind == "city" and "lat" in town.fields and bodies[0].territory != beside[0]:
                bodies, after, end = [town], beside[1], beside[2]
        if len(bodies) == 1 and bodies[0].kind == "commune" and (match := _DEPARTEMENT.match(self.text[end:])):
            within = self.names.commune_in(self._name(start, count), match["name"])
            if within:
                self.names.settle(self._name(start, count), within)
                bodies, end = [within], end + match.end()
                after = next((i for i, token in enumerate(self.here) if token.start >= end), len(self.here))
                return [Mention(self.here[first].start, end, within, level)], after
        here = self.here[first].start
        if len(bodies) == 1 and not level and (behind := self._level_behind(start, after)):
            bodies, after, level = [behind[0]], behind[1], True
            end = self.here[after - 1].end
        return [Mention(here, end, body, level) for body in bodies], after

    @staticmethod
    def _is_next(name: str, code: str, between: str, said: str) -> bool:
        """Whether what a comma parts is a further town, not where the first lies: `Lyon, Leeds and Leipzig`."""
        if "," not in between or "-" not in code or not cities_named(said):
            return False
        return not any(contains(code, city.territory) for city in cities_named(name))

    def _level_behind(self, start: int, after: int) -> tuple[Body, int] | None:
        """`Worcester City Council`, `Worcestershire County Council`, `the Yonne department`: the level behind the name."""
        found = phrases("levels_behind").at(self.here, after) if after < len(self.here) else None
        if found is None or self.text[self.here[after - 1].end : self.here[after].start] != " ":
            return None
        name = self._name(start, after - start)
        if self.here[after].folded == "council" and (
            name in words("common", "words")
            or self.here[start].folded in ("the", "our", "this")
            or self.here[after - 1].folded in ("city", "town", "borough", "district", "county", "parish")
        ):
            return None
        body = self.names.authority(name, found[0])
        if body is None and self.here[after].folded == "council":
            body = self.names.authority(name, "commune")
        return (body, after + found[1]) if body else None

    def _governed_behind(self, index: int) -> tuple[list[Mention], int] | None:
        """The same where the name alone would be nobody."""
        for count in (3, 2, 1):
            if (
                index + count < len(self.here)
                and self._one_piece(index, count)
                and (behind := self._level_behind(index, index + count))
            ):
                end = self.here[behind[1] - 1].end
                return [Mention(self.here[index].start, end, behind[0], level=True)], behind[1]
        return None

    def _placed(self, body: Body, code: str, name: str, written: str) -> Body:
        if body.territory and contains(code, body.territory):
            return body
        return self.names.city_in(re.split(r"\s*[-–—,(/]\s*", written)[0] if " - " in written else name, code)

    def _territory(self, index: int, name: str) -> tuple[str, int, int] | None:
        """The territory that stands behind a city: `Seattle - Washington`, `York, Pennsylvania`, `Kita, au Mali`."""
        if index >= len(self.here):
            return None
        between = self.text[self.here[index - 1].end : self.here[index].start]
        if re.fullmatch(r"\s[-–—]\s|,?\s|\s?\(|/", between) is None:
            return None
        first = self._skip_place(index)
        if first >= len(self.here) or not self.here[first].capital or (first == index and between == " "):
            return None
        for count in range(min(4, len(self.here) - first), 0, -1):
            codes = territory_names().get(self._name(first, count), ())
            codes = tuple(code for code in codes if country_of(code) != HOME)
            codes = codes or self._postal(first, count, between, name)
            codes = tuple(code for code in codes if country_of(code) == self.names.abroad) or codes
            end = self.here[first + count - 1].end
            if self.text[end : end + 1] == "-" and self.text[end + 1 : end + 2].isalpha():
                # `Rennes, Fribourg-en-Brisgau` is not Rennes in the canton of Fribourg.
                continue
            if codes:
                closes = end + 1 if "(" in between and self.text[end : end + 1] == ")" else end
                # A country before a district of the same name somewhere.
                code = next((code for code in codes if "-" not in code), codes[-1])
                return code, first + count, closes
        return None

    def _postal(self, first: int, count: int, between: str, name: str) -> tuple[str, ...]:
        """`Durham (NC)`, `Boise, ID`, `Zutphen (NL)`: the letters of a state or, in brackets, of the town's country."""
        letters = self.here[first].text
        if count > 1 or len(letters) != 2 or not letters.isupper() or not between.strip():
            return ()
        land = _LETTERS.get(letters, letters)
        codes = [code for code in (f"US-{letters}", f"CA-{letters}") if code in territories()]
        if "(" in between and land in territories() and land != HOME:
            there = any(country_of(city.territory) == land for city in cities_named(name))
            codes = [land, *codes] if there else [*codes, land]
        return tuple(codes[:1])

    def _skip_place(self, index: int) -> int:
        """Pass over `au`, `en`, `dans le`, `in the` before the name of a country."""
        for lead in _IN:
            if tuple(token.folded for token in self.here[index : index + len(lead)]) == lead:
                return index + len(lead)
        return index

    def _placed_newly(self, index: int) -> tuple[list[Mention], int] | None:
        """`Douroula, au Burkina Faso`; `Zgharta (Liban)`: a town that no table has, its country behind it."""
        for count in (4, 3, 2, 1):
            after = index + count
            if after >= len(self.here) or not self.here[index].text[0].isupper() or not self._one_piece(index, count):
                continue
            piece = self.here[index:after]
            if any(phrases("levels").at(piece, at) for at in range(1, count) if not piece[at].capital):
                # `La ville de Bistrița (Roumanie)`: the name begins behind.
                continue
            name = self._name(index, count)
            beside = self._territory(after, name)
            listed = beside is not None and self._is_listed(index, count, beside[0])
            if not listed and not self._is_new_name(index, count):
                continue
            # A state may bear the name of anything: where it stands behind, the town must be in the tables.
            if beside and (
                "-" not in beside[0] or any(contains(beside[0], city.territory) for city in cities_named(name))
            ):
                body = self.names.city_in(self.text[self.here[index].start : self.here[after - 1].end], beside[0])
                self.names.settle(name, body)
                return [Mention(self.here[index].start, beside[2], body)], beside[1]
        return None

    def _is_listed(self, index: int, count: int, territory: str) -> bool:
        """Whether a name with its country behind it is a place that the tables have there, or goes on a list of places."""
        name = self._name(index, count)
        if any(contains(territory, city.territory) for city in cities_named(name)):
            return True
        lead = self.text[: self.here[index].start]
        opens = (not lead or _PAIRED.fullmatch(lead)) and named(self.text)
        follows = self.last >= 0 and _ITEMS.fullmatch(self.text[self.last : self.here[index].start])
        return bool(opens or follows) and self.here[index + count - 1].capital and name not in words("common", "words")

    def _is_new_name(self, index: int, count: int) -> bool:
        piece = self.here[index : index + count]
        if not (piece[0].text[0].isupper() and piece[-1].text[0].isupper()) or not self._one_piece(index, count):
            return False
        # Two names side by side are a person's; a town's hang together.
        if (
            count > 1
            and self.strict
            and " " in self.text[piece[0].end : piece[-1].start]
            and piece[0].folded not in ARTICLES
        ):
            return False
        before = self.here[index - 1].folded if index else ""
        opens = not index and not self.strict
        return (before in _LEADING or opens) and piece[0].folded not in words("common", "words")
