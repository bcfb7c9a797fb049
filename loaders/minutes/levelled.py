"""Bodies whose name says what they are: `Ville de Tours`, `Cités Unies France`, `New York City Police Department (NYPD)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.ids import CONTRACTED
from graph.places import demonyms
from loaders.minutes.bare import AND, MAX_NAME, Bare
from loaders.minutes.cues import cues
from loaders.minutes.gazetteer import HOME, Body
from loaders.minutes.lexicon import Token, key, phrases
from loaders.minutes.naming import Mention
from loaders.minutes.newly import body_of

_GENERIC = ("commission", "comite", "groupe", "bureau", "conseil", "committee", "board")

_FORMS = frozenset(("collectivite", "metropole", "agglomeration", "agglo", "cap", "grand", "eurometropole"))


class Levelled(Bare):
    """Finds names with the words of their level, and those that the graph has."""

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
            if follows and follows.folded in AND:
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


def level_of_town(levels: Sequence[str]) -> bool:
    """Whether the words before a name say one town."""
    return list(levels) == ["commune"]
