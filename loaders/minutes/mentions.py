"""Where a text names bodies: the longest name at each word, with the words of its level and of its territory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from graph.cities import cities_named, city_names
from graph.ids import CONTRACTED
from graph.places import commune_names, contains, country_of, demonyms, territories
from graph.places import names as territory_names
from loaders.minutes.cues import cues, named
from loaders.minutes.gazetteer import HOME, TIED, Body, Gazetteer
from loaders.minutes.lexicon import KEPT_TEXTS, Token, key, lexicon, phrases, tokens, words
from loaders.minutes.newly import body_of, newly_named

MAX_NAME = 7
"""The longest name of a place, words."""

_LINKS = sorted((tuple(link.split()) for link in lexicon()["levels"]["links"]), key=len, reverse=True)
_AND = ("et", "and")
_IN = (("dans", "le"), ("dans", "la"), ("dans", "l"), ("in", "the"), ("au",), ("en",), ("aux",), ("in",))
_ARTICLES = ("la", "le", "les", "el", "al", "san", "santa", "sao", "saint", "port", "new")
_LEADING = frozenset(
    "avec with entre between et and a de d of to ou or ville commune cercle jumelee jumele twinned villes".split()
)
_TYING = ("jumel", "lie", "linked", "twin", "city", "cities", "soeur", "partner", "partenaire")
"""How words begin behind which `à`, `of` or `to` ties a partner."""

_BINDS = re.compile(r"\b(?:lie|lient|unit|unissent|links?|ties|binds?)\b[^.;:]{0,40}$", re.IGNORECASE)
_PAIRED = re.compile(r"[A-ZÀ-Ý][^.;:,()]{1,40}\s[–—-]\s")
"""What stands before the second of a pair that opens a line: `Ludlow – San Pietro in Cariano (IT)`."""

_TIES = re.compile(
    r"\b(?:jumel\w+|villes? (?:sœurs?|partenaires?)|parten\w+|twin\w*|sister|partner\w*)\b[^.:;]{0,60}$", re.IGNORECASE
)
_LISTED = re.compile(r"\s|[^.:!?]*[,;]\s(?:(?:et|and|puis|enfin)\s)?|[^.:!?]*\s(?:et|and)\s")
"""What stands between the colon and a name of the list that it opens: `les trois jumelages : Tavistock, depuis 1958 ; …`."""

_AND_TO = re.compile(
    r"(?:\s(?:depuis|since|en|in)\s(?:19|20)\d\d)?\s*,?\s*(?:(?:et|and|puis|then)\s+)?(?:à|to|avec|with)\s+(?:la\s|l['’]|le\s|the\s)?"
)
"""What leads from one partner to the next: `jumelée à Nantes depuis 1979, à Sarrebruck`."""

_BRACKETED = re.compile(
    r"(?:,\s(?=jumelée?s? (?:à|avec)|twinned with)|\s\([^()]{0,40}|\s?[:–—]\s(?:[\w'’]+\s){0,2})"
    r"(?:chart|pact|jumel|twin|parten|partner|coop|accord|agreement|amiti|friend|convention)",
    re.IGNORECASE,
)
_YEARED = re.compile(r"\s\((?:depuis\s|since\s)?(?:19|20)\d\d\)[^.;]{0,80}\b(?:jumel|twin|parten)")
"""`Bielsko-Biała (2001) et Hradec Králové (2000) : les deux jumelages`."""

_GENERIC = ("commission", "comite", "groupe", "bureau", "conseil", "committee", "board")
_ITEMS = re.compile(
    r"[^A-ZÀ-Ý.;:]{0,40}[,;]?\s*(?:(?:et|and|ou|puis|ainsi que)\s+)?(?:(?:la|le|les|l['’]|à|avec|with)\s*)*"
)
"""What may part two places of one list: `Remscheid (Allemagne) depuis 1971, Limerick (Irlande)`."""

_DEPARTEMENT = re.compile(r"\s\((?P<name>[A-ZÀ-Ý][^()]{2,30}|\d[\dAB]\d?)\)")
"""`Saint-Denis (Seine-Saint-Denis)`: which of them it is."""

_LETTERS = {"UK": "GB"}
_WITH = ("avec", "with", "entre", "between")
_FORMS = frozenset(("collectivite", "metropole", "agglomeration", "agglo", "cap", "grand", "eurometropole"))
_TITLES = frozenset((*lexicon()["attendance"]["honorifics"],))


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in a text, from character `start` to `end`; `level` tells whether words before it say what it is."""

    start: int
    end: int
    body: Body
    level: bool = False


