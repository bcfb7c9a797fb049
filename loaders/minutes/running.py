"""People in running words of a list: `pour la Ville de Lyon : Mmes A, adjointe, et B`, `Reims (C, maire, et D)`.

A text is cut at its marks into pieces; each piece is a body, a person, or words about the person before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from loaders.minutes.gazetteer import Body, Gazetteer
from loaders.minutes.lexicon import key, phrases, tokens, words
from loaders.minutes.lists import heading
from loaders.minutes.mentions import mentions
from loaders.minutes.newly import new_organisation
from loaders.minutes.offices import from_words, is_title, town_alone, whole
from loaders.minutes.people import listed_name, person_name
from loaders.minutes.sentences import is_told

_LETTERS = re.compile(r"\([A-Z][\w&/-]{1,11}\)(?=\s*:)")
MAX_LABEL = 9
"""The longest name of a body before a colon, words."""

_MARK = re.compile(r"[,;:()]|\s[–—-]\s|\.\s+(?=[A-ZÀ-Ý])|\s(?:et|and|ainsi que|as well as)\s")
_ABBREVIATED = re.compile(r"\b(?:M|MM|Mr|Mrs|Ms|Dr|Pr|St|[A-Z])$")
_PLURAL = re.compile(r"^(?:MM\.?|Mmes|Mesdames|Messieurs|Councillors|Cllrs|Commissioners|Messrs\.?)\s+")
_LED = re.compile(
    r"^(?P<lead>.*?\b(?:avec|outre|enfin|également|notamment|finally|lastly|envoyé|délégué|par|with|by|sent"
    r"|personne de|Mmes?|MM?\.|Mr|Mrs|Ms|Dr"
    r"|Councillors?|Cllrs?|Cllr|présente?s?|participaient|représentant|representing|dont))\s+"
    r"(?P<name>(?:(?:Mmes?|MM?\.|Mr|Mrs|Ms|Dr|Councillor|Cllr)\s+)?[A-ZÀ-Ý].*)$"
)
_FOR = re.compile(
    r"^(?:-\s*)?(?:pour|au titre d[eu]|au nom d[eu]|de la part d[eu]|for|on behalf of|from|representing"
    r"|côté)\s+(?:(?:la|le|les|the)\s+|l['’])?",
    re.IGNORECASE,
)
_CAME = re.compile(
    r"\s+(?:joined|left|arrived|attended|participated|a rejoint|rejoint|arrivée?|arrive|quitte|a quitté"
    r"|assiste|participe|intervient)\b.*$"
)
_SENT = re.compile(r"\s*(?:par|by)\s+(?:(?:Mmes?|MM?\.|Mr|Mrs|Ms|Dr)\s+)?[A-ZÀ-Ý]")
_HONORED = re.compile(r"(?:Mmes?|MM?\.|Mr|Mrs|Ms|Dr|Cllr|Councillors?|Madame|Monsieur)\b")
_NOISE = re.compile(
    r"(?:pouvoir|procuration|ayant donné|a donné|qui|who|son|sa|ses|leurs?|his|her|their|dont|bien|also|aussi"
    r"|pour (?:\w+er|\w+ir|faire|\w{3,}re)|afin|to \w+|puis|then|animait|présidait|conduisait|ouvrait|chaired)\b",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(
    r"(?P<who>.{5,60}?)\s+(?:pour|au nom de|for|from|du|de|of)\s+(?:(?:la|le|les|the)\s+|l['’])?(?P<body>.{3,80})$",
    re.IGNORECASE,
)
_STANDS_FOR = re.compile(
    r"\b(?:représentant|representing|remplaç\w+|remplace|replac(?:ing|ed)|en remplacement de"
    r"|standing in for|in place of|à la place d[eu]|on behalf of)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Someone:
    """A person of a running list, with what the words around say, and where they stand (characters, the end exclusive)."""

    name: str
    printed: str
    start: int
    end: int
    bodies: tuple[Body, ...] = ()
    about: list[str] = field(default_factory=list)
    presence: str | None = None

    def office(self, names: Gazetteer) -> tuple[str | None, tuple[Body, ...], tuple[tuple[str, Body], ...]]:
        """Return title, bodies and further offices; a body that leads the list goes before one that the words make up."""
        title, bodies, also = from_words(", ".join(self.about), names) if self.about else (None, (), ())
        made_up = all(body.label == "Organisation" and not body.known for body in bodies)
        if self.bodies and (made_up or not bodies):
            said = title or (", ".join(self.about)[:200] if made_up and bodies else None)
            return said, self.bodies, also
        return title, bodies, also


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int
    before: str
    after: str
    depth: int


def running(text: str, names: Gazetteer, town: Callable[[str], tuple[Body, ...]]) -> list[Someone]:
    """Return the people of a running text.

    Args:
        text: what stands behind the heading of a list, or one of its entries.
        names: who bears which name.
        town: what tells the bodies that a short text names, `la ville` among them.
    """
    reader = _Running(names, town)
    # `Ministère … (DCTCIV) : M. X`: the letters are of the name.
    text = _LETTERS.sub(lambda found: " " * len(found[0]), text)
    pieces = [piece for piece in _pieces(text) if piece.text.strip()]
    for piece, follows in zip(pieces, [*pieces[1:], None], strict=True):
        if not (reader.led_by(piece, follows) or reader.sent(piece, follows) or reader.labelled(piece, follows)):
            reader.take(piece)
        reader.last = piece.text
    return reader.people


class _Running:
    def __init__(self, names: Gazetteer, town: Callable[[str], tuple[Body, ...]]) -> None:
        self.names, self.town = names, town
        self.people: list[Someone] = []
        self.current: Someone | None = None
        """Whom words are about: nobody behind a full stop."""

        self.last = ""
        """The piece before."""

        self.away = False
        """Whether words have said that who comes next was replaced."""

        self.body: tuple[Body, ...] = ()
        self.outer: tuple[Body, ...] = ()
        self.waiting: list[str] = []
        self.open: list[Someone] = []
        """Those of whom nothing has been said yet: an office in brackets is of all of them."""

    def led_by(self, piece: _Piece, follows: _Piece | None) -> bool:
        """Take in `et, pour la Ville de Redon, M. X`: who comes behind is for that body, not who stands before."""
        joined = piece.before in ("et", ".", ";", "") or self.last.strip() in ("et", "and", "enfin", "finally")
        led = _FOR.match(piece.text.strip()) if joined and follows and piece.after == "," else None
        bodies = self.town(piece.text.strip()[led.end() :]) if led else ()
        if not bodies or follows is None or not _person(follows.text):
            return False
        self.current, self.body, self.open, self.waiting = None, bodies, [], []
        return True

    def sent(self, piece: _Piece, follows: _Piece | None) -> bool:
        """Take in `Blois, par Cécile Rabouin`: a body that somebody spoke for."""
        if follows is None or not _SENT.match(follows.text) or _person(follows.text) is None:
            return False
        bodies = self.town(piece.text.strip())
        if bodies:
            self.current, self.body, self.open, self.waiting = None, bodies, [], []
        return bool(bodies)

    def labelled(self, piece: _Piece, follows: _Piece | None) -> bool:
        """Take in `PS-Eau : Sandra Métivier`: who stands before a colon and a person, though nobody knows it."""
        text = piece.text.strip(" -–—")
        if piece.after != ":" or piece.before not in ("", ";", ".") or follows is None or not listed_name(follows.text):
            return False
        if person_name(text) or self.town(text) or not _is_label(text):
            return False
        body = town_alone(text, self.names) or (new_organisation(text),)
        self.current, self.body, self.open, self.waiting = None, body, [], []
        return True

    def take(self, piece: _Piece) -> None:
        if not piece.text.strip():
            return
        if piece.before in (";", "."):
            self.current = None
            self.body, self.waiting, self.open = (), [], []
        closed = piece.before == ")" and bool(self.outer)
        if closed:
            self.body, self.outer = (), ()
        found = None if self._explains(piece) else _person(piece.text)
        if found and not whole(found[1], self.names):
            self._person(piece, *found)
            return
        if found is None and self._for_whom(piece):
            return
        bodies = self._bodies(piece)
        if bodies and (piece.after in (":", "(") or not self.people or closed or piece.before in (";", ".", "")):
            self.body, self.open, self.waiting = bodies, [], []
            if piece.after == "(":
                self.outer = bodies
            return
        if piece.after == ":" and piece.before != "(":
            # `Élus :` heads those behind it, and is nobody's office.
            self.body, self.open, self.waiting = (), [], []
            return
        self._about(piece, bodies, closed=closed)

    def _for_whom(self, piece: _Piece) -> bool:
        """Take in `M. Denis Pouget pour la Région`: who it is for stands behind the name, without a mark."""
        led = _FOR_WHOM.match(_JOINED.sub("", piece.text.strip(" .")))
        one = _person(led["who"]) if led else None
        bodies = whole(led["body"], self.names) or _organisation(led["body"]) if led and one else ()
        if one and bodies:
            self._person(piece, *one)
            self.people[-1].bodies = bodies
        return bool(one and bodies)

    def _explains(self, piece: _Piece) -> bool:
        """Whether a piece in brackets says what somebody is: `Pietro Galli (Dante Alighieri)`."""
        last = self.people[-1] if self.people else None
        behind = last is not None and piece.before == "(" and not self.outer and last.printed in self.last
        return behind and _HONORED.match(piece.text.strip()) is None

    def _person(self, piece: _Piece, name: str, printed: str, at: int, lead: str) -> None:
        if lead and (named := [one.body for one in mentions(lead, self.names) if one.body.label == "Collectivity"]):
            self.body = tuple(named[:1])
        start = piece.start + at
        said = f" {key(lead)} "
        away = any(f" {word} " in said for word in words("attendance", "heads_excused"))
        one = Someone(
            name, printed, start, start + len(printed), self.body, list(self.waiting), "excused" if away else None
        )
        last = self.people[-1] if self.people else None
        if last and self.away:
            one.presence, one.bodies = "represented", one.bodies or last.bodies or last.office(self.names)[1]
        self.away = False
        if office := _office_in(lead):
            one.about.insert(0, office)
        if last and (_STANDS_FOR.search(lead) or (last.about and _STANDS_FOR.search(last.about[-1]))):
            one.presence, one.bodies = "represented", one.bodies or last.bodies or last.office(self.names)[1]
        self.waiting = []
        if piece.before not in ("et", ",") or (last and last.about):
            self.open = []
        self.open = [other for other in self.open if not other.about]
        self.open.append(one)
        self.people.append(one)
        self.current = one

    def _about(self, piece: _Piece, bodies: tuple[Body, ...], *, closed: bool) -> None:
        text = piece.text.strip(" -–—")
        if closed and not bodies and not is_title(text):
            # `Nîmes (M. Valade), Ambassade de France`: nobody of it is named.
            return
        if not text or _NOISE.match(text) or (piece.before == "et" and _ANOTHER.match(text)):
            return
        if (
            not self.people
            or (piece.before in (":", "(") and not self.open and piece.after == ",")
            or (piece.before == "(" and self.outer)
        ):
            self.waiting = [text] if is_title(re.sub(r"^(?:le|la|les|l['’]|the)\s*", "", text)) else []
            return
        if self.current is None:
            # `Elle remplaçait le président, M. X`: who comes next was not there.
            self.away = bool(_STANDS_FOR.search(text))
            return
        for one in (self.open or [self.current]) if piece.before == "(" or bodies else [self.current]:
            one.about.append(text)
        self.current.end = max(self.current.end, piece.start + len(piece.text))

    def _bodies(self, piece: _Piece) -> tuple[Body, ...]:
        text = _FOR.sub("", piece.text.strip())
        if not text or is_title(text):
            return ()
        if piece.after in (":", "("):
            led = text != piece.text.strip()
            return self.town(text) or (town_alone(text, self.names) if led else ())
        found = whole(text, self.names)
        if found:
            return found
        first = [one for one in mentions(text, self.names) if one.start == 0 and one.body.label == "Collectivity"]
        return tuple(one.body for one in first) if len(text.split()) < 5 else ()


_ARTICLE = re.compile(r"^(?:.*\b(?:avec|et|and)\s+)?(?:le|la|les|l['’]|the|son|sa|leur|notre|his|her|our|its)\s*")


_JOINED = re.compile(r"^(?:and|et)\s+")


def _organisation(text: str) -> tuple[Body, ...]:
    """Return the new body that a text is the name of, by the word for one in it: `Robert Gordon University`."""
    here = tokens(text)
    every = list(phrases("organisations").all(here))
    named = text[0].isupper() and any(at == 0 or at + count == len(here) for _, at, count in every)
    return (new_organisation(text),) if named else ()


def _office_in(lead: str) -> str | None:
    """Return the office that leads to a name without a mark: `l'adjointe Sophie Marzin`, `le bourgmestre Uwe Conradt`."""
    office = _ARTICLE.sub("", lead.strip(" -–—"))
    if not office or office[0].isupper() or not is_title(office) or is_told(office):
        return None
    return office


_GOES_ON = re.compile(r"(?:des?|du|of|for)\s(?![A-ZÀ-Ý])")


_ANOTHER = re.compile(r"(?:le|la|les|un|une|the|a)\s(?!même)|l['’]")
"""`…, et le sous-préfet`: somebody else, by the office alone."""


def _is_label(text: str) -> bool:
    """Whether words before a colon can be the name of a body: `Élus`, `Excusés`, an office are none."""
    here = tokens(text)
    if not here or len(here) > MAX_LABEL or not text[0].isupper() or is_title(text) or heading(text, beside=True):
        return False
    if is_told(text):
        return False
    return words("attendance", "groups").isdisjoint(token.folded for token in here)


def _person(text: str) -> tuple[str, str, int, str] | None:
    """Return the name in a piece, as printed, where it begins, and the words that lead to it."""
    at = len(text) - len(text.lstrip())
    plain = _CAME.sub("", text.strip())
    plural = _PLURAL.match(plain)
    printed = plain[plural.end() :] if plural else plain
    if name := listed_name(printed):
        return name, printed, at + (plural.end() if plural else 0), ""
    led = _LED.match(plain)
    if led and (name := listed_name(led["name"])):
        return name, led["name"], at + led.start("name"), led["lead"]
    return _titled(plain, at)


def _titled(plain: str, at: int) -> tuple[str, str, int, str] | None:
    """Return the same where an office leads to the name without a mark: `Mayor pro tem Angela Brooks`."""
    for space in re.finditer(r"\s+(?=[A-ZÀ-Ý])", plain):
        lead, rest = plain[: space.start()], plain[space.end() :]
        if next(phrases("organisations").all(tokens(lead)), None):
            # `trésorier de l'Association Amis de Sibiu`: a body's name goes on.
            continue
        if is_title(re.sub(r"^(?:le|la|les|l['’]|the)\s*", "", lead)) and (name := person_name(rest)):
            return name, rest, at + space.end(), lead
    return None


def _pieces(text: str) -> Iterator[_Piece]:
    start, before, depth = 0, "", 0
    for match in _marks(text):
        mark = match[0].strip()[:1] if match[0].strip()[:1] in ",;:()–—-." else "et"
        yield _Piece(text[start : match.start()], start, before, mark, depth)
        depth += (mark == "(") - (mark == ")")
        # `A), B`: what follows a bracket follows its comma too.
        start, before = (
            match.end(),
            mark if not (before == ")" and not text[start : match.start()].strip() and mark == ",") else ")",
        )
    yield _Piece(text[start:], start, before, "", depth)


def _marks(text: str) -> Sequence[re.Match[str]]:
    """Return the marks that part pieces; the point of `Mme` and `M.`, and the `and` of one name, are none."""
    return [
        match
        for match in _MARK.finditer(text)
        if not (match[0].startswith(".") and _ABBREVIATED.search(text[: match.start()])) and not _of_one(match, text)
    ]


def _of_one(match: re.Match[str], text: str) -> bool:
    """Whether an `et` in brackets joins the words of one office: `(chargé de mission Afrique et Méditerranée)`."""
    if match[0].strip().isalpha() and _GOES_ON.match(text[match.end() :]):
        # `Ministère de l'Europe et des Affaires étrangères`.
        return _person(re.split(r"[,;:()]", text[match.end() :])[0]) is None
    if not match[0].strip().isalpha() or text.rfind("(", 0, match.start()) <= text.rfind(")", 0, match.start()):
        return False
    return _person(re.split(r"[,;:()]", text[match.end() :])[0]) is None