def mentions(text: str, names: Gazetteer, *, strict: bool = True) -> tuple[Mention, ...]:
    """Return the bodies that a text names, in their order.

    Args:
        text: a sentence, a cell, a label.
        names: who bears which name.
        strict: whether a name must begin with a capital and not follow one (`François Laval` is no town).
    """
    known: tuple[Mention, ...] | None = names.read.get((text, strict))
    if known is None:
        if len(names.read) >= KEPT_TEXTS:
            names.read.clear()
        known = names.read[text, strict] = tuple(_Finder(text, tokens(text), names, strict=strict).all())
    return known


def known_bodies(text: str, names: Gazetteer) -> tuple[Mention, ...]:
    """Return the networks and organisations of the graph that a text names; places are not looked for."""
    here = tokens(text)
    if not any(names.longest(token.folded) for token in here):
        return ()
    finder = _Finder(text, here, names, strict=True)
    return tuple(one for one in finder.listed() if one.body.label != "Collectivity" and one.body.known)


class _Finder:
    def __init__(self, text: str, here: Sequence[Token], names: Gazetteer, *, strict: bool) -> None:
        self.text, self.here, self.names, self.strict = text, here, names, strict
        self.last = -1
        """Where the name found last ends."""

    def all(self) -> Iterator[Mention]:
        new = newly_named(self.text)
        index = 0
        while index < len(self.here):
            found = self._at(index, new) if self._may_open(index, new) else None
            if not found:
                index += 1
                continue
            made, index = found
            self.last = max(one.end for one in made)
            yield from made

    def listed(self) -> Iterator[Mention]:
        """Yield the bodies that the graph has, or whose names tell their form."""
        index = 0
        while index < len(self.here):
            found = self._listed(index) if self.names.longest(self.here[index].folded) else None
            yield from found[0] if found else ()
            index = found[1] if found else index + 1

    def _may_open(self, index: int, new: dict[int, re.Match[str]]) -> bool:
        """Whether any name can begin here: most words are told apart by this alone."""
        word = self.here[index]
        if word.capital or not self.strict or word.start in new:
            return True
        return phrases("levels").opens(word.folded) or self.names.longest(word.folded) > 1

    def _at(self, index: int, new: dict[int, re.Match[str]]) -> tuple[list[Mention], int] | None:
        return (
            self._levelled(index)
            or self._listed(index)
            or self._named_newly(index, new)
            or self._governed_behind(index)
            or self._bare(index)
            or self._placed_newly(index)
        )

    def _levelled(self, index: int) -> tuple[list[Mention], int] | None:
        """`Ville de Tours`, `Métropole & ville de Nantes`, `État de Pennsylvanie`."""
        levels, after = self._levels(index)
        if not levels:
            return None
        if of_land := self._of_a_people(after):
            return self._townlike(index, *of_land)
        start = self._skip_links(after)
        for count in range(min(MAX_NAME, len(self.here) - start), 0, -1):
            name = self._name(start, count)
            if start and self.here[start - 1].folded in CONTRACTED and level_of_town(levels):
                # `ville du Havre`: of Le Havre.
                article = CONTRACTED[self.here[start - 1].folded]
                body = self.names.authority(f"{article} {name}", levels[0]) if self.here[start].capital else None
                if body:
                    return self._finished([body], index, start, count, level=True)
            if not self.here[start].capital or not self._one_piece(start, count):
                continue
            bodies = [body for level in levels if (body := self._of_level(level, name, index, start + count))]
            if bodies and len(bodies) == len(levels):
                return self._finished(bodies, index, start, count, level=True)
        return None

    def _of_a_people(self, index: int) -> tuple[str, int] | None:
        """Return the country of a word like `russe` and where the name begins behind it: `la ville russe de Gagarine`."""
        if index >= len(self.here) or self.here[index].capital:
            return None
        land = next((code for code in demonyms("fr").get(self.here[index].folded, ()) if code != HOME), None)
        start = self._skip_links(index + 1)
        return (land, start) if land and start > index + 1 and start < len(self.here) else None

    def _townlike(self, index: int, land: str, start: int) -> tuple[list[Mention], int] | None:
        count = 1
        while start + count < len(self.here) and self.here[start + count].capital and self._one_piece(start, count + 1):
            count += 1
        if not self.here[start].capital:
            return None
        end = self.here[start + count - 1].end
        body = self.names.city_in(self.text[self.here[start].start : end], land)
        return [Mention(self.here[index].start, end, body, level=True)], start + count

    def _of_level(self, level: str, name: str, first: int, after: int) -> Body | None:
        if level == "intercommunality":
            whole = " ".join(token.folded for token in self.here[first:after])
            form = next((word for word in ("metropole", "communaute urbaine") if word in whole), "metropole")
            return (
                self.names.known(whole)
                or self.names.authority(whole, level)
                or self.names.authority(f"{form} de {name}", level)
                or self.names.authority(name, level)
            )
        if said := self.names.spoken(" ".join(token.folded for token in self.here[first:after])):
            return said
        if level == "commune" and (known := self.names.known(name)) and known.kind in ("commune", "city"):
            return known
        return self.names.authority(name, level)

    def _levels(self, index: int) -> tuple[list[str], int]:
        levels: list[str] = []
        after = index
        while after < len(self.here) and (found := phrases("levels").at(self.here, after)) and found[0] != "links":
            levels.append(found[0])
            after += found[1]
            follows = self.here[after] if after < len(self.here) else None
            between = self.text[self.here[after - 1].end : follows.start] if follows else ""
            if follows and follows.folded in _AND:
                after += 1
            elif not any(mark in between for mark in "&/,"):
                break
        return levels, after

    def _listed(self, index: int) -> tuple[list[Mention], int] | None:
        """A name that the graph has, or a body called by its form: `Brest métropole`, `Cités Unies France`, `CUF`."""
        opens = not _FORMS.isdisjoint(token.folded for token in self.here[index : index + 4])
        longest = min(max(self.names.longest(self.here[index].folded), 6 if opens else 0), len(self.here) - index)
        for count in range(longest, 0, -1):
            piece = self.here[index : index + count]
            # `groupe-pays États-Unis` begins small; a name of one word must not.
            if not (piece[0].capital or (count > 1 and any(token.capital for token in piece))):
                continue
            if not self._one_piece(index, count) or self._is_person(index, count):
                continue
            name = self._name(index, count)
            body = self.names.known(name)
            if body and self._spelt(piece, body) and not self._is_common(index, count, body):
                return self._finished([body], index, index, count, level=False)
            if count > 1 and piece[0].capital and (body := self._by_form(name)):
                return self._finished([body], index, index, count, level=True)
        return None

    def _is_common(self, index: int, count: int, body: Body) -> bool:
        """Whether a network goes here by words that are anybody's: `sister cities`, `Commission Europe`."""
        if body.label != "Network":
            return False
        said = self.text[self.here[index].start : self.here[index + count - 1].end]
        if any(cue.start == 0 and cue.end == len(said) for cue in cues(said)):
            return True
        short = key(body.name).startswith(f"{key(said)} ") and self.here[index].folded in _GENERIC
        return short and key(body.name).removeprefix(key(said)).strip() not in key(self.text)

    def _by_form(self, name: str) -> Body | None:
        first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
        if first == "collectivite":
            return self.names.authority(name, "departement") or self.names.authority(name, "region")
        if (
            last in ("metropole", "agglomeration", "agglo")
            or " metropole " in name
            or first in ("metropole", "cap", "grand", "eurometropole")
        ):
            return self.names.authority(name, "intercommunality")
        return None

    @staticmethod
    def _spelt(piece: Sequence[Token], body: Body) -> bool:
        """Whether a short name is written as one: an acronym in capitals, a commune or network with a capital."""
        word = piece[0].text
        return len(piece) > 1 or body.label == "Collectivity" or word.isupper() or (word[0].isupper() and len(word) > 4)

    def _named_newly(self, index: int, new: dict[int, re.Match[str]]) -> tuple[list[Mention], int] | None:
        """`New York City Police Department (NYPD)`: a name whose acronym stands behind it in brackets."""
        match = new.get(self.here[index].start)
        if match is None:
            return None
        body = body_of(match)
        if body is None:
            return None
        after = next((i for i, token in enumerate(self.here) if token.start >= match.end()), len(self.here))
        return [Mention(match.start(), match.end(), body)], after

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
            tied = (index and (self._is_with(index) or self._paired(index))) or self._explained(index + count)
            level = TIED if tied else None
            body = self.names.authority(name, level) or self.names.governing(name, None)
            if body is None and level == TIED and not self.here[index - 1].capital and not self._goes_on(index + count):
                body = self.names.state(name)
            by_another = count == 1 and body is not None and key(body.name) != name and not body.known
            if body and not ((name in _ARTICLES or by_another) and self._goes_on(index + count)):
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
        if self.last >= 0 and named(self.text) and _AND_TO.fullmatch(self.text[self.last : self.here[index].start]):
            return True
        if before[-1] in ("a", "to") and _BINDS.search(self.text[: self.here[index].start]):
            return True
        return before[-1] in _WITH or (
            len(before) == 2 and before[0] in _WITH and before[1] in ("la", "le", "l", "les", "the")
        )

    def _explained(self, after: int) -> bool:
        """Whether brackets behind a name say that it is a partner: `Exeter (jumelage, 1958)`."""
        behind = self.text[self.here[after - 1].end :]
        return (_BRACKETED.match(behind) or _YEARED.match(behind)) is not None

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
        joins = index > 1 and self.here[index - 1].folded in (*_AND, "ou", "or")
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

    def _close(self, one: Token, other: Token, between: str) -> bool:
        return self.text[one.end : other.start] == between

    def _one_piece(self, index: int, count: int) -> bool:
        """Whether nothing but spaces, hyphens and apostrophes parts these words."""
        piece = self.here[index : index + count]
        pairs = pairwise(piece)
        return all(re.fullmatch(r"\s?[-'’. ]?\s?", self.text[a.end : b.start]) is not None for a, b in pairs)

    def _name(self, index: int, count: int) -> str:
        return " ".join(token.folded for token in self.here[index : index + count])

    def _skip_links(self, index: int) -> int:
        for link in _LINKS:
            if tuple(token.folded for token in self.here[index : index + len(link)]) == link:
                # `La Rochelle` and `Le Havre` keep their article.
                kept = self.here[index + len(link) - 1]
                article = kept.folded in ("la", "le", "les", "l") and kept.text[0].isupper() and not kept.text.isupper()
                return index + len(link) - article
        return index

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
            name in words("common", "words") or self.here[start].folded in ("the", "our", "this")
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
            and piece[0].folded not in _ARTICLES
        ):
            return False
        before = self.here[index - 1].folded if index else ""
        opens = not index and not self.strict
        return (before in _LEADING or opens) and piece[0].folded not in words("common", "words")


def level_of_town(levels: Sequence[str]) -> bool:
    """Whether the words before a name say one town."""
    return list(levels) == ["commune"]


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


_OPENING = frozenset("le la les l de d du des a au aux en dans avec entre par pour sur et ou".split()) | frozenset(
    "the of in at with between and or to from".split()
)
